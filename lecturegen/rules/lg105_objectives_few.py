"""LG105 objectives-few: a section has two to four objectives.

Why: a section of six minutes cannot reach more, and each of them wants a frame and two items of its own (Webb 2007);
with a single one the questions all ask the same thing.

Bad:
    /sections/0/objectives: [{id: a, text: Count the comparisons, bloom: apply}]
    /sections/0/frames/0/objectives: [a]
    /sections/0/frames/1/objectives: [a]
    ---
    /objectives/0: null
    context: {planned: null, unknown: [links]}
Good:
    /sections/1/objectives/-: {id: binary-search.o3, text: Name the cost of inserting, bloom: remember}
    /sections/1/frames/1/objectives: [binary-search.o2, binary-search.o3]
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._objectives import objectives
from lecturegen.rules._words import counted
from lecturegen.rules.lg104_objectives_present import MOST
from lecturegen.schema import Plan, Section, Severity

FEWEST = Limit("LG105", "fewest", 2, "objectives a section should have")
ENOUGH = Limit("LG105", "most", 4, "objectives a section should have; more than LG104 allows is for that rule")


@rule("LG105", "objectives-few", Severity.WARNING, Scope.PLAN, Scope.ASSESSMENT)
def check(document: Plan | Section, context: Context) -> Iterator[Found]:
    for where, title, given in objectives(document, context):
        number = len(given)
        if 0 < number <= MOST.of(context) and not FEWEST.of(context) <= number <= ENOUGH.of(context):
            yield Found(
                where,
                f"section {title!r} has {counted(number, 'objective')}",
                "give it two or three, each of which a question can test by itself",
            )
