"""Single choice: one right answer, and distractors that each stand for a mistake."""

from __future__ import annotations

from typing import Literal

from lecturegen.frozen import Frozen
from lecturegen.questions._base import Question


class Distractor(Frozen):
    """A wrong option and the mistake that makes somebody choose it."""

    text: str
    rationale: str


class SingleChoice(Question):
    """The answer and its distractors, without letters: letters are given when rendering."""

    kind: Literal["single-choice"] = "single-choice"
    answer: str
    distractors: tuple[Distractor, ...]

    @property
    def options(self) -> tuple[str, ...]:
        """All options, the answer first."""
        return (self.answer, *(d.text for d in self.distractors))
