"""LG247 key-rarely-longest: in a week, the key is strictly the longest option in at most 35% of the questions.

Why: by chance it is in 25%; it was in 51% of 54,662 questions, in every one of the weeks. Many short questions each
within LG225 still add up to a hint. It is reported and not asked for again, since no single question is to blame.

Also known as: A23

Bad:
    /sections/0/assessment/questions/0/answer: "31 of them"
    /sections/0/assessment/questions/1/answer: "40 of them"
    /sections/1/assessment/questions/0/answer: "7 of them"
    /sections/2/assessment/questions/0/answer: Slot 3 of ten
Good:
    /sections/0/assessment/questions/0/answer: "31 of them"
    /sections/0/assessment/questions/1/answer: "40 of them"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import key_is_longest, week_choices
from lecturegen.schema import Severity, Week

SHARE = Limit("LG247", "share", 0.35, "part of the questions whose key is the longest option")
FEWEST = Limit("LG247", "fewest", 8, "questions from which on it is heard; of fewer a third is nothing unusual")


@rule("LG247", "key-rarely-longest", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    questions = [question for _, question in week_choices(week)]
    longest = sum(map(key_is_longest, questions))
    if len(questions) >= FEWEST.of(context) and longest > SHARE.of(context) * len(questions):
        yield Found(
            "/sections",
            f"the key is the longest option in {longest} of {len(questions)} questions",
            "make distractors as specific as the keys",
        )
