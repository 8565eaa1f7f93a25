"""The command line's app, to which each command's module adds its own, and how errors are told."""

from __future__ import annotations

import sys
from contextlib import suppress

import typer

from lecturegen.errors import LecturegenError

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Draft a lecture week from a topic list: plan, speaking script, frames and assessment, checked and written.",
    epilog="Exit codes: 0 done and clean; 1 errors found, or sections failed; 2 input wrong; 3 configuration wrong; "
    "4 model or network failed; 130 interrupted.",
)  # fmt: skip


def complain(error: LecturegenError, whose: str = "") -> None:
    """``whose``: the week that has the error, where there are several."""
    with suppress(OSError):  # where nobody can be told, the exit code is left
        said = f"{whose}: {error}" if whose else str(error)
        print(f"error: {said}" if "\n" not in said else said, file=sys.stderr)
        if error.hint:
            print(f"hint: {error.hint}", file=sys.stderr)
