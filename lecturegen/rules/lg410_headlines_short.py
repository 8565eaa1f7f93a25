"""LG410 headlines-short: a frame's title has at most twelve words and ninety characters.

Why: a headline is a sentence of at most two lines (Alley, assertion-evidence); what is longer is read instead of
listened to, and wraps under the slide's edge.

Bad:
    /sections/1/frames/0/title: One look at the middle of a box throws away half of all that was left
    ---
    /sections/1/frames/0/title: >-
        Ausschlussverfahrensgeschwindigkeitsbetrachtungen und Halbierungssuchverfahrensgrundlagen hier
    context: {language: de}
Good:
    /sections/1/frames/0/title: One look at the middle throws away half of the box
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._words import excerpt, shown_words
from lecturegen.schema import Plan, Severity

WORDS = Limit("LG410", "words", 12, "words of a title")
CHARACTERS = Limit("LG410", "characters", 90, "characters of a title")


@rule("LG410", "headlines-short", Severity.WARNING, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    for index, section in enumerate(plan.sections):
        for number, frame in enumerate(section.frames):
            words = shown_words(frame.title)
            if words > WORDS.of(context) or len(frame.title) > CHARACTERS.of(context):
                yield Found(
                    f"/sections/{index}/frames/{number}/title",
                    f"the title has {words} words in {len(frame.title)} characters: {excerpt(frame.title)}",
                    "state in ten words at most what the frame establishes",
                )
