"""Ordering: the steps in their right order."""

from __future__ import annotations

from typing import ClassVar

from lecturegen.questions import Ordering
from lecturegen.schema.replies._base import Known, QuestionReply, stripped


class OrderingReply(QuestionReply):
    kind: ClassVar[str] = "ordering"
    place: ClassVar[int] = 7
    usual_points: ClassVar[int] = 2
    picky: ClassVar[bool] = True
    tokens: ClassVar[int] = 130

    steps: list[str]
    explanation: str

    def document(self, known: Known) -> Ordering:
        return Ordering(**self.common(known), steps=stripped(self.steps), explanation=self.explanation.strip())
