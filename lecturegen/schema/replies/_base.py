"""What a model fills in, and what of it is the same for every type of question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from lecturegen.questions import Bloom, Difficulty, Question


class Wire(BaseModel):
    """Base of every wire shape: closed, and every field is asked for. Built when it is needed, as documents are."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True)
class Known:
    """What we know of a question that is read, and so do not ask for."""

    section: str
    number: int
    points: int


class QuestionReply(Wire):
    """One question, as the model fills it in. Its fields have the names that they have in the document.

    ``place``: where the type stands in a quiz and in a prompt, the quick ones first. ``usual_points``: points of one
    such question; ``fewest_points``: fewer cannot be given. ``picky``: a section may hold nothing that it could be
    asked about, so another type may stand in. ``apt``: how well it makes a student apply what was taught; levels are
    demanded of the aptest first. ``tokens``: what one takes in a reply.
    """

    kind: ClassVar[str] = ""
    place: ClassVar[int]
    usual_points: ClassVar[int] = 1
    fewest_points: ClassVar[int] = 1
    picky: ClassVar[bool] = False
    apt: ClassVar[int] = 0
    tokens: ClassVar[int]

    objective: int
    frame: int
    bloom: Bloom
    difficulty: Difficulty
    stem: str

    def document(self, known: Known) -> Question:
        """The question with what we know of it. A number that names no objective becomes an id that names none."""
        raise NotImplementedError

    def common(self, known: Known) -> dict[str, Any]:
        return {
            "id": f"{known.section}.q{known.number}", "objective": f"{known.section}.o{self.objective}",
            "frame": max(self.frame, 1), "bloom": self.bloom, "difficulty": self.difficulty, "points": known.points,
            "stem": self.stem.strip(),
        }  # fmt: skip


def without_gaps(given: Any, **empty: Any) -> Any:
    """``given`` with what a model left out or nulled because it was not needed. It says the same."""
    if not isinstance(given, dict):
        return given
    return {**empty, **{name: value for name, value in given.items() if value is not None or name not in empty}}


def stripped(texts: list[str]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts)
