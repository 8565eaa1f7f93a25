"""`lecturegen` in processes of their own, for tests that interrupt it or leave it running.

Imports take more than a second. So one process imports all, once for all tests of a worker, and forks a child for each
run; the process of the tests, with its threads and listeners, is never forked.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Self

from lecturegen.cli import main

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.imported"])


class Apart:
    """``lecturegen ARGUMENTS``, with as much of ``subprocess.Popen`` as tests use. It ends when they do, at the latest.

    Its stdout is a pipe; what it says on stderr can be read at any time.
    """

    def __init__(self, arguments: Sequence[str | Path], **environment: str) -> None:
        reader, writer = _FORKS.Pipe(duplex=False)
        self._told = NamedTemporaryFile("r")  # noqa: SIM115 - gone when this object is
        given = (list(map(str, arguments)), Path.cwd(), os.environ | environment, writer, self._told.name)
        self._process = _FORKS.Process(target=_child, args=given, daemon=True)
        self._process.start()
        writer.close()
        self.stdout = os.fdopen(os.dup(reader.fileno()))
        reader.close()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def said(self) -> str:
        return Path(self._told.name).read_text()

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, negative if a signal ended it. Raises TimeoutExpired after so many seconds."""
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("lecturegen", timeout or 0)
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """The rest of its stdout, of which a pipe holds 64 KB, and all of its stderr, when it has ended."""
        self.wait(timeout)
        return self.stdout.read(), self.said

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stdout.close()
        self.wait()


def _child(arguments: list[str], folder: Path, environment: Mapping[str, str], stdout: Connection, told: str) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(stdout.fileno(), 1)
    os.dup2(os.open(told, os.O_WRONLY | os.O_APPEND), 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", buffering=1, closefd=False)
    stdout.close()
    sys.argv = ["lecturegen", *arguments]
    main()
