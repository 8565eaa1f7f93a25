"""LG278 rubric-graded: a rubric has two to six criteria, each with levels from the most points down.

Why: with one criterion it is a mark, and with more than six nobody weighs them apart; raters agree better where a
rubric is analytic (Jonsson and Svingby 2007, over 75 studies). Two levels that earn the same are one.
That essays came without a rubric was the second complaint of lecturers (13 of 35 forms).

Not covered: whether the criteria are those that the task is about.

Bad:
    asked: [essay]
    /assessment/questions/3/rubric/1: null
    /assessment/questions/3/points: 3
    ---
    asked: [essay]
    /assessment/questions/3/rubric/1/levels/1: null
    ---
    asked: [essay]
    /assessment/questions/3/rubric/0/levels/1/points: 3
    ---
    asked: [essay]
    /assessment/questions/3/rubric/0/levels/2/points: 2
Good:
    asked: [essay]
    /assessment/questions/3/rubric/0/levels/2/points: 0
    /assessment/questions/3/rubric/0/levels/1/points: 2
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lecturegen.questions import Essay
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._words import counted
from lecturegen.schema import Section, Severity

FEWEST = Limit("LG278", "fewest", 2, "criteria at least")
MOST = Limit("LG278", "most", 6, "criteria at most")
LEVELS = Limit("LG278", "levels", 2, "levels of a criterion at least")


@rule("LG278", "rubric-graded", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    fewest, most = int(FEWEST.of(context)), int(MOST.of(context))
    for where, question in of_type(section, Essay):
        number = len(question.rubric)
        if not fewest <= number <= most:
            said = f"the rubric has {number} criteria" if number != 1 else "the rubric has one criterion"
            yield Found(f"{where}/rubric", said, f"name {fewest} to {most} things that are marked")
        for index, criterion in enumerate(question.rubric):
            place = f"{where}/rubric/{index}/levels"
            points = [level.points for level in criterion.levels]
            if len(points) < LEVELS.of(context):
                yield Found(
                    place, f"the criterion has {counted(len(points), 'level')}", "say what earns all and what none"
                )
            if any(better <= worse for better, worse in pairwise(points)):
                message = f"the levels earn {', '.join(map(str, points))} points"
                yield Found(place, message, "list the best first, and let each earn fewer points than the one before")
