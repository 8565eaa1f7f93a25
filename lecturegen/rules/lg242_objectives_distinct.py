"""LG242 objectives-distinct: no two sections of a week have the same objective.

Why: the same objective means the same frames and the same questions. 1.7% of 1,138 weeks had one twice. Objectives are
settled in the plan (LG108), so a finding here is reported and not asked for again.

Also known as: A43c

Bad:
    /sections/2/objectives/0/text: count the comparisons that a linear search makes in a given list.
Good:
    /sections/2/objectives/0/text: Count the comparisons that a hash table makes in a given list
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import excerpt, normal
from lecturegen.schema import Severity, Week


@rule("LG242", "objectives-distinct", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    seen: dict[str, int] = {}
    for index, section in enumerate(week.sections):
        for number, objective in enumerate(section.objectives):
            text = normal(objective.text)
            first = seen.setdefault(text, index)
            if text and first != index:
                where = f"/sections/{index}/objectives/{number}/text"
                message = f"section {first + 1} has the same objective: {excerpt(objective.text)}"
                yield Found(where, message, "name what is new in this section")
