"""LG102 names-unique: no two sections share a title or an id, and no two objectives an id.

Why: everything that belongs together finds itself by these names; two sections of one title were found in 0.2% of
1,138 weeks, always the same section written twice.

Also known as: S32

With: LG118

Bad:
    /sections/1/title: linear search
    ---
    /sections/1/id: linear-search
    ---
    /sections/1/objectives/1/id: binary-search.o1
Good:
    /sections/1/title: Searching what is sorted
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import normal
from lecturegen.schema import Plan, Severity


@rule("LG102", "names-unique", Severity.ERROR, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    seen: dict[Hashable, str] = {}
    for where, kind, name in _names(plan):
        if (first := seen.setdefault((kind, normal(name)), where)) != where:
            yield Found(where, f"the {kind} {name!r} is taken by {first}", "give it one of its own")


def _names(plan: Plan) -> Iterator[tuple[str, str, str]]:
    for index, section in enumerate(plan.sections):
        yield f"/sections/{index}/title", "title", section.title
        yield f"/sections/{index}/id", "id", section.id
        for number, objective in enumerate(section.objectives):
            yield f"/sections/{index}/objectives/{number}/id", "objective id", objective.id
