"""Single choice: as it has always been printed where it is worth one point, with a form where it is worth more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lecturegen.questions import Distractor, SingleChoice
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.paper._base import Fault, Misprint, PaperForm, Understood, common, places
from lecturegen.schema.paper._letters import found_in, key_of, lettered, without_letters
from lecturegen.schema.signs import Signs


class SingleChoiceForm(PaperForm[SingleChoice]):
    kind = "single-choice"
    needs = frozenset({"options", "key"})

    def printed(self, question: SingleChoice, shown: Sequence[str], signs: Signs) -> SheetQuestion:
        return SheetQuestion(
            stem=question.stem, form=None if question.points == 1 else self.form(question), options=lettered(shown),
            key=key_of(found_in(shown, [question.answer])), explanation=question.explanation,
        )  # fmt: skip

    def understood(self, sheet: SheetQuestion, signs: Signs) -> Understood[SingleChoice]:
        letters = [option.letter for option in sheet.options]
        if letters.count(sheet.key) != 1 or not sheet.key:
            raise Misprint("/key", f"the key '{sheet.key}' names no option; give one letter of {', '.join(letters)}")
        key = letters.index(sheet.key)
        others = [place for place in range(len(letters)) if place != key]
        question = SingleChoice(
            **common(sheet), answer=sheet.options[key].text, place=key,
            distractors=tuple(Distractor(text=sheet.options[place].text) for place in others),
        )  # fmt: skip
        at = {f"/distractors/{number}/text": f"/options/{place}/text" for number, place in enumerate(others)}
        return Understood(question, places(answer=f"/options/{key}/text") | at)

    def faults(self, question: SingleChoice) -> Iterator[Fault]:
        yield from without_letters("/distractors", len(question.options))

    def completed(self, read: SingleChoice, known: SingleChoice) -> SingleChoice:
        """A rationale belongs to the text of its option."""
        reasons = {" ".join(one.text.split()): one.rationale for one in known.distractors}
        distractors = tuple(
            one.model_copy(update={"rationale": reasons.get(" ".join(one.text.split()), "")})
            for one in read.distractors
        )
        return read.model_copy(update={"distractors": distractors})
