"""The command line: one module a command, found by name, and thin. Results go to stdout, words for people to stderr.

Heavy imports stand inside the functions: ``--help`` must never pay for a model.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lecturegen import __version__
from lecturegen.cli._app import app, complain
from lecturegen.errors import LecturegenError
from lecturegen.garbage import settle
from lecturegen.registry import import_all

import_all(__name__)

__all__ = ["app", "main"]


def main() -> None:
    """Entry point: expected errors end with one message and their exit code, never with a traceback."""
    settle()
    try:
        app()
    except LecturegenError as error:
        complain(error)
        sys.exit(error.exit_code)
    finally:
        settle()


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        print(__version__)
        raise typer.Exit
