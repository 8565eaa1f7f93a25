"""LG228 numbers-in-order: options that are numbers are printed in order of value.

Why: the reader looks for a value, and an order of another kind costs time and says nothing (Haladyna and Downing 1989).
Our own numbers are shown in order of value, whatever letter the key falls to, so this is heard about files whose order
is fixed.

Not covered: multiple choice.

Bad:
    /assessment/questions/0/place: 0
Good:
    /assessment/questions/0/place: 1
    ---
    /assessment/questions/0/place: 1
    /assessment/questions/0/distractors/0/text: "50"
    /assessment/questions/0/distractors/1/text: "6"
    /assessment/questions/0/distractors/2/text: "5"
    /assessment/questions/0/answer: "10"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions.quantities import ascending
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import choices
from lecturegen.schema import Section, Severity


@rule("LG228", "numbers-in-order", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in choices(section):
        if question.place is None or not any(map(str.isdigit, question.answer)):
            continue
        printed = [distractor.text for distractor in question.distractors]
        printed.insert(question.place, question.answer)
        order = ascending(printed)
        if order is not None and list(order) not in (sorted(order), sorted(order, reverse=True)):
            sorted_options = ", ".join(printed[place] for place in order)
            yield Found(f"{where}/distractors", "the numbers stand in no order", f"print them as {sorted_options}")
