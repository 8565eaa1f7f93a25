"""LG240 stems-once: no stem is asked twice in a week.

Why: 17.1% of 1,138 weeks asked a question twice, and a third of those keyed it differently.

Also known as: A37, A37b

Not covered: twice in one section (LG215).

Bad:
    /sections/2/assessment/questions/0/stem: >-
        a sorted list holds 100 numbers. At most how many of them does a binary search look at
Good:
    /sections/2/assessment/questions/0/stem: >-
        A sorted list holds 200 numbers. At most how many of them does a binary search look at?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._parts import task
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity, Week


@rule("LG240", "stems-once", Severity.ERROR, Scope.WEEK)
def check(week: Week, context: Context) -> Iterator[Found]:
    seen: dict[str, int] = {}
    for index, section in enumerate(week.sections):
        for where, question in items(section, f"/sections/{index}"):
            asked = task(question)
            first = seen.setdefault(asked, index)
            if asked and first != index:
                message = f"section {first + 1} asks this already: {excerpt(question.stem)}"
                yield Found(f"{where}/stem", message, "ask about what only this section teaches")
