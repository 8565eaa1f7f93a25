"""Ordering: steps under letters as they were dealt, and a key that names the letters in the right order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lecturegen.questions import Ordering
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.paper._base import Fault, Misprint, PaperForm, Understood, common, places
from lecturegen.schema.paper._letters import found_in, key_of, lettered, named_by, without_letters
from lecturegen.schema.signs import Signs


class OrderingForm(PaperForm[Ordering]):
    kind = "ordering"
    needs = frozenset({"options", "key"})

    def printed(self, question: Ordering, shown: Sequence[str], signs: Signs) -> SheetQuestion:
        return SheetQuestion(
            stem=question.stem, form=self.form(question, signs.words.forms.order), options=lettered(shown),
            key=key_of(found_in(shown, question.steps)), explanation=question.explanation,
        )  # fmt: skip

    def understood(self, sheet: SheetQuestion, signs: Signs) -> Understood[Ordering]:
        order = named_by(sheet)
        if len(order) != len(sheet.options):
            letters = ", ".join(option.letter for option in sheet.options)
            raise Misprint("/key", f"the key '{sheet.key}' leaves steps out; put all of {letters} in order")
        question = Ordering(**common(sheet), steps=tuple(sheet.options[place].text for place in order), places=order)
        at = {f"/steps/{number}": f"/options/{place}/text" for number, place in enumerate(order)}
        return Understood(question, places() | at)

    def faults(self, question: Ordering) -> Iterator[Fault]:
        yield from without_letters("/steps", len(question.steps))
