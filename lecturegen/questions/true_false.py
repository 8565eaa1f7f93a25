"""True or false: a statement, and whether it holds."""

from __future__ import annotations

from typing import Literal

from lecturegen.questions._base import Question


class TrueFalse(Question):
    """``stem`` is the statement."""

    kind: Literal["true-false"] = "true-false"
    answer: bool
