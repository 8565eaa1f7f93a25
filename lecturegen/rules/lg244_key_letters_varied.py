"""LG244 key-letters-varied: the keys of a section lie under more than one letter.

Why: three times B in a row is a pattern that is seen, and the fourth is answered without reading. 12.1% of 13,959
sections had one letter throughout; where letters are dealt it does not happen. Numbers stay in order of value, so it
can happen with these, and then it is reported and not asked for again.

Also known as: A07

Not covered: sections of fewer than three questions.

Bad:
    /sections/0/assessment/questions/0/place: 1
    /sections/0/assessment/questions/1/place: 1
    /sections/0/assessment/questions/2/place: 1
Good:
    /sections/0/assessment/questions/0/place: 1
    /sections/0/assessment/questions/1/place: 1
    /sections/0/assessment/questions/2/place: 3
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._letters import key_letters, remedy
from lecturegen.schema import Severity, Week

FEWEST = Limit("LG244", "fewest", 3, "questions of a section from which on it is heard")


@rule("LG244", "key-letters-varied", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    held = key_letters(week)
    for index in range(len(week.sections)):
        under = {letter: sections.count(index) for letter, sections in held.items() if index in sections}
        if len(under) == 1 and (number := max(under.values())) >= FEWEST.of(context):
            message = f"all {number} keys of the section lie under {min(under)}"
            yield Found(f"/sections/{index}/assessment/questions", message, remedy(week))
