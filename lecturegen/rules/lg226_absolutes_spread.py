"""LG226 absolutes-spread: words such as always and never do not mark the distractors.

Why: whoever knows that little is always so crosses them out unread: 7.2% of 54,662 questions had two or more such
distractors and none in the key.

Also known as: A24, A24b

Not covered: a single one (LG250 counts those of a week), and words that the stem has already said.

Bad:
    /assessment/questions/1/answer: The range stops shrinking, so the loop goes on
    /assessment/questions/1/distractors/0/text: The loop always ends early with the first entry
    /assessment/questions/1/distractors/1/text: The middle can never fall outside of the list
Good:
    /assessment/questions/1/distractors/0/text: The loop always ends early with the first entry
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._giveaways import absolute_words
from lecturegen.rules._items import picks
from lecturegen.rules._words import listed
from lecturegen.schema import Section, Severity

ENOUGH = Limit("LG226", "distractors", 2, "distractors with absolute words from which on they mark the key")


@rule("LG226", "absolutes-spread", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in picks(section):
        asked = absolute_words(choice.question.stem)
        found = [absolute_words(distractor) - asked for distractor in choice.others]
        if sum(map(bool, found)) >= ENOUGH.of(context) and not any(map(absolute_words, choice.keys)):
            yield Found(
                f"{choice.where}/distractors",
                f"distractors alone have absolute words: {listed(sorted(frozenset[str]().union(*found)))}",
                "say what somebody really believes who made the mistake, without these words",
            )
