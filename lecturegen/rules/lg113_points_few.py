"""LG113 points-few: a planned frame has at most five points.

Why: in 60 to 120 seconds nobody makes six points, and each of them wants to become a bullet.

Bad:
    /sections/1/frames/0/points: [one, two, three, four, five, six]
Good:
    /sections/1/frames/0/points: [one, two, three, four, five]
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.schema import Plan, Severity

MOST = Limit("LG113", "points", 5, "points of a frame")


@rule("LG113", "points-few", Severity.WARNING, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    for index, section in enumerate(plan.sections):
        for number, frame in enumerate(section.frames):
            if len(frame.points) > (most := MOST.of(context)):
                yield Found(
                    f"/sections/{index}/frames/{number}/points",
                    f"the frame {frame.title!r} makes {len(frame.points)} points",
                    f"keep at most {most:g}, or make two frames of it",
                )
