"""What is told of a run over many courses while it runs: each of these listens to its lines and events."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from lecturegen.cli._faculty_tables import sentence, table, totals, week_json
from lecturegen.cli._night import Results
from lecturegen.events import WeekStarted
from lecturegen.faculty.board import Board
from lecturegen.faculty.lines import Ended, Line
from lecturegen.faculty.unit import Status

if TYPE_CHECKING:
    from lecturegen.event_log import EventLog
    from lecturegen.events import Event
    from lecturegen.faculty.unit import Done, Unit

REFRESH = 2.0
"""Times a second that the table is drawn."""
_AROUND = 5
"""Lines of a terminal that the table's rows cannot have: its head, the total, the line below, and the prompt's two."""


class Screen:
    """A listener: on a terminal the live table, elsewhere a line for each week that ends. Use it as a context."""

    def __init__(self, console: Console) -> None:
        self.board = Board()
        self._changing = Lock()  # the table is drawn by a thread of its own
        self._console = console
        self._live = Live(
            get_renderable=self._picture, console=console, refresh_per_second=REFRESH, transient=True,
            redirect_stdout=sys.stdout.isatty(),  # else it would be printed on stderr
        ) if console.is_terminal else None  # fmt: skip

    def __enter__(self) -> Screen:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._live:
            self._live.stop()

    def take(self, line: Line) -> None:
        with self._changing:
            self.board.take(line)
        if isinstance(line, Ended):
            self._tell(line.done)

    def happened(self, unit: Unit, event: Event) -> None:
        with self._changing:
            self.board.happened(unit, event)

    def _tell(self, done: Done) -> None:
        """A failure is told on a terminal, too: it stands above the table."""
        if self._live is None or done.faults:
            self.say(sentence(done))
        for fault in done.faults:
            self.say(f"  {fault}" + (f" ({fault.hint})" if fault.hint else ""))

    def say(self, line: str) -> None:
        """A line of its own, above the table."""
        self._console.print(Text(line), soft_wrap=not self._console.is_terminal, highlight=False)

    def _picture(self) -> Group:
        with self._changing:
            active, total, opened = self.board.active, self.board.total, self.board.opened
        shown = dict(islice(active.items(), max(1, self._console.height - _AROUND)))
        return Group(table(shown, total), Text(f"{opened} courses begun, {len(active)} in work", style="dim"))


class Paths:
    """A listener: the path of each file on a line of its own, as its week ends."""

    def __init__(self) -> None:
        self.results = Results()

    def take(self, line: Line) -> None:
        if isinstance(line, Ended):
            for path in line.done.files:
                self.results.print(path)

    def happened(self, unit: Unit, event: Event) -> None:
        """Nothing is told before a week ends."""

    def close(self, board: Board, code: int | None) -> None:
        """The summary is for people, on stderr."""


class Json:
    """A listener: one document, written week by week and closed with each course and the total."""

    def __init__(self) -> None:
        self.results = Results()
        self._begun = False

    def take(self, line: Line) -> None:
        if isinstance(line, Ended):
            self.results.print("," if self._begun else '{"weeks": [')
            self.results.print(json.dumps(week_json(line.done), ensure_ascii=False), end="")
            self._begun = True

    def happened(self, unit: Unit, event: Event) -> None:
        """Nothing is told before a week ends."""

    def close(self, board: Board, code: int | None) -> None:
        """``code``: the exit code; None while the run goes on."""
        courses = [{"course": name} | totals(row) for name, row in board.courses.items()]
        end = {"courses": courses, "total": totals(board.total) | {"exit_code": code}}
        begun = "" if self._begun else '{"weeks": ['
        self.results.print(f"{begun}\n], {json.dumps(end, ensure_ascii=False)[1:]}")


class Output(Protocol):
    """What stdout is told; ``close`` at the end."""

    results: Results

    def take(self, line: Line) -> None: ...

    def happened(self, unit: Unit, event: Event) -> None: ...

    def close(self, board: Board, code: int | None) -> None: ...


FORMATS: dict[str, Callable[[], Output]] = {"text": Paths, "json": Json}


class Log:
    """A listener: the events of every week, in the log of `--log-json`."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._models: dict[str, str] = {}

    def take(self, line: Line) -> None:
        if isinstance(line, Ended):
            model = self._models.pop(line.key, "")
            if line.done.status is Status.FAILED:
                fault = line.done.faults[-1]
                self._log.failed(line.done.unit.label, fault.kind, fault.exit_code, model)

    def happened(self, unit: Unit, event: Event) -> None:
        if isinstance(event, WeekStarted):
            self._models[unit.key] = event.model
        self._log.note(unit.label, event, self._models.get(unit.key, ""))
