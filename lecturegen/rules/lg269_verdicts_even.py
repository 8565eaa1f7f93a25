"""LG269 verdicts-even: of a week's statements, at most two thirds are true, and at most two thirds false.

Why: who says "true" throughout should have half of them, and writers lean to what is true, since it is in the lecture
(Frisbie and Becker 1991). Of four statements three of a kind happen by chance in five weeks of eight, of twelve nine
in one of seven: no single statement is to blame, so nothing is asked for again.

Not covered: fewer than four statements.

Bad:
    asked: [true-false, true-false]
    /sections/1/assessment/questions/4/id: b.q1
    /sections/1/assessment/questions/4/stem: Nine hundred sorted cards take ten looks at most.
    /sections/0/assessment/questions/-:
      {kind: true-false, id: a.q9, objective: linear-search.o1, frame: 1, bloom: understand, answer: true,
       stem: A search in vain looks at each of the cards., explanation: Only the last card proves that it is missing.}
    /sections/2/assessment/questions/-:
      {kind: true-false, id: c.q9, objective: hash-tables.o2, frame: 2, bloom: understand, answer: true,
       stem: Chaining keeps two keys at one slot., explanation: They stand in a short list that belongs to it.}
Good:
    asked: [true-false, true-false]
    /sections/1/assessment/questions/4/id: b.q1
    /sections/1/assessment/questions/4/stem: Nine hundred sorted cards take ten looks at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import statements
from lecturegen.schema import Severity, Week

SHARE = Limit("LG269", "share", 2 / 3, "part of the statements that is true, or false, at most")
FEWEST = Limit("LG269", "fewest", 4, "statements from which on it is heard")


@rule("LG269", "verdicts-even", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    verdicts = [question.answer for question in statements(week)]
    true = sum(verdicts)
    if not verdicts or len(verdicts) < FEWEST.of(context):
        return
    for verdict, number, other in (("true", true, "false"), ("false", len(verdicts) - true, "true")):
        if number > SHARE.of(context) * len(verdicts):
            message = f"{number} of {len(verdicts)} statements are {verdict}"
            yield Found("/sections", message, f"turn some of them into statements that are {other}")
