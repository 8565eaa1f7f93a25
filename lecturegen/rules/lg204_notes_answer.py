"""LG204 notes-answer: the notes answer as many questions as a section has.

Why: without a model, questions are made from terms, examples and mistakes that the notes hold. Where they hold too
little, the section has fewer questions rather than invented ones, and the lecturer has to know. It is reported, and not
asked again, since the answer would be the same.

Bad:
    /assessment/questions/2: null
    context: {offline: true}
Good:
    context: {offline: true}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules.lg200_questions_enough import FEWEST
from lecturegen.schema import Section, Severity


@rule("LG204", "notes-answer", Severity.WARNING, Scope.ASSESSMENT, again=False)
def check(section: Section, context: Context) -> Iterator[Found]:
    number = len(section.assessment.questions) if section.assessment else 0
    if context.offline and number < FEWEST.of(context):
        said = "1 question" if number == 1 else f"{number} questions"
        yield Found("/assessment/questions", f"the notes answer {said} here", "add notes on this topic, or write some")
