"""LG104 objectives-present: every section has one to five objectives, and each says something.

Why: each objective needs a question, and a section has five questions at most; without an objective there is nothing
to ask about. Of a week in files they are looked at with the questions, of ours in the plan.

Bad:
    /sections/1/objectives: []
    /sections/1/frames/0/objectives: []
    /sections/1/frames/1/objectives: []
    ---
    /sections/1/objectives/0/text: " "
    ---
    /objectives: []
    context: {planned: null, unknown: [links]}
Good:
    /sections/1/objectives/0/text: Trace a binary search
    ---
    /objectives/0/text: Trace a binary search
    context: {planned: null}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._objectives import objectives
from lecturegen.schema import Plan, Section, Severity

MOST = Limit("LG104", "most", 5, "objectives a section may have, one for each of its questions")


@rule("LG104", "objectives-present", Severity.ERROR, Scope.PLAN, Scope.ASSESSMENT)
def check(document: Plan | Section, context: Context) -> Iterator[Found]:
    for where, title, given in objectives(document, context):
        if not given:
            yield Found(where, f"section {title!r} has no objective", "give it two or three")
        if len(given) > MOST.of(context):
            yield Found(where, f"section {title!r} has {len(given)} objectives", "keep the two or three that matter")
        for number, objective in enumerate(given):
            if not objective.text.strip():
                yield Found(f"{where}/{number}/text", "the objective is empty", "say what a student can do afterwards")
