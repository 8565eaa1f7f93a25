"""LG137 frames-timed: the frames of a section stand for 60 to 120 seconds on average.

Why: a slide that stands shorter is not read, and one that stands longer is no longer looked at (Alley 2013; the decks
of DeepSlide). Measured are the section's spoken words at the week's rate, over its frames.

Not covered: a single frame, which may be quick beside a slow one; code and formulas, which take time to show but hold
no words, so that a section with them is never too quick; sections arranged from thin notes.

With: LG135

Bad:
    context: {words_per_minute: 60}
    ---
    /frames/0/maths: ""
    /frames/1/code: null
    context: {words_per_minute: 190}
Good:
    context: {words_per_minute: 190}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._words import counted, spoken_words
from lecturegen.schema import Frame, Section, Severity

SHORTEST = Limit("LG137", "shortest", 60, "seconds that the frames of a section stand on average")
LONGEST = Limit("LG137", "longest", 120, "seconds that the frames of a section stand on average")


@rule("LG137", "frames-timed", Severity.WARNING, Scope.DRAFT, again=False)
def check(section: Section, context: Context) -> Iterator[Found]:
    if not section.frames:
        return
    number = len(section.frames)
    seconds = 60 * spoken_words(section) / context.words_per_minute / number
    quick = seconds < SHORTEST.of(context) and not context.offline and not any(map(_shows_more, section.frames))
    if quick or seconds > LONGEST.of(context):
        message = f"{counted(number, 'frame')} of {seconds:.0f} seconds each on average"
        fix = "make one frame of two, or say more to each" if quick else "show in more frames what is said"
        yield Found("/frames", message, fix)


def _shows_more(frame: Frame) -> bool:
    shown = any(sign in frame.script for sign in ("```", "$$", "\\["))
    return shown or bool(frame.code or frame.maths.strip())
