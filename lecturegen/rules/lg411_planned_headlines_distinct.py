"""LG411 planned-headlines-distinct: no two frames of a plan have the same title.

Why: a title is how slides are told apart, by eye, by search and by screen reader (WCAG 2.4.2). 78.2% of 1,138 weeks
had one twice, as a rule "Key Takeaways", which says nothing.

Also known as: T15

Bad:
    /sections/1/frames/0/title: looking at every card has a price we can count
Good:
    /sections/1/frames/0/title: Looking at the middle card has a price we can count
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import normal
from lecturegen.schema import Plan, Severity


@rule("LG411", "planned-headlines-distinct", Severity.WARNING, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for index, section in enumerate(plan.sections):
        for number, frame in enumerate(section.frames):
            where = f"/sections/{index}/frames/{number}/title"
            title = normal(frame.title)
            if title and (first := seen.setdefault(title, where)) != where:
                yield Found(where, f"{first} has the title {frame.title!r} too", "state what this frame establishes")
