"""LG288 types-varied: a week for which several types of question were asked for has at least two.

Why: that there was nothing but single choice was the first complaint of lecturers about such a generator (19 of 35
forms). Two types a week is this project's own target. No single section is to blame, so nothing is asked for again.

Not covered: weeks for which nobody said which types are wanted, as foreign ones; how often each type comes.

Bad:
    context: {kinds: [single-choice, numeric, essay]}
Good:
    asked: [numeric]
    context: {kinds: [single-choice, numeric, essay]}
    ---
    context: {kinds: [single-choice]}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._words import counted, listed
from lecturegen.schema import Severity, Week

FEWEST = Limit("LG288", "types", 2, "types of question in a week, if so many were asked for")


@rule("LG288", "types-varied", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    there = {question.kind for section in week.sections for _, question in items(section)}
    wanted = min(FEWEST.of(context), len(context.kinds))
    if there and len(there) < wanted:
        message = f"the week has {counted(len(there), 'type')} of question: {', '.join(sorted(there))}"
        yield Found(
            "/sections", message, f"ask some in another way: {listed(sorted(context.kinds - there))} were asked for"
        )
