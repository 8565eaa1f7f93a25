r"""LG211 stem-asks: a stem ends in a question mark, or in a colon that the options complete.

Why: a stem that asks nothing is found out only by reading the options. 0.5% of 54,662 stems did not end so.

Also known as: A34

Bad:
    /assessment/questions/0/stem: A sorted list holds 100 numbers
Good:
    /assessment/questions/0/stem: "A binary search of 100 sorted numbers looks at most at:"
    ---
    /assessment/questions/0/stem: "What does this print?\n\n```python\nprint(7 // 2)\n```"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._maths import without_maths
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

# … and how other scripts write it: full width, Arabic, Greek, Armenian
_ASKS = ("?", ":", "？", "：", "؟", ";", "՞", "___", "…")


@rule("LG211", "stem-asks", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in items(section):
        # code or a formula that the question is about may follow it
        end = without_maths(question.stem).rstrip(' \t\n*_"”’)]|»').rstrip()
        if any(map(str.isalnum, question.stem)) and not end.endswith(_ASKS):
            yield Found(
                f"{where}/stem", f"the stem asks nothing: {excerpt(question.stem)}", "end it in a question mark"
            )
