"""Short answer: a word or a few, and what else is accepted."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import model_validator

from lecturegen.questions import ShortAnswer
from lecturegen.schema.replies._base import Known, QuestionReply, stripped, without_gaps


class ShortAnswerReply(QuestionReply):
    kind: ClassVar[str] = "short-answer"
    place: ClassVar[int] = 4
    tokens: ClassVar[int] = 110

    answer: str
    variants: list[str]
    explanation: str

    @model_validator(mode="before")
    @classmethod
    def _left_out_is_empty(cls, given: Any) -> Any:
        return without_gaps(given, variants=[])

    def document(self, known: Known) -> ShortAnswer:
        return ShortAnswer(
            **self.common(known), answer=self.answer.strip(), variants=stripped(self.variants),
            explanation=self.explanation.strip(),
        )  # fmt: skip
