"""Essay: a rubric stands where others have their key, and the explanation says what a good answer holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lecturegen.questions import Essay
from lecturegen.schema.grammar import LEVEL
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.paper._base import Fault, PaperForm, Understood, common, places
from lecturegen.schema.signs import Signs


class EssayForm(PaperForm[Essay]):
    kind = "essay"
    needs = frozenset({"rubric"})

    def printed(self, question: Essay, shown: Sequence[str], signs: Signs) -> SheetQuestion:
        return SheetQuestion(
            stem=question.stem, form=self.form(question), rubric=question.rubric, explanation=question.explanation
        )

    def understood(self, sheet: SheetQuestion, signs: Signs) -> Understood[Essay]:
        at = [f"/rubric/{number}/text" for number in range(len(sheet.rubric))]
        at += [
            f"/rubric/{number}/levels/{place}/text"
            for number, criterion in enumerate(sheet.rubric)
            for place in range(len(criterion.levels))
        ]
        return Understood(Essay(**common(sheet), rubric=sheet.rubric), places() | {where: where for where in at})

    def faults(self, question: Essay) -> Iterator[Fault]:
        if not question.rubric:
            yield "/rubric", "no criterion"
        for number, criterion in enumerate(question.rubric):
            for line in criterion.text.strip("\n").split("\n")[1:]:
                if LEVEL.fullmatch(line):
                    yield f"/rubric/{number}/text", f"would be read as a level: {line!r}"
