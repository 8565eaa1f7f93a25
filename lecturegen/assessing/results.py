"""What came of a week: section by section, in files, in tokens and money. Small: a long run tells of each."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from lecturegen.errors import LecturegenError
from lecturegen.usage import Usage


class Status(StrEnum):
    MADE = "made"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SectionResult:
    """``number`` from 1. ``questions``: new ones, in all forms. ``form``: the letter of the form that failed first."""

    number: int
    title: str
    status: Status
    questions: int = 0
    reason: str = ""
    hint: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One week. ``files``: those of its forms that are there. ``kept``: old versions that this run has kept.

    ``asked``: requests of this run, failed ones too; ``cost`` in US dollars, None if a price is not known.
    ``error``: why nothing could be done, or what all sections have in common if all failed. ``waits``: it goes on when
    batches have answered; nothing is written before.
    """

    week: str
    title: str = ""
    seed: int = 0
    sections: tuple[SectionResult, ...] = ()
    files: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    asked: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: float | None = 0.0
    error: LecturegenError | None = None
    waits: bool = False

    def count(self, status: Status) -> int:
        return sum(section.status is status for section in self.sections)

    @property
    def exit_code(self) -> int:
        """1 if some sections failed; the error's own if all did, or if the week could not even be read."""
        if self.error is not None:
            return self.error.exit_code
        return 1 if self.count(Status.FAILED) else 0

    def as_json(self) -> dict[str, Any]:
        told = {"week": self.week, "title": self.title, "seed": self.seed, "exit_code": self.exit_code}
        sections = [{k: v for k, v in asdict(one).items() if v != ""} for one in self.sections]
        return told | {
            "sections": sections, "made": self.count(Status.MADE), "kept": self.count(Status.KEPT),
            "failed": self.count(Status.FAILED), "questions": sum(one.questions for one in self.sections),
            "files": list(map(str, self.files)), "old_versions": list(map(str, self.kept)), "requests": self.asked,
            "tokens": {"prompt": self.usage.prompt, "completion": self.usage.completion, "cached": self.usage.cached},
            "cost_usd": self.cost, "waits": self.waits, "error": None if self.error is None else str(self.error),
        }  # fmt: skip
