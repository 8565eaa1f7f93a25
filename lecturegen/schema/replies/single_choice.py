"""Single choice: the answer and its distractors, each with the mistake behind it."""

from __future__ import annotations

from typing import ClassVar

from lecturegen.questions import Distractor, SingleChoice
from lecturegen.schema.replies._base import Known, QuestionReply, Wire


class DistractorReply(Wire):
    text: str
    rationale: str


class SingleChoiceReply(QuestionReply):
    kind: ClassVar[str] = "single-choice"
    place: ClassVar[int] = 1
    apt: ClassVar[int] = 2
    tokens: ClassVar[int] = 175

    answer: str
    distractors: list[DistractorReply]
    explanation: str

    def document(self, known: Known) -> SingleChoice:
        return SingleChoice(
            **self.common(known), answer=self.answer.strip(), explanation=self.explanation.strip(),
            distractors=tuple(Distractor(text=d.text.strip(), rationale=d.rationale.strip()) for d in self.distractors),
        )  # fmt: skip
