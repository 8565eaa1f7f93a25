"""LG276 variants-differ: each variant of a short answer is another answer.

Why: case is ignored where answers are compared, so "Lower" beside "lower" accepts nothing more; models list
such variants for want of others, and the synonym or abbreviation that students really type is then missing. Mended: a
variant that says what the answer or one before it says is taken out.

Not covered: whether the variants are all that should be accepted.

Bad:
    asked: [short-answer]
    /assessment/questions/3/variants: [The lower  one, low]
    ---
    asked: [short-answer]
    /assessment/questions/3/variants: [low, Low.]
Good:
    asked: [short-answer]
    /assessment/questions/3/variants: [the low one, lower]
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Question, ShortAnswer
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._words import excerpt, normal
from lecturegen.schema import Section, Severity


@rule("LG276", "variants-differ", Severity.WARNING, Scope.ASSESSMENT, again=False)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, ShortAnswer):
        for number in _again(question):
            message = f"{excerpt(question.variants[number])} is accepted already"
            yield Found(f"{where}/variants/{number}", message, "leave it out, or name what else is right")


@check.mend
def part(section: Section, context: Context) -> Section:
    assessment = section.assessment
    if assessment is None or not any(map(_again, assessment.questions)):
        return section
    questions = tuple(_once(question) for question in assessment.questions)
    return section.model_copy(update={"assessment": assessment.model_copy(update={"questions": questions})})


def _again(question: Question) -> list[int]:
    """The variants that say what the answer, or one before them, says."""
    if not isinstance(question, ShortAnswer):
        return []
    seen = {normal(question.answer)}
    found = []
    for number, variant in enumerate(question.variants):
        if normal(variant) in seen and variant.strip():
            found.append(number)
        seen.add(normal(variant))
    return found


def _once(question: Question) -> Question:
    if not isinstance(question, ShortAnswer):
        return question
    again = _again(question)
    variants = tuple(variant for number, variant in enumerate(question.variants) if number not in again)
    return question.model_copy(update={"variants": variants})
