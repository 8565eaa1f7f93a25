"""LG107 objectives-demanding: at least 40% of the week's objectives are at Apply or above.

Why: what is only remembered is gone by the next week. By their stems, 87% of 54,662 machine-written questions stop at
Remember or Understand, and questions follow their objectives. The 40% are this project's own target.

Bad:
    /sections/0/objectives/0/bloom: remember
    /sections/1/objectives/0/bloom: understand
    /sections/2/objectives/0/bloom: understand
Good:
    /sections/1/objectives/0/bloom: create
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from lecturegen.questions import Bloom
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.schema import Plan, Severity

SHARE = Limit("LG107", "share", 0.4, "part of the objectives that is at apply or above")


@rule("LG107", "objectives-demanding", Severity.WARNING, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    objectives = [objective for section in plan.sections for objective in section.objectives]
    high = sum(objective.bloom is not None and objective.bloom.rank >= Bloom.APPLY.rank for objective in objectives)
    wanted = SHARE.of(context) * len(objectives)
    if high < wanted:
        yield Found(
            "/sections",
            f"{high} of {len(objectives)} objectives are at apply or above",
            f"raise at least {ceil(wanted) - high} more: let students compute, diagnose or choose",
        )
