"""True or false: the stem is the statement, the key says whether it holds."""

from __future__ import annotations

from collections.abc import Sequence

from lecturegen.questions import TrueFalse
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.paper._base import Misprint, PaperForm, Understood, common, places
from lecturegen.schema.signs import Signs


class TrueFalseForm(PaperForm[TrueFalse]):
    kind = "true-false"
    needs = frozenset({"key"})

    def printed(self, question: TrueFalse, shown: Sequence[str], signs: Signs) -> SheetQuestion:
        key = signs.words.true if question.answer else signs.words.false
        return SheetQuestion(stem=question.stem, form=self.form(question), key=key, explanation=question.explanation)

    def understood(self, sheet: SheetQuestion, signs: Signs) -> Understood[TrueFalse]:
        true, false = signs.words.true, signs.words.false
        if sheet.key not in (true, false):
            raise Misprint("/key", f"the key '{sheet.key}' is neither; write '{true}' or '{false}'")
        return Understood(TrueFalse(**common(sheet), answer=sheet.key == true), places())
