"""LG246 key-letters-shared: in a week of twelve questions or more, no letter holds more than 35% of the keys.

Why: a letter's fair share is a quarter, and a reader who sees only positions should not score above 30%.
The letters are dealt by us, so nothing is asked for again; numbers stay in order of value, and their keys lie where
they lie.

Also known as: W10

Bad:
    /sections/0/assessment/questions:
      - &q
        kind: single-choice
        id: linear-search.q1
        objective: linear-search.o1
        frame: 1
        bloom: apply
        stem: How many looks does a search of 1 card take?
        answer: "1"
        distractors: [{text: "2", rationale: r}, {text: "3", rationale: r}, {text: "4", rationale: r}]
        explanation: Every card has to be looked at once.
      - {<<: *q, id: linear-search.q2, stem: "How many looks do 2 cards take?"}
      - {<<: *q, id: linear-search.q3, stem: "How many looks do 3 cards take?"}
      - {<<: *q, id: linear-search.q4, stem: "How many looks do 4 cards take?"}
      - {<<: *q, id: linear-search.q5, stem: "How many looks do 5 cards take?"}
      - {<<: *q, id: linear-search.q6, stem: "How many looks do 6 cards take?"}
      - {<<: *q, id: linear-search.q7, stem: "How many looks do 7 cards take?"}
      - {<<: *q, id: linear-search.q8, stem: "How many looks do 8 cards take?"}
      - {<<: *q, id: linear-search.q9, stem: "How many looks do 9 cards take?"}
Good:
    /seed: 5
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._letters import key_letters, remedy, spelled, to_blame
from lecturegen.schema import Severity, Week

SHARE = Limit("LG246", "share", 0.35, "part of the keys that one letter may hold")
FEWEST = Limit("LG246", "fewest", 12, "questions from which on it is heard")


@rule("LG246", "key-letters-shared", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    held = key_letters(week)
    total, most = sum(map(len, held.values())), max(map(len, held.values()))
    if total >= FEWEST.of(context) and most > SHARE.of(context) * total:
        yield Found(
            f"/sections/{to_blame(held)}/assessment/questions",
            f"one letter holds {most} of the week's {total} keys: {spelled(held)}",
            remedy(week),
        )
