"""LG105 objectives-few: a section has two to four objectives.

Why: a section of six minutes cannot reach more, and each of them wants a frame and two items of its own (Webb 2007);
with a single one the questions all ask the same thing.

Bad:
    /sections/0/objectives: [{id: a, text: Count the comparisons, bloom: apply}]
    /sections/0/frames/0/objectives: [a]
    /sections/0/frames/1/objectives: [a]
Good:
    /sections/1/objectives/-: {id: binary-search.o3, text: Name the cost of inserting, bloom: remember}
    /sections/1/frames/1/objectives: [binary-search.o2, binary-search.o3]
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import counted
from lecturegen.rules.lg104_objectives_present import MOST
from lecturegen.schema import Plan, Severity

FEWEST, ENOUGH = 2, 4


@rule("LG105", "objectives-few", Severity.WARNING, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    for index, section in enumerate(plan.sections):
        number = len(section.objectives)
        if 0 < number <= MOST and not FEWEST <= number <= ENOUGH:
            yield Found(
                f"/sections/{index}/objectives",
                f"section {section.title!r} has {counted(number, 'objective')}",
                "give it two or three, each of which a question can test by itself",
            )
