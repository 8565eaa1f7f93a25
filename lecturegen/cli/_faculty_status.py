"""`lecturegen batch --status DIR`: how it goes with the last run of an out folder, from any terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from lecturegen.cli._faculty import FORMATS
from lecturegen.cli._faculty_tables import table
from lecturegen.errors import UsageError
from lecturegen.faculty.board import Board, board_of
from lecturegen.faculty.lines import FILE, FOLDER, Ended, Line, RunBegun, read
from lecturegen.faculty.lock import Holder, alive, holder

if TYPE_CHECKING:
    from lecturegen.faculty.unit import Fault


def show_status(out: Path, output: str) -> None:
    """On stdout. Raises UsageError where no run ever was, FolderError."""
    folder = out / FOLDER
    path = folder / FILE
    if not path.is_file():
        raise UsageError(f"{out}: no `lecturegen batch` was ever run with this --out folder")
    board = board_of(read(path))
    held = holder(folder) if board.ended is None else None
    working = held if held is not None and alive(folder, held) else None
    if working is None:
        board.stop()
    if output == "json":
        told = FORMATS[output]()
        for line in last_run(path):
            told.take(line)
        told.close(board, board.ended.exit_code if board.ended else None)
        return
    console = Console() if Console().is_terminal else Console(width=120)
    shown = {
        course: row for course, row in board.courses.items() if row.working or row.cut or row.failed or row.waiting
    }
    console.print(table(shown, board.total))
    for fault in faults(path):
        console.print(Text(f"{fault}" + (f" ({fault.hint})" if fault.hint else "")), soft_wrap=True)
    console.print(Text(_life(board, working)), soft_wrap=True)


def last_run(path: Path) -> Iterator[Line]:
    """The lines of the last run; the file is read twice, so that it may be long."""
    first = max((place for place, line in enumerate(read(path)) if isinstance(line, RunBegun)), default=0)
    return islice(read(path), first, None)


def faults(path: Path) -> Iterator[Fault]:
    """Why weeks of the last run failed."""
    for line in last_run(path):
        if isinstance(line, Ended):
            yield from line.done.faults


def _life(board: Board, working: Holder | None) -> str:
    """Whether the run is at work, and whose it is."""
    if board.ended is not None:
        waits = "; the same command collects what weeks wait for, and goes on" if board.total.waiting else ""
        return f"the run ended at {board.ended.at} with exit code {board.ended.exit_code}{waits}"
    if working is not None:
        return f"the run is at work: {working}"
    return "the run was killed; the same command goes on where it was, and --only-failed does what it was at"
