"""Essay: a task, and the rubric that it is marked by."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lecturegen.frozen import Frozen
from lecturegen.questions._base import Question


class Level(Frozen):
    """What an answer shows that earns so many points."""

    points: int = Field(ge=0)
    text: str


class Criterion(Frozen):
    """One thing that is marked, with its levels, the best first."""

    text: str
    levels: tuple[Level, ...]

    @property
    def points(self) -> int:
        """The most that it can earn."""
        return max((level.points for level in self.levels), default=0)


class Essay(Question):
    """``explanation`` says what a good answer holds. ``points`` are the sum over the criteria."""

    kind: Literal["essay"] = "essay"
    rubric: tuple[Criterion, ...]
