"""LG225 key-not-long: the key is at most a quarter longer than the longest distractor.

Why: the key was strictly longest in 51% of 54,662 questions, and a reader who sees only lengths and positions scored
66%. 22.6% had a key half as long again as the average distractor. Short options are let pass: twelve characters more
make the difference that the eye sees.

Also known as: A23b

Bad:
    /assessment/questions/1/answer: >-
        The range stops shrinking because the middle is the first of the two entries again, so the loop never ends
Good:
    /assessment/questions/1/answer: The range stops shrinking, and so the loop never comes to an end
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import choices
from lecturegen.schema import Section, Severity

RATIO = Limit("LG225", "ratio", 1.25, "lengths of the longest distractor")
MORE = Limit("LG225", "more", 12, "characters beyond the longest distractor that are let pass")


@rule("LG225", "key-not-long", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in choices(section):
        key = len(choice.question.answer)
        longest = max((len(distractor.text) for distractor in choice.question.distractors), default=0)
        if key > RATIO.of(context) * longest and key - longest > MORE.of(context):
            yield Found(
                f"{choice.where}/answer",
                f"the answer has {key} characters and the longest distractor {longest}",
                f"cut it to about {longest}, or make the distractors as specific as it is",
            )
