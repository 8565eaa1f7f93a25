"""Short answer: the key is the answer, and a list below it holds what else is accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lecturegen.questions import ShortAnswer
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.paper._base import Fault, PaperForm, Understood, common, places
from lecturegen.schema.signs import Signs


class ShortAnswerForm(PaperForm[ShortAnswer]):
    kind = "short-answer"
    needs = frozenset({"key"})
    may_have = frozenset({"accepted"})

    def printed(self, question: ShortAnswer, shown: Sequence[str], signs: Signs) -> SheetQuestion:
        return SheetQuestion(
            stem=question.stem, form=self.form(question), key=question.answer, accepted=question.variants,
            explanation=question.explanation,
        )  # fmt: skip

    def understood(self, sheet: SheetQuestion, signs: Signs) -> Understood[ShortAnswer]:
        question = ShortAnswer(**common(sheet), answer=sheet.key, variants=sheet.accepted)
        at = {f"/variants/{number}": f"/accepted/{number}" for number in range(len(sheet.accepted))}
        return Understood(question, places(answer="/key") | at)

    def faults(self, question: ShortAnswer) -> Iterator[Fault]:
        answer = question.answer.strip("\n")
        if "\n" in answer:
            yield "/answer", f"{question.answer!r} has more than one line; a short answer has one"
        if not answer.strip():
            yield "/answer", "no answer; the key would be empty"
