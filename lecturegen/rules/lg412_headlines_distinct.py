"""LG412 headlines-distinct: no two frames of a week have the same title.

Why: a title is how slides are told apart, by eye, by search and by screen reader (WCAG 2.4.2). 78.2% of 1,138 weeks had
one twice. Titles are settled in the plan (LG411), so a finding here is reported and not asked for again.

Also known as: T15

Bad:
    /sections/1/frames/0/title: Looking at every card has a price we can count.
Good:
    /sections/1/frames/0/title: Looking at the middle card has a price we can count
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import normal
from lecturegen.schema import Severity, Week


@rule("LG412", "headlines-distinct", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for index, section in enumerate(week.sections):
        for number, frame in enumerate(section.frames):
            where = f"/sections/{index}/frames/{number}/title"
            title = normal(frame.title)
            if title and (first := seen.setdefault(title, where)) != where:
                yield Found(where, f"{first} has the title {frame.title!r} too", "state what this frame establishes")
