"""LG202 objectives-asked: every objective has a question.

Why: an objective that nobody asks about is a wish. In 38.1% of 13,959 sections an objective shared no word with any
question.

Also known as: A12, A12c

Not covered: whether the question tests what the objective says; a week whose questions name no objective at all, for
which there is LG243; a
section arranged from notes that answer too few questions, which LG204 reports.

Bad:
    /assessment/questions/2/objective: binary-search.o1
Good:
    /assessment/questions/1/objective: binary-search.o2
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._words import quoted
from lecturegen.rules.lg200_questions_enough import FEWEST
from lecturegen.schema import Section, Severity


@rule("LG202", "objectives-asked", Severity.ERROR, Scope.ASSESSMENT, needs=[Known.LINKS])
def check(section: Section, context: Context) -> Iterator[Found]:
    asked = {question.objective for _, question in items(section)}
    if context.offline and len(asked) < FEWEST.of(context):
        return
    if context.planned is None and asked <= {""}:
        return
    for number, objective in enumerate(section.objectives, start=1):
        if objective.id not in asked:
            yield Found(
                "/assessment/questions",
                f"no question tests objective {number}, {quoted(objective.text)}",
                "add one, or let one of the others test it",
            )
