"""LG188 pauses-made: a week of 45 minutes and more stops for the room.

Why: three pauses of two minutes in a lecture of fifty made students remember more, on the day and twelve days later
(Ruhl, Hughes and Schloss 1987). A pause is a cue alone on its line, or a question or a task that is put to the room.
The rule asks for one, since nobody knows how long the lecturer waits; who wants Ruhl's three sets the limit.

Not covered: whether anybody waits for the answer.

With: LG340

Bad:
    /words_per_minute: 4
    /sections/0/frames/0/script: &long >-
        I took the first card, compared the title, put it down and took the next, nine hundred times.
    /sections/1/frames/0/script: *long
    /sections/1/frames/1/script: *long
    /sections/2/frames/0/script: *long
    /sections/2/frames/1/script: *long
    /sections/0/frames/1/script: *long
    /sections/0/closing: *long
    /sections/1/closing: *long
    /sections/2/closing: *long
    /sections/0/opening: *long
    /sections/1/opening: *long
    /sections/2/opening: *long
Good:
    /sections/1/frames/1/script: |-
        What would you try first?

        *(Pause for two minutes)*

        I'd sort the box.
    /words_per_minute: 4
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._cues import Place, cues, is_pause
from lecturegen.rules._words import placed_sentences, speech, spoken_words
from lecturegen.schema import Severity, Week

FEWEST = Limit("LG188", "pauses", 1, "pauses, questions and tasks in such a week")
SHORTEST = 45
"""Minutes of speech."""

_TO_THE_ROOM = re.compile(
    r"\b(?:you|your|anyone|anybody|someone|who)\b[^?]*\?"
    r"|^\W*(?:now |so |please )?(?:take (?:a|one|two|\d+) (?:minutes?|moment)|turn to (?:your|the person)"
    r"|try (?:it|this)\b"
    r"|write (?:it |this |that )?down\b|discuss (?:it |this )?with|raise your hand|think about (?:it|this|that) for)",
    re.I,
)


@rule("LG188", "pauses-made", Severity.WARNING, Scope.WEEK, again=False, english=True)
def check(week: Week, context: Context) -> Iterator[Found]:
    minutes = sum(map(spoken_words, week.sections)) / week.words_per_minute
    if minutes < SHORTEST:
        return
    fewest = FEWEST.of(context)
    pauses = 0
    for text in (text for section in week.sections for _, text in speech(section)):
        if pauses >= fewest:
            return
        pauses += _pauses(text)
    if pauses < fewest:
        said = "no pause, question or task" if not pauses else f"{pauses} pauses, questions and tasks"
        fix = "put a question to the room, and a line *(Pause for two minutes)* after it"
        yield Found("/sections", f"{minutes:.0f} minutes of speech with {said} for the room", fix)


def _pauses(text: str) -> int:
    waits = sum(cue.place is Place.LINE for cue in cues(text, is_pause))
    return waits + sum(bool(_TO_THE_ROOM.search(sentence.text)) for sentence in placed_sentences(text))
