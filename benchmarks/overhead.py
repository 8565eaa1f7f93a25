"""Client CPU a call: lecturegen with everything included, beside the SDK and bare LangChain chains, in the same run.

A call is one draft of a section (about 800 spoken words). lecturegen's has the rendering of the prompt in it, the
format, the validation against the wire shape, the journal's commits and the ledger; the others send the same request
rendered beforehand, and look at nothing. CPU time of this process only: the server is another. Client CPU does not
depend on how long the model thinks, so the model is quick.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import itertools
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import _ours, _raw
from benchmarks._processes import Served, server
from benchmarks._report import Claim, Findings, at_most, parser, report
from lecturegen.garbage import settle

CALLS = {1: 40, 50: 300, 200: 800}
"""Requests in flight -> calls a round."""
CLIENTS = {
    "AsyncOpenAI": _raw.sdk,
    "AsyncOpenAI, aiohttp": _raw.sdk_aiohttp,
    "chain": _raw.chain,
    "chain, structured": _raw.structured,
}
LIMIT_MS, LIMIT_RATIO = 2.5, 1.6

_numbers = itertools.count()


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--rounds", type=int, default=3, help="every client has its turn so often (3)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    calls = {1: 3, 50: 50} if given.quick else CALLS
    spent: dict[tuple[str, int], list[float]] = defaultdict(list)
    settle()  # as lecturegen does: who comes after it would profit, and who comes before would not
    # one loop for all: LangChain keeps its connections from one model to the next
    with (
        TemporaryDirectory() as scratch,
        server(Path(scratch), "--first-token", "0.2") as served,
        asyncio.Runner() as runner,
    ):
        for turn in range(1 if given.quick else given.rounds):
            for in_flight, count in calls.items():
                for name in _turned([*CLIENTS, "lecturegen"], turn):
                    if name == "lecturegen":
                        work = _lecturegen(served, Path(scratch), in_flight, count)
                    else:
                        work = _other(name, served, in_flight, count)
                    spent[name, in_flight].append(runner.run(work) * 1000 / count)
    rows = [
        {"client": name} | {f"{n} in flight, ms": median(spent[name, n]) for n in calls}
        for name in (*CLIENTS, "lecturegen")
    ]
    return Findings(rows, () if given.quick else _claims(spent))


def _claims(spent: dict[tuple[str, int], list[float]]) -> list[Claim]:
    ours, sdk = spent["lecturegen", 200], spent["AsyncOpenAI", 200]
    ratios = [mine / its for mine, its in zip(ours, sdk, strict=True)]
    return [
        at_most("CPU a call at 200 in flight, median", median(ours), LIMIT_MS, " ms"),
        at_most("times AsyncOpenAI at 200 in flight, median of the rounds", median(ratios), LIMIT_RATIO),
    ]


def _turned(names: list[str], turn: int) -> list[str]:
    """Each round another client begins: what comes first warms the machine for the rest."""
    at = turn % len(names)
    return names[at:] + names[:at]


async def _other(name: str, served: Served, in_flight: int, count: int) -> float:
    form = _ours.draft_format()
    bodies = [_body(form, next(_numbers)) for _ in range(count)]
    async with CLIENTS[name](served.base_url) as call:
        await call(_body(form, next(_numbers)))  # connections and validators are made once
        return await _cpu(lambda: _raw.all_of(call, bodies, in_flight))


def _body(form: dict[str, Any], number: int) -> dict[str, Any]:
    messages = [{"role": m.role, "content": m.text} for m in _ours.draft_request(number).messages]
    return {"model": "gpt-4.1-mini", "messages": messages, "response_format": form}


async def _lecturegen(served: Served, scratch: Path, in_flight: int, count: int) -> float:
    folder = scratch / f"week-{next(_numbers)}"
    async with _ours.whole_model(_ours.settings(served.base_url, in_flight), folder) as model:
        await model.ask(_ours.draft_request(next(_numbers)))

        async def call(body: dict[str, Any]) -> object:
            return await model.ask(_ours.draft_request(body["number"]))

        return await _cpu(lambda: _raw.all_of(call, ({"number": next(_numbers)} for _ in range(count)), in_flight))


async def _cpu(work: Callable[[], Awaitable[None]]) -> float:
    """Seconds of CPU that this process spends on ``work``."""
    gc.collect()
    before = time.process_time()
    await work()
    return time.process_time() - before


if __name__ == "__main__":
    main()
