"""LG223 options-unlettered: options carry no letter; letters are dealt when the question is shown.

Why: an option "B) 7" that is dealt to D reads "D) B) 7". Models number options by habit. Mended: if all options have a
letter of their own, all letters are taken off.

Also known as: A16b, A17

Bad:
    /assessment/questions/0/distractors/0/text: "B) 6"
    ---
    /assessment/questions/0/answer: "A. 7"
    /assessment/questions/0/distractors:
      - {text: "B. 6", rationale: r}
      - {text: "C. 10", rationale: r}
      - {text: "D. 50", rationale: r}
Good:
    /assessment/questions/0/answer: A. thaliana
    /assessment/questions/0/distractors:
      - {text: B. subtilis, rationale: r}
      - {text: C. elegans, rationale: r}
      - {text: D. melanogaster, rationale: r}
    ---
    /assessment/questions/0/answer: "(A) + (B)"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import SingleChoice
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import choices
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

_LABEL = re.compile(r"\s*(?:\(?([A-Ea-e])\)|([A-Ea-e])[.:])\s+(?=\S)")
_SURE = re.compile(r"\s*\(?[A-Ea-e]\)\s+[^\s+*/=&|∪∩-]")


@rule("LG223", "options-unlettered", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in choices(section):
        every = has_letters(choice.question)
        for where, option in choice.option_places():
            label = _LABEL.match(option)
            if label and (every or _SURE.match(option)):
                message = f"the option begins with a letter: {excerpt(option)}"
                yield Found(where, message, "leave the letter out", at=label.span())


@check.mend
def strip(section: Section, context: Context) -> Section:
    assessment = section.assessment
    if assessment is None or not any(has_letters(choice.question) for choice in choices(section)):
        return section
    questions = tuple(
        _unlettered(question) if isinstance(question, SingleChoice) and has_letters(question) else question
        for question in assessment.questions
    )
    return section.model_copy(update={"assessment": assessment.model_copy(update={"questions": questions})})


def has_letters(question: SingleChoice) -> bool:
    """Whether every option begins with a letter of its own; initials of species and people do not count."""
    labels = [_LABEL.match(option) for option in question.options]
    letters = {(label[1] or label[2]).lower() for label in labels if label}
    if len(labels) < 2 or not all(labels) or len(letters) < len(labels):
        return False
    if all(label[1] or label[0].rstrip().endswith(":") for label in labels if label):
        return True
    # "C. elegans", "A. Smith": a full stop after a letter may be an abbreviation, unless they run from A on
    begins = [label.string[label.end()] for label in labels if label]
    return letters == set("abcde"[: len(labels)]) and any(not c.islower() for c in begins)


def _unlettered(question: SingleChoice) -> SingleChoice:
    distractors = tuple(d.model_copy(update={"text": _without_letter(d.text)}) for d in question.distractors)
    answer = _without_letter(question.answer)
    return question.model_copy(update={"answer": answer, "distractors": distractors})


def _without_letter(option: str) -> str:
    label = _LABEL.match(option)
    return option[label.end() :] if label else option
