"""LG120 minutes-add-up: the sections' minutes make the minutes of the week, within 10%.

Why: the length of every section follows from its minutes; a plan that is out by a quarter makes a lecture that is.
Mended: all minutes are scaled, and rounded to half minutes so that the sum is exact.

Bad:
    /sections/1/minutes: 4.5
    ---
    /sections/1/minutes: 0.5
Good:
    /sections/1/minutes: 2.5
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.schema import Plan, Severity

TOLERANCE = Limit("LG120", "tolerance", 0.1, "of the week's minutes")


@rule("LG120", "minutes-add-up", Severity.ERROR, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    total = sum(section.minutes for section in plan.sections)
    if plan.sections and abs(total - context.minutes) > TOLERANCE.of(context) * context.minutes:
        yield Found(
            "/sections",
            f"the sections make {total:g} minutes, and the week has {context.minutes}",
            "change their minutes so that they add up",
        )


@check.mend
def scale(plan: Plan, context: Context) -> Plan:
    """All minutes in proportion; what is within the tolerance was meant so and stays."""
    if context.minutes < 1 or not any(check.check(plan, context)):
        return plan
    minutes = scaled([section.minutes for section in plan.sections], context.minutes)
    sections = (s.model_copy(update={"minutes": m}) for s, m in zip(plan.sections, minutes, strict=True))
    return plan.model_copy(update={"sections": tuple(sections)})


def scaled(minutes: Sequence[float], total: int) -> list[float]:
    """``minutes`` in proportion, in halves that sum to ``total``; none becomes zero (largest remainders)."""
    parts = 2
    while parts * total < 2 * len(minutes):  # forty sections in five minutes: halves are too coarse
        parts *= 5
    shares = [share * total * parts / sum(minutes) for share in minutes]
    whole = [max(int(share), 1) for share in shares]
    lacking = sorted(range(len(shares)), key=lambda i: whole[i] - shares[i])
    missing = total * parts - sum(whole)
    step, order = (1, lacking) if missing > 0 else (-1, lacking[::-1])
    while missing:
        for index in order:
            if missing and whole[index] + step >= 1:
                whole[index] += step
                missing -= step
    return [number / parts for number in whole]
