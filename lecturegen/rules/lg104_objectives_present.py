"""LG104 objectives-present: every section has one to five objectives, and each says something.

Why: each objective needs a question, and a section has five questions at most; without an objective there is nothing
to ask about.

Bad:
    /sections/1/objectives: []
    /sections/1/frames/0/objectives: []
    /sections/1/frames/1/objectives: []
    ---
    /sections/1/objectives/0/text: " "
Good:
    /sections/1/objectives/0/text: Trace a binary search
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.schema import Plan, Severity

MOST = 5
"""Questions a section may have."""


@rule("LG104", "objectives-present", Severity.ERROR, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    for index, section in enumerate(plan.sections):
        where = f"/sections/{index}/objectives"
        if not section.objectives:
            yield Found(where, f"section {section.title!r} has no objective", "give it two or three")
        if len(section.objectives) > MOST:
            number = len(section.objectives)
            yield Found(
                where, f"section {section.title!r} has {number} objectives", "keep the two or three that matter"
            )
        for number, objective in enumerate(section.objectives):
            if not objective.text.strip():
                yield Found(f"{where}/{number}/text", "the objective is empty", "say what a student can do afterwards")
