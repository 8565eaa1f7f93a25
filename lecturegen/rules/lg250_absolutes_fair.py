"""LG250 absolutes-fair: in a week, words such as always and never stand in keys nearly as often as in distractors.

Why: of the options that hold one, a quarter should be keys, since a quarter of all options are. In thirteen
machine-written weeks it was 25 of 278, and 26.8% of 54,662 questions had such a distractor, so that crossing these
out is the first thing that test-wise readers learn (Millman, Bishop and Ebel 1965). Half of the fair share is let
pass, and it is heard from sixteen such options on, where chance alone goes below it in one week of sixteen.

Also known as: A24

Not covered: words that the stem has said; a single question with two such distractors (LG226).

Bad:
    /sections/0/assessment/questions:
      - &q
        kind: single-choice
        id: linear-search.q1
        objective: linear-search.o1
        frame: 1
        bloom: apply
        stem: How many looks does a search of 1 card take?
        answer: once
        distractors: [{text: never, rationale: r}, {text: twice, rationale: r}, {text: often, rationale: r}]
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
    /sections/1/assessment/questions: []
    /sections/2/assessment/questions: []
Good:
    /sections/0/assessment/questions/2/distractors/0/text: It never repeats a name that it has met
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._giveaways import absolute_words
from lecturegen.rules._items import week_choices
from lecturegen.schema import Severity, Week

SHARE = Limit("LG250", "share", 0.125, "part of the options with absolute words that are keys, at least")
FEWEST = Limit("LG250", "fewest", 16, "such options from which on it is heard")


@rule("LG250", "absolutes-fair", Severity.WARNING, Scope.WEEK, again=False, english=True)
def check(week: Week, context: Context) -> Iterator[Found]:
    keys = total = 0
    for _, question in week_choices(week):
        asked = absolute_words(question.stem)
        absolute = [bool(absolute_words(option) - asked) for option in question.options]
        total += sum(absolute)
        keys += absolute[0]
    if total >= FEWEST.of(context) and keys < SHARE.of(context) * total:
        message = f"of {total} options with words such as always, never and only, {keys} are keys"
        yield Found("/sections", message, "say what somebody really believes who made the mistake, without these words")
