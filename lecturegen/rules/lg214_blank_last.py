"""LG214 blank-last: a gap to be filled stands at the end of the stem.

Why: with a gap in the middle one reads every option into the sentence and back again; what is tested then is memory for
sentences (Haladyna's guideline on completion items).

Not covered: questions without options, where a gap is where the answer goes.

Bad:
    /assessment/questions/0/stem: A search of 100 numbers takes ____ looks if the list is sorted, is that right?
Good:
    /assessment/questions/0/stem: "The looks that a search of 100 sorted numbers takes are at most ____:"
    ---
    /assessment/questions/0/stem: When does Python call `__init__`, and when ___init___?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import picks
from lecturegen.rules._maths import without_maths
from lecturegen.schema import Section, Severity

_BLANK = re.compile(r"(?<![\w`])_{3,}(?!\w)|\[ ?(?:blank|gap) ?\]|(?<=\s)\.{4,}(?=\s)", re.I)


@rule("LG214", "blank-last", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in picks(section):
        plain = without_maths(question.stem)
        gaps = list(_BLANK.finditer(plain))
        if gaps and any(map(str.isalnum, plain[gaps[0].end() :])):
            message, fix = "a gap stands in the middle of the stem", "ask a question with a question mark"
            yield Found(f"{where}/stem", message, fix, at=gaps[0].span())
