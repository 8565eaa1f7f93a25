"""Weeks made through batches: the same command again and again, until nothing waits any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from lecturegen.llm.prices import cost
from lecturegen.usage import Usage
from tests.command import Ran, contents, make_week, run
from tests.openai_server import Server

WAITS = "Nothing is wrong: run the same command again"
MODEL = "gpt-4.1-mini"


def rounds(server: Server, folder: Path, *flags: str, most: int = 9, **environment: str) -> list[Ran]:
    """Runs of ``lecturegen week --batch-api`` until one waits for nothing."""
    ran: list[Ran] = []
    while len(ran) < most:
        ran.append(make_week(server, folder, "--batch-api", *flags, **environment))
        if WAITS not in ran[-1].err:
            return ran
    raise AssertionError(f"it still waits after {most} rounds: {ran[-1].err}")


def figures(folder: Path, *flags: str) -> list[str]:
    """The last line of the ledger: requests, failed, prompt and completion tokens, dollars."""
    return run("cost", folder / "out", *flags).out.splitlines()[-1].split()[-5:]


def paid(server: Server, *, batch: bool) -> Usage:
    """What the server counted, in batches or live."""
    seen = [entry for entry in server.log if entry.status == 200 and bool(entry.batch) is batch]
    return sum((Usage(e.prompt_tokens, e.completion_tokens, e.cached_tokens) for e in seen), Usage())


def assert_the_ledger_is_the_servers(server: Server, folder: Path) -> None:
    batched, live = paid(server, batch=True), paid(server, batch=False)
    whole = batched + live
    _, _, prompt, completion, dollars = figures(folder)
    assert (int(prompt), int(completion)) == (whole.prompt, whole.completion)
    price = 0.5 * (cost(MODEL, batched) or 0) + (cost(MODEL, live) or 0)
    assert float(dollars) == pytest.approx(price, abs=1e-4)


def assert_nothing_was_asked_twice(server: Server) -> None:
    answered = [entry.digest for entry in server.log if entry.status == 200]
    assert len(answered) == len(set(answered))


def documents(folder: Path) -> dict[str, bytes]:
    """The files of the week that say nothing about how they were come by."""
    return {name: text for name, text in contents(folder).items() if name != "manifest.json"}
