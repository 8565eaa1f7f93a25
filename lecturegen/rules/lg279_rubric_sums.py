"""LG279 rubric-sums: the points of an essay are the sum of what its criteria can earn.

Why: who reaches the best level of each criterion has a full answer. If the sum is smaller nobody can have full marks,
and if it is larger the learning platform cuts the rest off; both are seen only when marks are out. It is arithmetic,
and nothing is estimated.

Bad:
    asked: [essay]
    /assessment/questions/3/points: 10
Good:
    asked: [essay]
    /assessment/questions/3/points: 6
    /assessment/questions/3/rubric/0/levels/0/points: 4
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Essay
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._words import counted
from lecturegen.schema import Section, Severity


@rule("LG279", "rubric-sums", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, Essay):
        earned = sum(criterion.points for criterion in question.rubric)
        if question.points != earned:
            message = f"the essay gives {counted(question.points, 'point')}, and its criteria sum up to {earned}"
            yield Found(f"{where}/points", message, f"make it {earned}, or give the levels other points")
