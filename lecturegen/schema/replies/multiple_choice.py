"""Multiple choice: the right answers and the distractors, each with its reason. We state the scoring."""

from __future__ import annotations

from typing import ClassVar

from lecturegen.questions import MultipleChoice, Option
from lecturegen.schema.replies._base import Known, QuestionReply, Wire


class OptionReply(Wire):
    text: str
    rationale: str

    def document(self) -> Option:
        return Option(text=self.text.strip(), rationale=self.rationale.strip())


class MultipleChoiceReply(QuestionReply):
    kind: ClassVar[str] = "multiple-choice"
    place: ClassVar[int] = 2
    usual_points: ClassVar[int] = 2
    apt: ClassVar[int] = 2
    tokens: ClassVar[int] = 225

    answers: list[OptionReply]
    distractors: list[OptionReply]
    explanation: str

    def document(self, known: Known) -> MultipleChoice:
        return MultipleChoice(
            **self.common(known), explanation=self.explanation.strip(),
            answers=tuple(option.document() for option in self.answers),
            distractors=tuple(option.document() for option in self.distractors),
        )  # fmt: skip
