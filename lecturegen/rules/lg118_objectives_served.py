"""LG118 objectives-served: every objective is served by a frame, and frames serve objectives that exist.

Why: what no frame teaches cannot be asked, and a lecture is aligned if objective, frame and question meet (Webb 2007).

Bad:
    /sections/1/frames/0/objectives: [linear-search.o1]
    ---
    /sections/1/frames/1/objectives: [binary-search.o1]
Good:
    /sections/1/frames/0/objectives: []
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import listed, quoted
from lecturegen.schema import Plan, Severity


@rule("LG118", "objectives-served", Severity.ERROR, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    for index, section in enumerate(plan.sections):
        known = [objective.id for objective in section.objectives]
        served: set[str] = set()
        for number, frame in enumerate(section.frames):
            served.update(frame.objectives)
            for name in frame.objectives:
                if name not in known:
                    yield Found(
                        f"/sections/{index}/frames/{number}/objectives",
                        f"the frame {frame.title!r} serves {name!r}, which is no objective of its section",
                        f"choose among {listed(known)}",
                    )
        for number, objective in enumerate(section.objectives):
            if objective.id not in served:
                yield Found(
                    f"/sections/{index}/objectives/{number}",
                    f"no frame serves the objective {quoted(objective.text)}",
                    "let a frame serve it, or drop it",
                )
