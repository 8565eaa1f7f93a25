"""LG206 practice-complete: a section has an activity and a discussion question.

Why: an activity is done, a discussion question is argued about; one does not stand for the other.

Bad:
    /assessment/activities: []
    ---
    /assessment/discussion: []
Good:
    /assessment/discussion/-: When would you pay for sorting twice?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.schema import Section, Severity


@rule("LG206", "practice-complete", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    assessment = section.assessment
    if assessment is None:
        return
    active = any(text.strip() for text in assessment.activities)
    discussed = any(text.strip() for text in assessment.discussion)
    if discussed and not active:
        fix = "write one of ten minutes that ends in something to show"
        yield Found("/assessment/activities", "there is no activity", fix)
    if active and not discussed:
        fix = "write two on which informed people differ"
        yield Found("/assessment/discussion", "there is no discussion question", fix)
