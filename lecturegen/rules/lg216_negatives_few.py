"""LG216 negatives-few: a section asks at most one question for what is not the case.

Why: who knows what does not hold need not know what does, and the negation has to be carried through four options. Item
writing guides allow it where it is set off and rare (Haladyna, Downing and Rodriguez 2002); 17.1% of 13,959 sections
had one, 4.4% of 54,662 questions.

Also known as: A21

Bad:
    /assessment/questions/0/stem: Which of these numbers of looks is NOT enough for 100 sorted numbers?
    /assessment/questions/1/stem: All of this follows from `low = mid`, EXCEPT?
Good:
    /assessment/questions/0/stem: Which of these numbers of looks is NOT enough for 100 sorted numbers?
    ---
    /assessment/questions/0/stem: What does a NOT gate give for 1?
    /assessment/questions/1/stem: Which column may be NOT NULL?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._negation import overread, set_off
from lecturegen.schema import Section, Severity

MOST = Limit("LG216", "most", 1, "negative stems in a section")


@rule("LG216", "negatives-few", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    negative = [
        (where, at) for where, question in items(section) if (at := set_off(question.stem) or overread(question.stem))
    ]
    for where, at in negative[int(MOST.of(context)) :]:
        message = f"{len(negative)} questions of the section ask for what is not the case"
        yield Found(f"{where}/stem", message, "ask what is the case", at=at)
