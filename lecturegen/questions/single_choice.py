"""Single choice: one right answer, and distractors that each stand for a mistake."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lecturegen.frozen import Frozen
from lecturegen.questions._base import Question


class Distractor(Frozen):
    """A wrong option and the mistake that makes somebody choose it."""

    text: str
    rationale: str = ""


class SingleChoice(Question):
    """The answer and its distractors, without letters: letters are given when rendering.

    ``place``: where the answer stands among the options, from 0, if somebody else's file has fixed their order.
    """

    kind: Literal["single-choice"] = "single-choice"
    answer: str
    distractors: tuple[Distractor, ...]
    place: int | None = Field(default=None, ge=0)

    @property
    def options(self) -> tuple[str, ...]:
        """All options, the answer first."""
        return (self.answer, *(d.text for d in self.distractors))
