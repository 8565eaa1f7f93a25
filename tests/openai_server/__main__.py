"""Command line -> a server that runs until it is interrupted."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import fill
from types import SimpleNamespace
from typing import Protocol

from tests.openai_server.batch_faults import ACTIONS, ENDS, ON_THE_WAY, STATUSES, BatchFault
from tests.openai_server.faults import FAULTS, Planned
from tests.openai_server.profiles import PROFILES
from tests.openai_server.server import Behaviour, Server

_ABOUT = """\
A local server that speaks OpenAI's chat completions (plain and streamed), files and batches, and answers every request
of lecturegen with content that passes validation. It prints one line, `listening on http://127.0.0.1:PORT/v1`, when it
is ready.

  python -m tests.openai_server --port 8000 --first-token 0.3 --tokens-per-second 200 --log requests.jsonl
  OPENAI_BASE_URL=http://127.0.0.1:8000/v1 OPENAI_API_KEY=none lecturegen week COURSE.yaml
"""
_WHEN = """\
faults: --fault KIND:NTH:FAULT, as often as you like; where several meet a request, they act in that order
  KIND   plan, draft, assess, answer, revise, other, or * for any; draft#3 means: only requests about section 3
  NTH    3 (the third such request to arrive), 3+ (the third and all after it), or all
  FAULT  one of
"""
_BATCHES = f"""
batches: --batch-fault ACTION:NTH:FAULT; lines of batches meet --fault too
  ACTION  batch, which says how it ends, or a call: {", ".join(ACTIONS)}
  FAULT   of a call: one of {", ".join(STATUSES)}, or of a call or batch
"""


def parser() -> argparse.ArgumentParser:
    """The flags, and a manual that names every fault."""
    manual = f"{_WHEN}{_listed(FAULTS.values())}\n{_BATCHES}"
    manual += _listed(SimpleNamespace(name=name, does=does) for name, does in (ENDS | ON_THE_WAY).items())
    manual += f"\n\nprofiles: --profile NAME, what the server imitates\n{_listed(PROFILES.values())}"
    made = argparse.ArgumentParser(
        "python -m tests.openai_server",
        description=_ABOUT,
        epilog=manual,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1; 0 takes a free one (default: 8000)")
    made.add_argument(
        "--first-token", type=float, default=0.0, metavar="SECONDS", help="wait before an answer begins (default: 0)"
    )
    made.add_argument(
        "--tokens-per-second", type=float, default=0.0, metavar="N", help="speed of writing; 0: no wait (default: 0)"
    )
    made.add_argument(
        "--fault", action="append", default=[], dest="faults", metavar="KIND:NTH:FAULT", type=_fault, help="see below"
    )
    made.add_argument(
        "--log", type=Path, metavar="FILE", help="append a line of JSON for each request when it ends (see log.py)"
    )
    made.add_argument(
        "--wrong-keys",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="share of questions with a wrong key (default: 0)",
    )
    made.add_argument(
        "--wrong-answers", type=float, default=0.0, metavar="SHARE", help="share of answers that err (default: 0)"
    )
    made.add_argument(
        "--batch-seconds", type=float, default=0.0, metavar="SECONDS", help="until a batch is done (default: 0)"
    )
    made.add_argument(
        "--batch-polls", type=int, default=0, metavar="N", help="times to ask until a batch is done (default: 0)"
    )
    made.add_argument(
        "--batch-failing",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="of the lines, 0.03: 3%% (default: 0)",
    )
    made.add_argument(
        "--batch-fault", action="append", default=[], dest="batch_faults", metavar="ACTION:NTH:FAULT",
        type=_batch_fault, help="see below",
    )  # fmt: skip
    made.add_argument("--profile", choices=PROFILES, default="openai", metavar="NAME", help="see below")
    return made


class Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def does(self) -> str: ...


def _listed(named: Iterable[Named]) -> str:
    things = list(named)
    width = max(len(thing.name) for thing in things)
    return "\n".join(
        fill(thing.does, 118, initial_indent=f"    {thing.name:{width}}  ", subsequent_indent=" " * (width + 6))
        for thing in things
    )


def _fault(text: str) -> str:
    try:
        Planned.parse(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None
    return text


def _batch_fault(text: str) -> str:
    try:
        BatchFault.parse(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None
    return text


async def _serve(behaviour: Behaviour, port: int) -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    server = Server(behaviour)
    async with server.listening(port):
        sys.stdout.write(f"listening on {server.base_url}\n")
        sys.stdout.flush()
        await stop.wait()


def main(arguments: Sequence[str] | None = None) -> None:
    given = parser().parse_args(arguments)
    behaviour = Behaviour(
        given.faults, given.first_token, given.tokens_per_second, given.log, profile=given.profile, keep=False,
        wrong_keys=given.wrong_keys, wrong_answers=given.wrong_answers,
        batch_seconds=given.batch_seconds, batch_polls=given.batch_polls, batch_failing=given.batch_failing,
        batch_faults=given.batch_faults,
    )  # fmt: skip
    asyncio.run(_serve(behaviour, given.port))


if __name__ == "__main__":
    main()
