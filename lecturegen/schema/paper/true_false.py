"""True or false: the stem is the statement, the key says whether it holds."""

from __future__ import annotations

from collections.abc import Sequence

from lecturegen.questions import TrueFalse
from lecturegen.schema.grammar import FALSE, TRUE
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.paper._base import Misprint, PaperForm, Understood, common, places


class TrueFalseForm(PaperForm[TrueFalse]):
    kind = "true-false"
    needs = frozenset({"key"})

    def printed(self, question: TrueFalse, shown: Sequence[str]) -> SheetQuestion:
        return SheetQuestion(
            stem=question.stem, form=self.form(question), key=TRUE if question.answer else FALSE,
            explanation=question.explanation,
        )  # fmt: skip

    def understood(self, sheet: SheetQuestion) -> Understood[TrueFalse]:
        if sheet.key not in (TRUE, FALSE):
            raise Misprint("/key", f"the key '{sheet.key}' is neither; write '{TRUE}' or '{FALSE}'")
        return Understood(TrueFalse(**common(sheet), answer=sheet.key == TRUE), places())
