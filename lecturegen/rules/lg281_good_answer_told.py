"""LG281 good-answer-told: the explanation of an essay says what a good answer holds.

Why: a rubric says how well, and not what: whoever marks the work, and whoever wrote it, wants to read what could have
been said. Six words explain a key (LG230) but hold no answer; fifteen are this project's own figure, a sentence with
two points in it.

Not covered: whether those are the points that the rubric gives.

Bad:
    asked: [essay]
    /assessment/questions/3/explanation: Both sides of the bill should be weighed.
Good:
    asked: [essay]
    /assessment/questions/3/explanation: >-
      Filing forty cards a day takes longer than two searches save, so sorting does not pay before thirty a day.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Essay
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._parts import size
from lecturegen.schema import Section, Severity

FEWEST = Limit("LG281", "words", 15, "words of an essay's explanation at least; two characters of Chinese make one")


@rule("LG281", "good-answer-told", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, Essay):
        if size(question.explanation) < FEWEST.of(context):
            message = f"the explanation has {size(question.explanation)} words, too few to hold an answer"
            yield Found(f"{where}/explanation", message, "say which points a good answer makes, and with what reasons")
