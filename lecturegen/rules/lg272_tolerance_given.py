"""LG272 tolerance-given: an answer with decimals has a tolerance, unless the stem says how exact it has to be.

Why: whoever rounds on the way, or types 0.33 for a third, has reckoned rightly and is marked wrong; learning platforms
compare to the last digit. Whole numbers are counted, and counting is exact.

Not covered: whether the tolerance is as large as rounding makes it.

Bad:
    asked: [numeric]
    /assessment/questions/3/answer: "0.3333"
Good:
    asked: [numeric]
    /assessment/questions/3/answer: "0.3333"
    /assessment/questions/3/tolerance: "0.001"
    ---
    asked: [numeric]
    /assessment/questions/3/answer: "0.33"
    /assessment/questions/3/stem: How many milliseconds does a look take? Round to two decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import Numeric
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.schema import Section, Severity

_EXACT = re.compile(
    r"\b(?:round(?:ed|ing)?|decimals?|digits?|significant figures?|exact(?:ly)?|to the nearest|cents?)\b|[€$£]", re.I
)


@rule("LG272", "tolerance-given", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, Numeric):
        if question.tolerance or _EXACT.search(question.stem + question.unit):
            continue
        if question.answer != question.answer.to_integral_value():
            message = f"only {question.answer} to the last digit is right"
            fix = "give a tolerance, or say in the stem how to round"
            yield Found(f"{where}/tolerance", message, fix)
