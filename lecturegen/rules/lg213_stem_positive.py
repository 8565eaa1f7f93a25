"""LG213 stem-positive: a negative stem sets its negation in capitals or in bold.

Why: a small "not" is overread, and the question then tests eyesight. 2.9% of sections had one; the measurement is
imprecise, so this one is reported and not asked for again.

Also known as: A21b

Not covered: statements that are true or false (LG268); whether the question would be better asked the other way round;
it would.

Bad:
    /assessment/questions/0/stem: Which of these lists is not fit for binary search?
    ---
    /assessment/questions/0/stem: All of these halve the range except?
Good:
    /assessment/questions/0/stem: Which of these lists is NOT fit for binary search?
    ---
    /assessment/questions/0/stem: Which search helps when a list is not sorted?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import TrueFalse
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._negation import overread
from lecturegen.schema import Section, Severity


@rule("LG213", "stem-positive", Severity.WARNING, Scope.ASSESSMENT, again=False, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in items(section):
        if not isinstance(question, TrueFalse) and (at := overread(question.stem)):
            word = question.stem[slice(*at)]
            fix = "ask what is the case, or write NOT in capitals"
            yield Found(f"{where}/stem", f"the stem is negative: {word!r}", fix, at=at)
