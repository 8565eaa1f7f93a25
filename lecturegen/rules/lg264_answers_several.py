"""LG264 answers-several: a multiple choice has at least two right options and at least one wrong one.

Why: with one right option it is a single choice that hides how many are right, and with no wrong one whoever ticks all
has full marks without reading. The type is meant for several right answers among distractors (Haladyna, Downing and
Rodriguez 2002 treat it apart from single choice for that reason).

Bad:
    asked: [multiple-choice]
    /assessment/questions/3/answers/1: null
    ---
    asked: [multiple-choice]
    /assessment/questions/3/distractors: []
Good:
    asked: [multiple-choice]
    /assessment/questions/3/distractors/1: null
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import MultipleChoice
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._words import counted
from lecturegen.schema import Section, Severity

RIGHT = Limit("LG264", "right", 2, "right options at least")
WRONG = Limit("LG264", "wrong", 1, "wrong options at least")


@rule("LG264", "answers-several", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, MultipleChoice):
        if len(question.answers) < RIGHT.of(context):
            message = f"the question has {counted(len(question.answers), 'right option')}"
            yield Found(f"{where}/answers", message, "give two or more, or make it a single choice")
        if len(question.distractors) < WRONG.of(context):
            message = f"the question has {counted(len(question.distractors), 'wrong option')}"
            yield Found(f"{where}/distractors", message, "add distractors that stand for a mistake")
