"""LG181 links-hold: frames and questions name objectives of their own section.

Why: the chain from objective to frame to question is what makes a week aligned; a link that leads into another section,
or nowhere, breaks it unseen.

Not covered: a week without links, as it is read from foreign files.

Bad:
    /sections/1/frames/0/objectives: [linear-search.o1]
    ---
    /sections/1/assessment/questions/0/objective: hash-tables.o1
Good:
    /sections/1/frames/0/objectives: []
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import listed
from lecturegen.schema import Section, Severity, Week


@rule("LG181", "links-hold", Severity.ERROR, Scope.WEEK)
def check(week: Week, context: Context) -> Iterator[Found]:
    for index, section in enumerate(week.sections):
        known = [objective.id for objective in section.objectives]
        for where, name in _links(section):
            if name not in known:
                message = f"{name!r} is no objective of section {section.title!r}"
                yield Found(f"/sections/{index}{where}", message, f"choose among {listed(known)}")


def _links(section: Section) -> Iterator[tuple[str, str]]:
    for index, frame in enumerate(section.frames):
        for name in frame.objectives:
            yield f"/frames/{index}/objectives", name
    for index, question in enumerate(section.assessment.questions if section.assessment else ()):
        if question.objective:
            yield f"/assessment/questions/{index}/objective", question.objective
