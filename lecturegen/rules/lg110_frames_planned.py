"""LG110 frames-planned: every section has a frame.

Why: a section without a frame has nothing to show and nothing to say.

With: LG118

Bad:
    /sections/1/frames: []
Good:
    /sections/1/frames/-: {title: When halving fails, points: [Linked lists], objectives: [binary-search.o2]}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.schema import Plan, Severity


@rule("LG110", "frames-planned", Severity.ERROR, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    if not plan.sections:
        yield Found("/sections", "the plan has no section", "plan one section for each topic")
    for index, section in enumerate(plan.sections):
        if not section.frames:
            where = f"/sections/{index}/frames"
            yield Found(
                where, f"section {section.title!r} has no frame", "plan two to six, one for each minute and a half"
            )
