"""LG274 answer-unprinted: the stem of a numeric or short-answer question does not hold its answer.

Why: what is printed three words before is copied, not known; words that stem and key share are among the first cues of
test-wiseness (Millman, Bishop and Ebel 1965), and without distractors they are the whole answer. A number may be there
by chance, so it is reported and sent back once.

Not covered: an answer in other words, or a number that is spelt out.

Bad:
    asked: [numeric]
    /assessment/questions/3/stem: A list holds 180 numbers, and each look takes 20 ms. How many ms is a search at most?
    ---
    asked: [short-answer]
    /assessment/questions/3/stem: The middle comes before the wanted card, so a lower end is moved. Which one moves?
Good:
    asked: [numeric]
    /assessment/questions/3/stem: A list holds 1,800 numbers, and looks take 20 ms. How many ms is a search at most?
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lecturegen.questions import Numeric, Question, ShortAnswer
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._parts import answers
from lecturegen.rules._words import roots, with_roots
from lecturegen.schema import Section, Severity

_NUMBER = re.compile(r"(?<![\w.,])[-−+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,30})(?:\.[0-9]{1,30})?(?![\d_])")


@rule("LG274", "answer-unprinted", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in items(section):
        if at := _printed(question):
            message = f"the stem holds the answer: {question.stem[slice(*at)]!r}"
            yield Found(f"{where}/stem", message, "ask in other words, or with other numbers", at=at)


def _printed(question: Question) -> tuple[int, int] | None:
    """Where the answer stands in the stem."""
    if isinstance(question, Numeric):
        for number in _NUMBER.finditer(question.stem):
            if Decimal(number[0].replace(",", "").replace("−", "-")) == question.answer:
                return number.span()
    if isinstance(question, ShortAnswer):
        stem = roots(question.stem)
        for _, answer in answers("", question):
            own = roots(answer)
            if own and own <= stem and (words := with_roots(question.stem, own)):
                return words[0].span()
    return None
