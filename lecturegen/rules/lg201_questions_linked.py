"""LG201 questions-linked: every question names an objective of its section and the frame that answers it.

Why: a question that belongs to no objective tests what was not promised, and one without a frame what was not taught.

Not covered: whether the frame really answers it. A question without an objective is let pass in a week without a plan,
because foreign files hold no links.

Bad:
    /assessment/questions/0/objective: binary-search.o7
    /assessment/questions/1/objective: binary-search.o1
    ---
    /assessment/questions/0/frame: 3
Good:
    /assessment/questions/0/frame: 2
    ---
    /assessment/questions/0/objective: ""
    context: {planned: null}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, Scope, rule
from lecturegen.rules._items import items
from lecturegen.schema import Section, Severity


@rule("LG201", "questions-linked", Severity.ERROR, Scope.ASSESSMENT, needs=[Known.LINKS])
def check(section: Section, context: Context) -> Iterator[Found]:
    known = [objective.id for objective in section.objectives]
    for where, question in items(section):
        unlinked = not question.objective and context.planned is None
        if question.objective not in known and not unlinked:
            fix = f"choose the objective it tests, 1 to {len(known)}"
            yield Found(f"{where}/objective", f"{question.objective!r} is no objective of this section", fix)
        # a sheet that is looked at without its script has no frames
        if question.frame is not None and 0 < len(section.frames) < question.frame:
            fix = f"choose the frame that answers it, 1 to {len(section.frames)}"
            yield Found(f"{where}/frame", f"there is no frame {question.frame}", fix)
