"""`lecturegen` in processes that kill themselves with -9 at their nth step.

A step is a statement to a database, or one end of a request to a service. Imports take seconds and steps are many, so
one process imports all and forks a child for each run:

    with nursery(server) as run:
        ran = run(7, ["week", …])       # killed at its seventh step; 0 kills nobody
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx2

from lecturegen.cli import main
from lecturegen.database import Database
from tests.openai_server import Server


@dataclass(frozen=True, slots=True)
class Child:
    """How a run ended (-9: killed), what it said, and its steps if it came to its end."""

    code: int
    said: str
    steps: int


@contextmanager
def nursery(server: Server) -> Iterator[Callable[[int, list[str]], Child]]:
    """Runs of ``lecturegen`` against ``server``."""
    hosted = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test", "LECTUREGEN_RETRY_WAIT": "0.01"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.killed"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | hosted,
    ) as mother:  # fmt: skip
        assert mother.stdin is not None
        assert mother.stdout is not None
        orders, reports = mother.stdin, mother.stdout

        def run(step: int, arguments: list[str]) -> Child:
            orders.write(json.dumps([step, arguments]) + "\n")
            orders.flush()
            return Child(*json.loads(reports.readline()))

        yield run
        orders.close()


def _child(last: int, arguments: list[str], said: int, counted: Path) -> None:
    taken = 0
    run_rows, send_really = Database.rows, httpx2.AsyncClient.send

    def step() -> None:
        nonlocal taken
        taken += 1
        if taken == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def rows(self: Database, sql: str, *values: object) -> Iterator[Any]:
        step()
        return run_rows(self, sql, *values)

    async def send(self: httpx2.AsyncClient, *given: Any, **named: Any) -> httpx2.Response:
        step()
        response = await send_really(self, *given, **named)
        step()
        return response

    Database.rows = rows  # type: ignore[method-assign]
    httpx2.AsyncClient.send = send  # type: ignore[method-assign]
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.argv = ["lecturegen", *arguments]
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        counted.write_text(str(taken))
    os._exit(code)


def _mother() -> None:
    for module in ("lecturegen.batch", "lecturegen.progress", "lecturegen.llm.chat", "lecturegen.llm.batches.office"):
        import_module(module)  # for all children
    for order in sys.stdin:
        last, arguments = json.loads(order)
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as said:
            counted = Path(folder) / "steps"
            if (child := os.fork()) == 0:
                _child(last, arguments, said.fileno(), counted)
            _, status = os.waitpid(child, 0)
            said.seek(0)
            steps = int(counted.read_text()) if counted.exists() else 0
            report = [os.waitstatus_to_exitcode(status), said.read().decode(), steps]
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _mother()
