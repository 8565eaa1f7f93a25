"""LG299 stems-new: questions that are made anew differ from all that the section had before.

Why: a question that went round last year tests whether somebody knows the sheet. New are stems that are not the same
but for case, spaces and the final stop, and that share less than half of their runs of three words with each earlier
one, counted in the shorter of the two: then at least every second run is other words.

Not covered: the same question in wholly other words; weeks whose earlier questions are not at hand, as when files are
checked.

Bad:
    context: {earlier: ["a sorted list holds 100 numbers. At most how many of them does a binary search look at"]}
    ---
    context: {earlier: ["A sorted list holds 90 numbers. At most how many of them does a binary search look at?"]}
Good:
    context: {earlier: ["A librarian looks for one card among 500 in a drawer. How long does that take?"]}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._alike import overlap
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._words import excerpt, normal
from lecturegen.schema import Section, Severity

ALIKE = Limit("LG299", "alike", 0.5, "part of the runs of three words in the shorter stem that two stems share")


@rule("LG299", "stems-new", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    limit = ALIKE.of(context)
    for where, question in items(section) if context.earlier else ():
        asked = normal(question.stem)
        old = next((e for e in context.earlier if asked == normal(e) or overlap(question.stem, e) >= limit), None)
        if old is not None:
            message = f"students know this question from before: {excerpt(old, 40)}"
            yield Found(f"{where}/stem", message, "ask for something else, or about another case, in other words")
