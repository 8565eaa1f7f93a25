"""Multiple choice: several right answers among the options, with the scoring stated."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from lecturegen.frozen import Frozen
from lecturegen.questions._base import Shuffled


class Scoring(StrEnum):
    """How the points of a question with several right answers are given."""

    PARTIAL = "partial"
    """Each right option gives an equal part, each wrong one takes that part away, and the sum is never below 0."""
    ALL_OR_NOTHING = "all-or-nothing"
    """All points for exactly the right options, else none."""


class Option(Frozen):
    """``rationale``: why it is right, or the mistake that makes somebody choose it."""

    text: str
    rationale: str = ""


class MultipleChoice(Shuffled):
    """Answers and distractors, without letters."""

    kind: Literal["multiple-choice"] = "multiple-choice"
    answers: tuple[Option, ...]
    distractors: tuple[Option, ...]
    scoring: Scoring = Scoring.PARTIAL

    @property
    def texts(self) -> tuple[str, ...]:
        """All options, the answers first."""
        return tuple(option.text for option in (*self.answers, *self.distractors))
