"""The command line: one module a command, found by name, and thin. Results go to stdout, words for people to stderr.

Heavy imports stand inside the functions: ``--help`` must never pay for a model.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from lecturegen import __version__
from lecturegen.cli._app import app, complain
from lecturegen.errors import LecturegenError, OutputError
from lecturegen.garbage import settle
from lecturegen.registry import import_all

import_all(__name__)

__all__ = ["app", "main"]


def main() -> None:
    """Entry point: expected errors end with one message and their exit code, never with a traceback."""
    settle()
    try:
        with _heard():
            app()
    except LecturegenError as error:
        complain(error)
        sys.exit(error.exit_code)
    finally:
        settle()


@contextmanager
def _heard() -> Iterator[None]:
    """Streams that somebody closed swallow what is said; one that cannot be written is an OutputError."""
    if sys.stdout is None:
        sys.stdout = _nowhere()
    try:
        try:
            yield
        except SystemExit:  # so a command ends
            sys.stdout.flush()
            raise
    except OSError as error:
        # those of files are ours before they come here, or name their file
        if error.filename is not None or error.errno is None:
            raise
        sys.stdout = _nowhere()  # else Python would try once more when it ends
        if isinstance(error, BrokenPipeError):  # `| head` has seen enough
            sys.exit(1)
        raise OutputError(f"what is said cannot be written: {error.strerror}") from None


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        print(__version__)
        raise typer.Exit
