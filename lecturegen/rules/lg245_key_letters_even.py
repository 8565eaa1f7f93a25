"""LG245 key-letters-even: in a week of twenty questions or more, keys are spread evenly over the letters.

Why: 58.2% of 54,662 keys were B and 3.8% were D, and in 98.8% of 1,138 weeks the letters failed a chi-square test at 5%
(7.815 with three degrees of freedom). Whoever answers B throughout passes.

Also known as: W10, A07

Not covered: fewer than twenty questions, where chance alone is uneven (LG246).

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
      - {<<: *q, id: linear-search.q10, stem: "How many looks do 10 cards take?"}
      - {<<: *q, id: linear-search.q11, stem: "How many looks do 11 cards take?"}
      - {<<: *q, id: linear-search.q12, stem: "How many looks do 12 cards take?"}
      - {<<: *q, id: linear-search.q13, stem: "How many looks do 13 cards take?"}
      - {<<: *q, id: linear-search.q14, stem: "How many looks do 14 cards take?"}
      - {<<: *q, id: linear-search.q15, stem: "How many looks do 15 cards take?"}
      - {<<: *q, id: linear-search.q16, stem: "How many looks do 16 cards take?"}
      - {<<: *q, id: linear-search.q17, stem: "How many looks do 17 cards take?"}
      - {<<: *q, id: linear-search.q18, stem: "How many looks do 18 cards take?"}
      - {<<: *q, id: linear-search.q19, stem: "How many looks do 19 cards take?"}
      - {<<: *q, id: linear-search.q20, stem: "How many looks do 20 cards take?"}
Good:
    /seed: 5
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._letters import chi_square, key_letters, remedy, spelled, to_blame
from lecturegen.schema import Severity, Week

CRITICAL = Limit("LG245", "chi-square", 7.815, "chi-square of the four letters; 7.815 is the 5% point")
FEWEST = Limit("LG245", "fewest", 20, "questions from which on it is heard")


@rule("LG245", "key-letters-even", Severity.ERROR, Scope.WEEK)
def check(week: Week, context: Context) -> Iterator[Found]:
    held = key_letters(week)
    counts = [len(sections) for sections in held.values()]
    if sum(counts) >= FEWEST.of(context) and (distance := chi_square(counts)) > (most := CRITICAL.of(context)):
        yield Found(
            f"/sections/{to_blame(held)}/assessment/questions",
            f"the keys of the week are {spelled(held)}: chi-square {distance:.1f}, at most {most:g}",
            remedy(week),
        )
