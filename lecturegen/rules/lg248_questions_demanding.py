"""LG248 questions-demanding: at least a third of the week's questions are at Apply or above.

Why: what is only remembered is gone by the next week; by their stems, 87% of 54,662 questions stopped at Remember or
Understand. The third is this project's own target. A finding points to each section that has none.

Bad:
    /sections/0/assessment/questions/0/bloom: understand
    /sections/0/assessment/questions/1/bloom: understand
    /sections/1/assessment/questions/0/bloom: remember
    /sections/1/assessment/questions/2/bloom: remember
    /sections/2/assessment/questions/2/bloom: remember
Good:
    /sections/0/assessment/questions/0/bloom: understand
    /sections/0/assessment/questions/1/bloom: understand
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Bloom
from lecturegen.rules._base import Context, Found, Known, Limit, Scope, rule
from lecturegen.rules._items import items
from lecturegen.schema import Section, Severity, Week

SHARE = Limit("LG248", "share", 1 / 3, "part of the questions that is at apply or above")


@rule("LG248", "questions-demanding", Severity.WARNING, Scope.WEEK, needs=[Known.LINKS])
def check(week: Week, context: Context) -> Iterator[Found]:
    asked = [(index, *_demanding(section)) for index, section in enumerate(week.sections) if section.assessment]
    high, total = sum(number for _, number, _ in asked), sum(of for _, _, of in asked)
    if high >= SHARE.of(context) * total:
        return
    least = min(number / max(of, 1) for _, number, of in asked)
    for index, number, of in asked:
        if number / max(of, 1) == least:
            yield Found(
                f"/sections/{index}/assessment/questions",
                f"{number} of {of} questions here, {high} of {total} in the week, are at apply or above",
                "let two of them make the student apply or analyse: a small case, numbers, a choice with consequences",
            )


def _demanding(section: Section) -> tuple[int, int]:
    """Questions at apply or above, and all questions."""
    ranks = [question.bloom.rank for _, question in items(section) if question.bloom is not None]
    return sum(rank >= Bloom.APPLY.rank for rank in ranks), len(ranks)
