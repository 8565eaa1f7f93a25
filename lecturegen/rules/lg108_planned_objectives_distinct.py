"""LG108 planned-objectives-distinct: no two sections of a plan have the same objective.

Why: the same objective makes the same frames and the same questions. 1.7% of 1,138 weeks had one twice.

Also known as: A43c

Bad:
    /sections/1/objectives/0/text: Count the comparisons that a linear search makes in a given list.
Good:
    /sections/1/objectives/0/text: Count the comparisons that a binary search makes in a given list
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import excerpt, normal
from lecturegen.schema import Plan, Severity


@rule("LG108", "planned-objectives-distinct", Severity.WARNING, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for index, section in enumerate(plan.sections):
        for number, objective in enumerate(section.objectives):
            where = f"/sections/{index}/objectives/{number}/text"
            text = normal(objective.text)
            if text and (first := seen.setdefault(text, where)) != where:
                yield Found(
                    where, f"{first} says the same: {excerpt(objective.text)}", "name what is new in this section"
                )
