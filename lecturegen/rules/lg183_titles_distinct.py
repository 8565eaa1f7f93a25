"""LG183 titles-distinct: no two sections of a week have the same title.

Why: where two are called the same, the later one was written twice, or nobody can say which a question belongs to. In
0.2% of 1,138 weeks. Plans are held to it before (LG102).

Also known as: S32

Bad:
    /sections/2/title: linear search
Good:
    /sections/2/title: Linear search, once more
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import normal, quoted
from lecturegen.schema import Severity, Week


@rule("LG183", "titles-distinct", Severity.ERROR, Scope.WEEK)
def check(week: Week, context: Context) -> Iterator[Found]:
    seen: dict[str, int] = {}
    for index, section in enumerate(week.sections):
        first = seen.setdefault(normal(section.title), index)
        if first != index:
            message = f"section {first + 1} has the title {quoted(section.title)} too"
            yield Found(f"/sections/{index}/title", message, "name what is new here, or make one section of the two")
