"""LG112 points-present: every planned frame has a point to make.

Why: who writes the section sees only the plan. A frame without a point is filled with what fits any topic.

Bad:
    /sections/1/frames/0/points: []
    ---
    /sections/1/frames/0/points: [""]
Good:
    /sections/1/frames/0/points: [Compare with the middle]
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.schema import Plan, Severity


@rule("LG112", "points-present", Severity.ERROR, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    for index, section in enumerate(plan.sections):
        for number, frame in enumerate(section.frames):
            if not any(point.strip() for point in frame.points):
                yield Found(
                    f"/sections/{index}/frames/{number}/points",
                    f"the frame {frame.title!r} makes no point",
                    "give it two to four: claims with a reason, steps, numbers, cases",
                )
