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
    ---
    asked: [multiple-choice]
    /assessment/questions/3/answers/0/text: A) Ten looks are enough
    /assessment/questions/3/answers/1/text: B) Twice the numbers cost one look more
    /assessment/questions/3/distractors/0/text: C) Half of the numbers are looked at
    /assessment/questions/3/distractors/1/text: D) Twice the numbers cost twice the looks
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
from collections.abc import Iterator, Sequence
from typing import TypeVar

from lecturegen.frozen import Frozen
from lecturegen.questions import Matching, MultipleChoice, Question, SingleChoice
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._parts import Part, parts, responses
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

_LABEL = re.compile(r"\s*(?:\(?([A-Ha-h])\)|([A-Ha-h])[.:])\s+(?=\S)")
_SURE = re.compile(r"\s*\(?[A-Ha-h]\)\s+[^\s+*/=&|∪∩-]")


L = TypeVar("L", bound=Frozen)


@rule("LG223", "options-unlettered", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in items(section):
        dealt = list(_dealt(where, question))
        every = have_letters([option for _, option in dealt])
        for place, option in dealt:
            label = _LABEL.match(option)
            if label and (every or _SURE.match(option)):
                message = f"the option begins with a letter: {excerpt(option)}"
                yield Found(place, message, "leave the letter out", at=label.span())


@check.mend
def strip(section: Section, context: Context) -> Section:
    assessment = section.assessment
    if assessment is None:
        return section
    questions = tuple(
        _unlettered(question) if have_letters([option for _, option in _dealt("", question)]) else question
        for question in assessment.questions
    )
    if questions == assessment.questions:
        return section
    return section.model_copy(update={"assessment": assessment.model_copy(update={"questions": questions})})


def _dealt(where: str, question: Question) -> Iterator[Part]:
    """What is shown below letters that are given later."""
    if isinstance(question, SingleChoice | MultipleChoice):
        yield from parts(where, question)
    elif isinstance(question, Matching):
        yield from responses(where, question)


def have_letters(options: Sequence[str]) -> bool:
    """Whether every option begins with a letter of its own; initials of species and people do not count."""
    labels = [_LABEL.match(option) for option in options]
    letters = {(label[1] or label[2]).lower() for label in labels if label}
    if len(labels) < 2 or not all(labels) or len(letters) < len(labels):
        return False
    if all(label[1] or label[0].rstrip().endswith(":") for label in labels if label):
        return True
    # "C. elegans", "A. Smith": a full stop after a letter may be an abbreviation, unless they run from A on
    begins = [label.string[label.end()] for label in labels if label]
    return letters == set("abcdefgh"[: len(labels)]) and any(not c.islower() for c in begins)


def _unlettered(question: Question) -> Question:
    changes: dict[str, object] = {}
    if isinstance(question, SingleChoice):
        changes = {"answer": _without_letter(question.answer), "distractors": _bare(question.distractors, "text")}
    elif isinstance(question, MultipleChoice):
        changes = {"answers": _bare(question.answers, "text"), "distractors": _bare(question.distractors, "text")}
    elif isinstance(question, Matching):
        changes = {"pairs": _bare(question.pairs, "response"), "spare": tuple(map(_without_letter, question.spare))}
    return question.model_copy(update=changes)


def _bare(those: Sequence[L], field: str) -> tuple[L, ...]:
    return tuple(one.model_copy(update={field: _without_letter(getattr(one, field))}) for one in those)


def _without_letter(option: str) -> str:
    label = _LABEL.match(option)
    return option[label.end() :] if label else option
