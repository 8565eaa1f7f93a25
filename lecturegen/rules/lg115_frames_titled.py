"""LG115 frames-titled: every planned frame has a title.

Why: the title is the slide's headline, the heading in the script, and how a reader finds the place again (WCAG 2.4.2).

Bad:
    /sections/1/frames/0/title: ""
Good:
    /sections/1/frames/0/title: Halving
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.schema import Plan, Severity


@rule("LG115", "frames-titled", Severity.ERROR, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    for index, section in enumerate(plan.sections):
        if not section.title.strip():
            yield Found(f"/sections/{index}/title", "the section has no title", "name its topic")
        for number, frame in enumerate(section.frames):
            if not frame.title.strip():
                yield Found(
                    f"/sections/{index}/frames/{number}/title",
                    "the frame has no title",
                    "state in a short sentence what it establishes",
                )
