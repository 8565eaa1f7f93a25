"""The unit of work: one week, what is to be done with it, and what came of it. Small, frozen, picklable, JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from lecturegen.errors import AccessDenied, BudgetSpent, ConfigurationError, InputError, LecturegenError, QuotaExhausted
from lecturegen.existing.find import Bundle
from lecturegen.frozen import Frozen
from lecturegen.schema import Brief, Tokens
from lecturegen.settings import Settings

if TYPE_CHECKING:
    from lecturegen.llm.batches.office import ByBatch

HOPELESS = (AccessDenied, BudgetSpent, ConfigurationError, QuotaExhausted)
"""Errors that every other week would meet as well."""


class Step(StrEnum):
    """What can be done with a week, in this order."""

    WEEK = "week"
    ASSESS = "assess"
    EXPORT = "export"


class Unit(Frozen):
    """One week. ``key`` names it in this run and the next: where it is written.

    ``source``: the course file, or the script of a week that is there, whose files are then ``bundle``.
    ``folder``: where the week is written; None: where it lies.
    """

    key: str
    steps: tuple[Step, ...]
    course: str
    number: int
    title: str
    source: Path
    folder: Path | None = None
    bundle: Bundle | None = None

    @property
    def label(self) -> Brief:
        """How logs and watchers call the week."""
        return Brief(course=self.course, number=self.number, title=self.title, topics=())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What all units of a run have in common. ``seed``: of new assessments; ``formats``: of the command line, for all.

    ``needs``: the formats that the run may make, as far as it was known before; whoever does units must be able to.

    ``bank``: whether whoever does a unit enters its questions into the course's item bank, beside the week's folder.
    ``by_batch``: how the Batch API is to be used, if it is.
    ``quiet``: seconds since a run before may have asked the same service.
    ``out``: the address that stands for the folder ``root`` of the units' folders, if they belong somewhere else.
    """

    settings: Settings
    offline: bool = False
    seed: int = 1
    formats: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    bank: bool = True
    by_batch: ByBatch | None = None
    out: str = ""
    root: Path = Path()
    quiet: float = inf


class Fault(Frozen):
    """An error as data. ``kind``: its class, as in lecturegen.errors. ``place``: file, file and line, or week.

    ``hopeless``: every other week would meet it, too.
    """

    kind: str
    place: str
    message: str
    hint: str = ""
    exit_code: int = 1
    hopeless: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def faults_of(error: LecturegenError, place: str) -> tuple[Fault, ...]:
    """``place``: where it happened, if the error does not say so itself."""
    fault = Fault(
        kind=type(error).__name__, place=place, message=str(error), hint=error.hint, exit_code=error.exit_code,
        hopeless=isinstance(error, HOPELESS),
    )  # fmt: skip
    if not isinstance(error, InputError):
        return (fault,)
    return tuple(fault.model_copy(update={"place": one.place, "message": one.message}) for one in error.problems)


class Status(StrEnum):
    """``findings``: all is written, and an error was found in it; ``partial``: some sections or formats are missing;
    ``waits``: it goes on when batches have answered."""

    DONE = "done"
    FINDINGS = "findings"
    PARTIAL = "partial"
    FAILED = "failed"
    WAITS = "waits"


class Done(Frozen):
    """What came of a unit. ``unchanged``: all was there, made from the same inputs, and nothing was done.

    ``sections``: of the week as it is; ``findings``: severity -> how many; ``requests``, ``tokens`` and ``cost_usd``
    (None: a price is not known) of this run alone; ``files``: all that the week now has of the steps; ``seconds``
    from beginning to end.
    """

    unit: Unit
    status: Status
    unchanged: bool = False
    sections: int = 0
    failed: int = 0
    findings: dict[str, int] = Field(default={})
    requests: int = 0
    tokens: Tokens = Tokens()
    cost_usd: float | None = 0.0
    files: tuple[str, ...] = ()
    seconds: float = 0.0
    faults: tuple[Fault, ...] = ()

    @property
    def failing(self) -> bool:
        """In part or whole."""
        return self.status in (Status.PARTIAL, Status.FAILED)

    @property
    def open(self) -> bool:
        """Whether there is something left to do."""
        return self.failing or self.status is Status.WAITS

    @property
    def exit_code(self) -> int:
        if self.status is Status.FAILED:
            return max((fault.exit_code for fault in self.faults), default=1)
        return 0 if self.status in (Status.DONE, Status.WAITS) else 1


def failed(unit: Unit, error: LecturegenError) -> Done:
    """Of a unit of which nothing came."""
    return Done(unit=unit, status=Status.FAILED, faults=faults_of(error, unit.key))
