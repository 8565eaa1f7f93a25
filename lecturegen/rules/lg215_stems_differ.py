"""LG215 stems-differ: no two questions of a section have the same stem.

Why: the second is answered by the first, and if their keys differ one of them is wrong.

Also known as: A37

Not covered: the same instruction over other terms to match, or other steps to order.

Bad:
    /assessment/questions/1/stem: >-
        a sorted list holds 100 numbers. At most how many of them does a binary search look at
Good:
    asked: [ordering, ordering]
    /assessment/questions/4/steps: [Compute the slot, Open the list that is kept there, Walk along it]
    ---
    /assessment/questions/1/stem: A sorted list holds 200 numbers. How many of them does a binary search look at?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._parts import task
from lecturegen.schema import Section, Severity


@rule("LG215", "stems-differ", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    seen: dict[str, int] = {}
    for number, (where, question) in enumerate(items(section), start=1):
        first = seen.setdefault(task(question), number)
        if first != number and question.stem.strip():
            yield Found(f"{where}/stem", f"question {first} has the same stem", "ask something else")
