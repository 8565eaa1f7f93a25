"""True or false: a statement, and whether it holds."""

from __future__ import annotations

from typing import ClassVar

from lecturegen.questions import TrueFalse
from lecturegen.schema.replies._base import Known, QuestionReply


class TrueFalseReply(QuestionReply):
    kind: ClassVar[str] = "true-false"
    place: ClassVar[int] = 3
    tokens: ClassVar[int] = 95

    answer: bool
    explanation: str

    def document(self, known: Known) -> TrueFalse:
        return TrueFalse(**self.common(known), answer=self.answer, explanation=self.explanation.strip())
