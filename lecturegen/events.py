"""What happens during a run, told to whoever listens. Stages tell; only progress and logs listen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lecturegen.schema import Report, Week
from lecturegen.usage import Usage


@dataclass(frozen=True, slots=True)
class WeekStarted:
    week: str
    model: str
    folder: str


@dataclass(frozen=True, slots=True)
class PlanReady:
    """``sections``: (id, title) in order. ``edited``: taken from a plan.yaml that a person changed.

    ``stages``: how many each section goes through.
    """

    sections: tuple[tuple[str, str], ...]
    edited: bool
    stages: int = 2


@dataclass(frozen=True, slots=True)
class SectionsChosen:
    """Whose assessments are made anew. ``sections``: (id, title) in order, of the week's ``of``."""

    sections: tuple[tuple[str, str], ...]
    of: int


@dataclass(frozen=True, slots=True)
class RequestStarted:
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class RequestEnded:
    """One attempt. ``outcome``: ok, or the failure's name; ``seconds`` as the client saw it; ``cost`` in US dollars.

    ``batch``: the batch in which it was asked; there is then no RequestStarted.
    """

    kind: str
    unit: str
    outcome: str
    usage: Usage
    seconds: float
    cost: float | None
    batch: str = ""


@dataclass(frozen=True, slots=True)
class RequestPosted:
    """It goes into a batch and is answered later."""

    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """Answered from the journal."""

    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Waiting:
    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Stopping:
    """The user wants the run to end: what is in flight is waited for, and nothing more is asked."""


@dataclass(frozen=True, slots=True)
class SentBack:
    unit: str
    findings: int


@dataclass(frozen=True, slots=True)
class StageDone:
    """``stage``: objectives, draft, assess or answer, of one section."""

    stage: str
    unit: str


@dataclass(frozen=True, slots=True)
class SectionRejected:
    """``reason`` is for people, ``outcome`` the failure's name; ``stage``: objectives, draft, assess,
    answer or validate."""

    unit: str
    reason: str
    stage: str
    outcome: str


@dataclass(frozen=True, slots=True)
class FileWritten:
    """``kept``: the file that a person had changed, and that was therefore left alone; empty otherwise."""

    path: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class WeekDone:
    """``week`` is None if the run stopped after the plan, as asked."""

    week: Week | None
    report: Report


@dataclass(frozen=True, slots=True)
class WeekAssessed:
    """Sections with new assessments, those that keep their old ones because nobody asked for new, and because they
    failed; and all new questions."""

    made: int
    kept: int
    failed: tuple[str, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class WeekWaits:
    """Nothing more can be done for a week until batches have answered so many of its requests."""

    requests: int


@dataclass(frozen=True, slots=True)
class BatchPosted:
    """The service has taken a batch in. ``found``: it had, before a run was killed that did not hear of it."""

    batch: str
    requests: int
    found: bool = False


@dataclass(frozen=True, slots=True)
class BatchSeen:
    """How it goes with a batch that is not done."""

    batch: str
    status: str
    requests: int
    done: int


@dataclass(frozen=True, slots=True)
class BatchCollected:
    """A batch has ended, and what it answered is here. ``reasons``: codes of what was wrong with it as a whole.

    ``strays``: lines of its files that belong to none of its requests, or to one that has its answer.
    """

    batch: str
    status: str
    requests: int
    answered: int
    strays: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchesMissing:
    """The service has no Batch API, and the user allows that all is asked live."""

    reason: str


Event = (
    WeekStarted | PlanReady | SectionsChosen | RequestStarted | RequestEnded | Remembered | Waiting | Stopping
    | SentBack | StageDone | SectionRejected | FileWritten | WeekDone | WeekAssessed | RequestPosted | WeekWaits
    | BatchPosted | BatchSeen | BatchCollected | BatchesMissing
)  # fmt: skip
Emit = Callable[[Event], None]


def silent(event: Event) -> None:
    """Listen to nothing."""
