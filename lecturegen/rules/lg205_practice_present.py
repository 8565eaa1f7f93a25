"""LG205 practice-present: a section has something to do or to discuss.

Why: a week of questions alone is a test, and lecturers who reviewed such weeks asked for other work first (19 of 35
forms).

Also known as: A01b

Bad:
    /assessment/activities: []
    /assessment/discussion: []
    ---
    /assessment/activities: [""]
    /assessment/discussion: []
Good:
    /assessment/activities: []
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.schema import Section, Severity


@rule("LG205", "practice-present", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    assessment = section.assessment
    if assessment and not any(text.strip() for text in (*assessment.activities, *assessment.discussion)):
        yield Found(
            "/assessment/activities",
            "there is neither an activity nor a discussion question",
            "write one activity of ten minutes that ends in something to show, and two discussion questions",
        )
