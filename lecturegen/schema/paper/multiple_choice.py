"""Multiple choice: the form tells how points are given, the key names every right letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lecturegen.questions import MultipleChoice, Option, Scoring
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.paper._base import Fault, Misprint, PaperForm, Understood, common, places
from lecturegen.schema.paper._letters import found_in, key_of, lettered, named_by, without_letters
from lecturegen.schema.signs import Signs


def _told(signs: Signs) -> dict[Scoring, str]:
    forms = signs.words.forms
    return {Scoring.PARTIAL: forms.partial, Scoring.ALL_OR_NOTHING: forms.all_or_nothing}


class MultipleChoiceForm(PaperForm[MultipleChoice]):
    kind = "multiple-choice"
    needs = frozenset({"options", "key"})

    def printed(self, question: MultipleChoice, shown: Sequence[str], signs: Signs) -> SheetQuestion:
        right = found_in(shown, [answer.text for answer in question.answers])
        return SheetQuestion(
            stem=question.stem, form=self.form(question, _told(signs)[question.scoring]), options=lettered(shown),
            key=key_of(sorted(right)), explanation=question.explanation,
        )  # fmt: skip

    def understood(self, sheet: SheetQuestion, signs: Signs) -> Understood[MultipleChoice]:
        assert sheet.form is not None
        scoring = next((one for one, told in _told(signs).items() if told == sheet.form.told), None)
        if scoring is None:
            partial, whole = _told(signs).values()
            raise Misprint("/form", f"this does not say how points are given; write '{partial}' or '{whole}'")
        right = named_by(sheet)
        wrong = tuple(place for place in range(len(sheet.options)) if place not in right)
        answers, distractors = (tuple(Option(text=sheet.options[n].text) for n in some) for some in (right, wrong))
        question = MultipleChoice(
            **common(sheet), answers=answers, distractors=distractors, scoring=scoring, places=right
        )
        at = {
            f"/{name}/{number}/text": f"/options/{place}/text"
            for name, some in (("answers", right), ("distractors", wrong))
            for number, place in enumerate(some)
        }
        return Understood(question, places() | at)

    def faults(self, question: MultipleChoice) -> Iterator[Fault]:
        yield from without_letters("/distractors", len(question.texts))
        if not question.answers:
            yield "/answers", "no right option; the key would be empty"

    def completed(self, read: MultipleChoice, known: MultipleChoice) -> MultipleChoice:
        """A rationale belongs to the text of its option, and to its being right or wrong."""
        return read.model_copy(
            update={
                "answers": _reasoned(read.answers, known.answers),
                "distractors": _reasoned(read.distractors, known.distractors),
            }
        )


def _reasoned(read: tuple[Option, ...], known: tuple[Option, ...]) -> tuple[Option, ...]:
    reasons = {" ".join(one.text.split()): one.rationale for one in known}
    return tuple(one.model_copy(update={"rationale": reasons.get(" ".join(one.text.split()), "")}) for one in read)
