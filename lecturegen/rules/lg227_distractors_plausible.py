"""LG227 distractors-plausible: no distractor dismisses what the question is about.

Why: nobody who sits in the lecture believes that its matter "has no impact"; 3.5% of 54,662 questions had such a
distractor, and were questions with three options.

Also known as: A25

Not covered: a stem that asks for an effect, where none is a fair answer; and negative stems.

Bad:
    /assessment/questions/2/distractors/0/text: It is irrelevant how many searches follow
    ---
    /assessment/questions/2/distractors/0/text: Random guessing
Good:
    /assessment/questions/1/stem: What effect does `low = mid` have?
    /assessment/questions/1/distractors/0/text: It has no effect on the result of the search
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._giveaways import dismissal
from lecturegen.rules._items import picks
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

_EFFECT = re.compile(
    r"\b(?:effects?|affects?|affected|impacts?|influences?|change[sd]?|happens?|matters?|differ\w*|depends?|need\w*|"
    r"necessary|required?|relevan\w+|NOT|EXCEPT|not|except)\b"
)


@rule("LG227", "distractors-plausible", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in picks(section):
        if _EFFECT.search(choice.question.stem) or any(map(dismissal, choice.keys)):
            continue
        for number, distractor in enumerate(choice.others):
            if match := dismissal(distractor):
                yield Found(
                    f"{choice.where}/distractors/{number}/text",
                    f"nobody would choose {excerpt(distractor)}",
                    "say what somebody believes who made a particular mistake",
                    at=match.span(),
                )
