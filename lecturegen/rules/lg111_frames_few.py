"""LG111 frames-few: a section has two to six frames.

Why: a frame stands for 60 to 120 seconds (Alley; DeepSlide), and a section of the corpus lasts 5.7 minutes. 71.8% of
13,959 machine-written sections had more frames than they were asked for, up to eight.

Also known as: T02

Not covered: whether frames and minutes go together; a long section of a week with few topics has long frames.

Bad:
    /sections/1/frames:
      - {title: One frame, points: [Halving], objectives: [binary-search.o1, binary-search.o2]}
Good:
    /sections/1/frames/-: {title: When halving fails, points: [Linked lists], objectives: [binary-search.o2]}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._words import counted
from lecturegen.schema import Plan, Severity

FEWEST = Limit("LG111", "fewest", 2, "frames in a section")
MOST = Limit("LG111", "most", 6, "frames in a section")


@rule("LG111", "frames-few", Severity.WARNING, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    for index, section in enumerate(plan.sections):
        number = len(section.frames)
        if number and not FEWEST.of(context) <= number <= MOST.of(context):
            yield Found(
                f"/sections/{index}/frames",
                f"section {section.title!r} has {counted(number, 'frame')}",
                f"plan {FEWEST.of(context):g} to {MOST.of(context):g}, one for each minute and a half",
            )
