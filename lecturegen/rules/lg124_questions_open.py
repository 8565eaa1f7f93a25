"""LG124 questions-open: every section takes up a question and leaves one open, and no two leave the same.

Why: the question left open is the transition. Without one, models copy a transition: 28.5% of 13,959 sections opened
with the words of another section, and a third of those that name what came before name the wrong section.

Also known as: S37, S38

Not covered: whether the next section really takes the question up.

Bad:
    /sections/1/takes_up: ""
    ---
    /sections/1/leaves_open: " "
    ---
    /sections/1/leaves_open: what would we have to know about the cards to skip most of them unseen
Good:
    /sections/1/takes_up: What would we have to know about the cards to skip most of them unseen?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import normal
from lecturegen.schema import Plan, Severity


@rule("LG124", "questions-open", Severity.ERROR, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for index, section in enumerate(plan.sections):
        where = f"/sections/{index}"
        if not section.takes_up.strip():
            yield Found(f"{where}/takes_up", "the section takes up no question", "name the question it starts from")
        if not section.leaves_open.strip():
            yield Found(f"{where}/leaves_open", "the section leaves no question open", "name the question it ends on")
        elif (first := seen.setdefault(normal(section.leaves_open), where)) != where:
            yield Found(
                f"{where}/leaves_open",
                f"{first} leaves the same question open",
                "name the one that only this section's content raises",
            )
