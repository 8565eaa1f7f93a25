"""LG180 ids-unique: no two sections, objectives or questions of a week share an id.

Why: questions are dealt, journalled and exported by their id; two of one id overwrite each other without a word.

With: LG181

Bad:
    /sections/1/id: linear-search
    ---
    /sections/1/assessment/questions/0/id: linear-search.q1
    ---
    /sections/1/objectives/1/id: binary-search.o1
Good:
    /sections/1/assessment/questions/0/id: binary-search.q9
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.schema import Severity, Week


@rule("LG180", "ids-unique", Severity.ERROR, Scope.WEEK)
def check(week: Week, context: Context) -> Iterator[Found]:
    seen: dict[tuple[str, str], str] = {}
    for where, kind, name in _names(week):
        if (first := seen.setdefault((kind, name), where)) != where:
            yield Found(where, f"the {kind} id {name!r} is taken by {first}", "give it one of its own")


def _names(week: Week) -> Iterator[tuple[str, str, str]]:
    for index, section in enumerate(week.sections):
        where = f"/sections/{index}"
        yield f"{where}/id", "section", section.id
        for number, objective in enumerate(section.objectives):
            yield f"{where}/objectives/{number}/id", "objective", objective.id
        for number, question in enumerate(section.assessment.questions if section.assessment else ()):
            yield f"{where}/assessment/questions/{number}/id", "question", question.id
