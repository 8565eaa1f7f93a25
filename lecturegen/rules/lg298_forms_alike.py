"""LG298 forms-alike: parallel forms ask about the same objectives, at the same levels, with the same types.

Why: forms are there so that neighbours have other questions, and they are fair only if they have the same ones to
answer but for the case. Compared is what the form before has, question by question, in whatever order.

Not covered: whether two forms are equally difficult, which only answers of students tell; all that is no parallel form.

Bad:
    context:
      slots:
      - {kind: single-choice, level: apply, exact: true, objective: 1}
      - {kind: single-choice, level: apply, exact: true, objective: 1}
      - {kind: single-choice, level: evaluate, exact: true, objective: 2}
Good:
    context:
      slots:
      - {kind: single-choice, level: evaluate, exact: true, objective: 2}
      - {kind: single-choice, level: apply, exact: true, objective: 1}
      - {kind: single-choice, level: analyse, exact: true, objective: 1}
    ---
    context: {slots: [{kind: single-choice, level: understand}]}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.schema import Section, Severity


@rule("LG298", "forms-alike", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    wanted = Counter((s.kind, s.objective, s.level) for s in context.slots if s.exact)
    kinds = {kind for kind, *_ in wanted}
    numbers = {objective.id: number for number, objective in enumerate(section.objectives, start=1)}
    strays = []
    for where, question in items(section):
        own = (question.kind, numbers.get(question.objective, 0), question.bloom)
        if wanted[own] > 0:
            wanted[own] -= 1
        elif question.kind in kinds:
            strays.append((where, own))
    for kind, objective, level in wanted.elements():
        name = kind.replace("-", " ")
        fix = f"write one {name} on objective {objective} at {level}"
        stray = next((one for one in strays if one[1][0] == kind), None)
        if stray is None:
            message = f"the other form has one more {name} on objective {objective} at {level}"
            yield Found("/assessment/questions", message, fix)
            continue
        strays.remove(stray)
        where, (_, other, at) = stray
        message = (
            f"the other form asks about objective {objective} at {level} here, this about objective {other} at {at}"
        )
        yield Found(where, message, fix)
