"""LG249 guesser-fails: who has learnt nothing finds at most 30% of a week's keys.

Why: of four options chance finds 25%. A reader who sees only lengths, positions and absolute words found 66% of
54,662 machine-written keys; this project's own limit is 30%. The reader is a fixed procedure, so that the score can
be computed by others and compared: options with absolute or dismissive words are struck out, those go that are a
fifth shorter than the longest of the rest, and of what is left B is taken before C, A and D. The three cues are the
first that the literature on test-wiseness names (Millman, Bishop and Ebel 1965; Sarnacki 1979; Haladyna and Downing
1989). Each cue has earned the keys that are found with it beyond those found without it, and no single question is to
blame, so nothing is asked for again.

Not covered: questions with another number of options than four; fewer than twenty of them, where chance alone passes
the limit often, as it still does with one week of twenty in five.

Bad:
    /sections/0/assessment/questions:
      - &q
        kind: single-choice
        id: linear-search.q1
        objective: linear-search.o1
        frame: 1
        bloom: apply
        stem: How many looks does a search of 1 card take?
        answer: The one card
        distractors: [{text: "two", rationale: r}, {text: "six", rationale: r}, {text: "ten", rationale: r}]
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
Good:
    /sections/0/assessment/questions/0/place: 1
    /sections/1/assessment/questions/0/place: 1
    /sections/2/assessment/questions/0/place: 1
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._guesser import Cue, score
from lecturegen.schema import Severity, Week

SHARE = Limit("LG249", "share", 0.3, "part of the keys that may be found without knowing anything")
FEWEST = Limit("LG249", "fewest", 20, "questions from which on it is heard")
_HOW = {
    Cue.WORDS: "take always, never, only and the like out of the distractors, or put them into keys as well",
    Cue.LENGTH: "make distractors as long and as specific as the keys",
    Cue.LETTER: "let the keys lie under all letters alike",
}


@rule("LG249", "guesser-fails", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    found = score(week)
    if found.of < FEWEST.of(context) or float(found.share) <= SHARE.of(context):
        return
    earned = sorted(found.by_cue.items(), key=lambda one: -one[1])
    told = ", ".join(f"{float(keys):.0f} by {cue}" for cue, keys in earned if round(keys) > 0)
    message = (
        f"a reader who has learnt nothing finds {float(found.right):.0f} of {found.of} keys ({float(found.share):.0%}):"
        f" {float(found.chance):.0f} by chance, {told}"
    )
    yield Found("/sections", message, _HOW[earned[0][0]])
