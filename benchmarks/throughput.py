"""Requests a second of a job of 10,000 sections, beside the raw SDK with the same limits.

Both may have the same number of requests in flight to the same server, which takes the same time for each: 64 of
three quarters of a second each are 85 requests a second, on two quiet cores less than either client or the server can
do, so it is the limits that are measured. The SDK sends the requests of one such week again and again; it renders,
validates, checks and writes nothing. It is measured before and after the job, and the mean of both counts.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import _ours, _raw
from benchmarks._processes import Served, job, server
from benchmarks._report import Findings, at_least, parser, report
from tests.openai_server import running

SHARE = 85.0


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--sections", type=int, default=10_000, help="(10000)")
    flags.add_argument("--concurrency", type=int, default=64, help="requests in flight (64)")
    flags.add_argument("--first-token", type=float, default=0.75, help="seconds that every request takes (0.75)")
    flags.add_argument("--raw", type=int, default=1000, help="requests of the raw client, before and after (1000)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    sections, raw = (26, 60) if given.quick else (given.sections, given.raw)
    pace = ("--first-token", "0.1" if given.quick else str(given.first_token))
    with TemporaryDirectory() as scratch, server(Path(scratch), *pace) as served:
        bodies = itertools.cycle(recorded(Path(scratch) / "recorded"))
        before = asyncio.run(_sdk(served, itertools.islice(bodies, raw), given.concurrency)) / raw
        count = len(served.entries())
        done = job(served, sections, given.concurrency, Path(scratch) / "out")
        asked = [entry for entry in served.entries()[count:] if entry.status == 200]
        after = asyncio.run(_sdk(served, itertools.islice(bodies, raw), given.concurrency)) / raw
        billed = sum(entry.prompt_tokens + entry.completion_tokens for entry in asked)
        paid = sum(_paid(path) for path in (Path(scratch) / "out").rglob("manifest.json"))
    sdk, ours = 2 / (before + after), len(asked) / done.seconds
    rows = [
        {"client": "AsyncOpenAI", "requests": 2 * raw, "seconds": raw * (before + after), "requests/s": sdk},
        {"client": "lecturegen", "requests": len(asked), "seconds": done.seconds, "requests/s": ours},
        {"client": "lecturegen, CPU", "requests": len(asked), "seconds": done.cpu, "requests/s": len(asked) / done.cpu},
    ]
    ledger = at_least("tokens in the ledgers over those of the server", 100 * paid / billed, 100, "%")
    if given.quick:
        return Findings(rows, [ledger])
    return Findings(rows, [at_least("throughput over the raw client's", 100 * ours / sdk, SHARE, "%"), ledger])


def recorded(folder: Path) -> list[dict[str, Any]]:
    """The requests of one week, as they arrive."""
    with running() as here:
        _ours.make(_ours.weeks(13), folder, _ours.settings(here.base_url, 13), [])
        return here.requests


async def _sdk(served: Served, bodies: Iterator[dict[str, Any]], in_flight: int) -> float:
    async with _raw.sdk_aiohttp(served.base_url) as call:
        began = time.monotonic()
        await _raw.all_of(call, bodies, in_flight)
        return time.monotonic() - began


def _paid(manifest: Path) -> int:
    tokens = json.loads(manifest.read_text())["tokens"]
    return int(tokens["prompt"]) + int(tokens["completion"])


if __name__ == "__main__":
    main()
