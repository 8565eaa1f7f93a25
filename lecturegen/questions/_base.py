"""What every question type is."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from lecturegen.frozen import Frozen


class Bloom(StrEnum):
    """Levels of the revised taxonomy, lowest first (Anderson and Krathwohl 2001)."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"

    @classmethod
    def _missing_(cls, value: object) -> Bloom | None:
        """Models capitalise, and most of them spell American."""
        name = str(value).strip().lower().replace("analyze", "analyse")
        return next((level for level in cls if level.value == name), None)

    @property
    def rank(self) -> int:
        """0 for remember to 5 for create."""
        return list(Bloom).index(self)


class Difficulty(StrEnum):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"

    @classmethod
    def _missing_(cls, value: object) -> Difficulty | None:
        name = str(value).strip().lower()
        return next((level for level in cls if level.value == name), None)


class Question(Frozen):
    """Base of every question type: what it tests, where the answer was taught, and why it holds.

    Ours always say which objective, frame and level; None or an empty string: a file that we read does not say.
    """

    kind: str
    id: str = Field(description="stable within the week: <section id>.q<number>")
    objective: str = Field(description="id of the objective that it tests")
    frame: int | None = Field(ge=1, description="number of the frame that answers it, from 1")
    bloom: Bloom | None
    difficulty: Difficulty = Difficulty.MEDIUM
    points: int = Field(default=1, ge=1)
    stem: str
    explanation: str = Field(description="why the answer holds; no letters")


class Shuffled(Question):
    """A question that shows texts in an order of ours.

    ``places``: where the first so many of ``texts`` stand, from 0, if somebody else's file has fixed that; the others
    fill the places that are left, in their order.
    """

    own_order_tells: ClassVar[bool] = False
    """Whether showing ``texts`` as they are would give the answer away."""
    places: tuple[int, ...] | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown, the right ones first."""
        raise NotImplementedError
