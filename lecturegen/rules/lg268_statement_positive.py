"""LG268 statement-positive: a statement that is true or false says what is the case.

Why: to deny a denial is a puzzle of its own, and whoever overreads a small "not" answers wrongly what they know. That
statements be positive is the advice that textbooks on true-or-false questions share most (Frisbie and Becker 1991).

Not covered: never and none, which LG270 counts; words that are negative by themselves (fails, lacks, without).

Bad:
    asked: [true-false]
    /assessment/questions/3/stem: A search by halves does not need a sorted list.
    ---
    asked: [true-false]
    /assessment/questions/3/stem: If a sorted box of cards is doubled, a search by halves takes no look more.
Good:
    asked: [true-false]
    /assessment/questions/3/stem: A search by halves not only needs a sorted list, it also needs a middle.
    ---
    asked: [true-false]
    /assessment/questions/3/stem: A sorted column that is NOT NULL can be searched by halves, whether or not it is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import TrueFalse
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._maths import without_maths
from lecturegen.rules._negation import set_off
from lecturegen.schema import Section, Severity

_NEGATIVE = re.compile(
    r"\b(?:(?<!or )(?<!if )[Nn]ot(?! (?:only|just|to mention)\b)|[Cc]annot|[Nn]either|[Nn]or|[Nn]o(?! ?\.)(?! matter\b)"
    r"|\w+n['’]t)\b"
)


@rule("LG268", "statement-positive", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, TrueFalse):
        match = _NEGATIVE.search(without_maths(question.stem))
        if at := match.span() if match else set_off(question.stem):
            word = question.stem[slice(*at)]
            fix = "say what is the case, and let the verdict be the other one"
            yield Found(f"{where}/stem", f"the statement is negative: {word!r}", fix, at=at)
