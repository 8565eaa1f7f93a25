"""LG271 tolerance-narrow: the tolerance of a numeric question is smaller than its answer.

Why: a tolerance as large as the answer takes zero and twice the answer for right, so that the question is answered by
typing anything small. It is what a percentage looks like where the tolerance was meant in the unit of the answer. The
limit is no estimate: from there on the sign of the answer is no longer asked for.

Not covered: an answer of zero, for which every tolerance is larger.

Bad:
    asked: [numeric]
    /assessment/questions/3/tolerance: "180"
    ---
    asked: [numeric]
    /assessment/questions/3/answer: "-0.25"
    /assessment/questions/3/tolerance: "5"
Good:
    asked: [numeric]
    /assessment/questions/3/tolerance: "20"
    ---
    asked: [numeric]
    /assessment/questions/3/answer: "0"
    /assessment/questions/3/tolerance: "0.01"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Numeric
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.schema import Section, Severity


@rule("LG271", "tolerance-narrow", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, Numeric):
        if question.answer and question.tolerance >= abs(question.answer):
            message = f"{question.answer} ± {question.tolerance} takes zero for right"
            fix = "give the tolerance in the unit of the answer: how far off one may be who reckons rightly"
            yield Found(f"{where}/tolerance", message, fix)
