"""How it goes with each course: counted from the lines of the state, live or read from the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from lecturegen.events import Event, RequestEnded, StageDone
from lecturegen.faculty.lines import Begun, Ended, Line, Opened, RunBegun, RunEnded
from lecturegen.faculty.unit import Done, Status, Unit
from lecturegen.usage import Usage


@dataclass(slots=True)
class Row:
    """A course, or all of them. ``weeks`` are those that it has; ``failed`` in part or whole, ``findings`` of error
    severity, ``waiting`` for a batch, ``cut`` off by the end of the run."""

    weeks: int = 0
    done: int = 0
    unchanged: int = 0
    failed: int = 0
    findings: int = 0
    waiting: int = 0
    working: int = 0
    cut: int = 0
    sections: int = 0
    requests: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: float = 0.0
    priced: bool = True

    @property
    def cost_usd(self) -> float | None:
        return self.cost if self.priced else None

    def spend(self, requests: int, usage: Usage, cost: float | None) -> None:
        self.requests += requests
        self.usage += usage
        self.cost += cost or 0.0
        self.priced &= cost is not None

    def end(self, done: Done) -> None:
        self.done += done.status in (Status.DONE, Status.FINDINGS)
        self.unchanged += done.unchanged
        self.failed += done.failing
        self.findings += done.status is Status.FINDINGS
        self.waiting += done.status is Status.WAITS
        self.sections += done.sections
        tokens = done.tokens
        self.spend(done.requests, Usage(tokens.prompt, tokens.completion, tokens.cached), done.cost_usd)

    def with_(self, working: Iterable[Row]) -> Row:
        """A copy, and what the weeks that are worked on have come to so far."""
        whole = replace(self)
        for one in working:
            whole.working += 1
            whole.come_to(one)
        return whole

    def come_to(self, week: Row) -> None:
        """What an unfinished week has come to."""
        self.sections += week.sections
        self.spend(week.requests, week.usage, week.cost_usd)


class Board:
    """Of one run. A course has a row once it has been opened; weeks that are worked on are counted as they go."""

    def __init__(self) -> None:
        self.begun: RunBegun | None = None
        self.ended: RunEnded | None = None
        self._courses: dict[str, Row] = {}
        self._total = Row()
        self._working: dict[str, tuple[str, Row]] = {}

    def take(self, line: Line) -> None:
        match line:
            case RunBegun():
                self.begun = line
            case Opened(course=course, weeks=weeks):
                for row in self._rows(course):
                    row.weeks += weeks
            case Begun(key=key, course=course):
                self._working[key] = (course, Row())
            case Ended(done=done):
                self._working.pop(done.unit.key, None)
                for row in self._rows(done.unit.course):
                    row.end(done)
            case RunEnded():
                self.ended = line
                self.stop()
            case unknown:
                assert_never(unknown)

    def stop(self) -> None:
        """The run is no more, whether it said so or not: what is still worked on is cut off."""
        for course, week in self._working.values():
            for row in self._rows(course):
                row.cut += 1
                row.come_to(week)
        self._working.clear()

    def happened(self, unit: Unit | None, event: Event) -> None:
        """In a week that is worked on; what concerns no single one is not counted."""
        if unit is None:
            return
        _, row = self._working[unit.key]
        if isinstance(event, RequestEnded):
            row.spend(1, event.usage, event.cost)
        elif isinstance(event, StageDone) and event.stage == "assess":
            row.sections += 1

    @property
    def courses(self) -> dict[str, Row]:
        return {course: row.with_(self._of(course)) for course, row in self._courses.items()}

    @property
    def active(self) -> dict[str, Row]:
        """The courses with weeks that are worked on; as many as fit on any screen, if weeks are let in by few."""
        courses = dict.fromkeys(course for course, _ in self._working.values())
        return {course: self._courses.get(course, Row()).with_(self._of(course)) for course in courses}

    @property
    def opened(self) -> int:
        return len(self._courses)

    @property
    def total(self) -> Row:
        return self._total.with_(row for _, row in self._working.values())

    def _of(self, course: str) -> Iterator[Row]:
        return (row for its, row in self._working.values() if its == course)

    def _rows(self, course: str) -> tuple[Row, Row]:
        return self._courses.setdefault(course, Row()), self._total


def board_of(lines: Iterable[Line]) -> Board:
    """Of the last run that they tell of."""
    board = Board()
    for line in lines:
        if isinstance(line, RunBegun):
            board = Board()
        board.take(line)
    return board
