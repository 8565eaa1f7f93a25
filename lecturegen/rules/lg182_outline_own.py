"""LG182 outline-own: the sections of a week are about its subject.

Why: Introduction, Overview, Conclusion is what a generator writes when the outline could not be read: nine of 1,138
weeks, each an empty lecture about nothing. A single section may be called so.

Also known as: W04

Bad:
    /sections/0/title: Introduction
    /sections/1/title: Overview
    /sections/2/title: Conclusion
Good:
    /sections/0/title: Introduction
    /sections/2/title: Conclusion
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import listed, normal
from lecturegen.schema import Severity, Week

_ANY_WEEK = frozenset(
    {
        "introduction", "overview", "background", "main content", "main points", "content", "body", "key concepts",
        "key points", "summary", "conclusion", "discussion", "questions", "q&a",
    }
)  # fmt: skip


@rule("LG182", "outline-own", Severity.ERROR, Scope.WEEK, english=True)
def check(week: Week, context: Context) -> Iterator[Found]:
    titles = [section.title for section in week.sections]
    if len(titles) > 1 and all(normal(title) in _ANY_WEEK for title in titles):
        fix = "plan the week again: one section for each topic"
        yield Found("/sections", f"this outline would fit any week: {listed(titles[:5])}", fix)
