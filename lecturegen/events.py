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
class RequestStarted:
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class RequestEnded:
    """One attempt. ``outcome``: ok, or the failure's name; ``seconds`` as the client saw it; ``cost`` in US dollars."""

    kind: str
    unit: str
    outcome: str
    usage: Usage
    seconds: float
    cost: float | None


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
    """``stage``: draft, assess or answer, of one section."""

    stage: str
    unit: str


@dataclass(frozen=True, slots=True)
class SectionRejected:
    """``reason`` is for people, ``outcome`` the failure's name; ``stage``: draft, assess, answer or validate."""

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


Event = (
    WeekStarted | PlanReady | RequestStarted | RequestEnded | Remembered | Waiting | Stopping | SentBack | StageDone
    | SectionRejected | FileWritten | WeekDone
)  # fmt: skip
Emit = Callable[[Event], None]


def silent(event: Event) -> None:
    """Listen to nothing."""
