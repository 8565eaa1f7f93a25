"""LG270 statements-fair: words such as always and never stand in true statements as well as in false ones.

Why: little is always so, and whoever has learnt nothing calls such a statement false; specific determiners are among
the first cues that the literature on test-wiseness names (Millman, Bishop and Ebel 1965). Three false ones and no true
one happen by chance in one week of eight.

Not covered: options of choice questions (LG226, LG250).

Bad:
    asked: [true-false, true-false]
    /sections/1/assessment/questions/3/stem: A search by halves always takes ten looks.
    /sections/1/assessment/questions/3/answer: false
    /sections/1/assessment/questions/4/id: b.q1
    /sections/1/assessment/questions/4/stem: Sorted cards are the only ones that can be searched.
    /sections/1/assessment/questions/4/answer: false
    /sections/0/assessment/questions/-:
      {kind: true-false, id: a.q9, objective: linear-search.o1, frame: 1, bloom: understand, answer: false,
       stem: A search card by card never ends early., explanation: It ends as soon as the wanted card turns up.}
Good:
    asked: [true-false, true-false]
    /sections/1/assessment/questions/3/stem: A search by halves always takes ten looks.
    /sections/1/assessment/questions/3/answer: false
    /sections/1/assessment/questions/4/id: b.q1
    /sections/1/assessment/questions/4/stem: Sorted cards are the only ones that can be searched by halves.
    /sections/0/assessment/questions/-:
      {kind: true-false, id: a.q9, objective: linear-search.o1, frame: 1, bloom: understand, answer: false,
       stem: A search card by card never ends early., explanation: It ends as soon as the wanted card turns up.}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._giveaways import absolute_words
from lecturegen.rules._items import statements
from lecturegen.rules._words import listed
from lecturegen.schema import Severity, Week

FEWEST = Limit("LG270", "fewest", 3, "statements with such words, all false, from which on it is heard")


@rule("LG270", "statements-fair", Severity.WARNING, Scope.WEEK, again=False, english=True)
def check(week: Week, context: Context) -> Iterator[Found]:
    absolute = [(question.answer, said) for question in statements(week) if (said := absolute_words(question.stem))]
    if absolute and len(absolute) >= FEWEST.of(context) and not any(answer for answer, _ in absolute):
        told = listed(sorted(frozenset[str]().union(*(said for _, said in absolute))))
        message = f"all {len(absolute)} statements with words such as {told} are false"
        yield Found("/sections", message, "say in a true statement as well what holds without exception")
