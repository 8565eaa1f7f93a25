"""LG450 deck-sections-short: a section of a foreign week declares at most six slides.

Why: a slide stands for 60 to 120 seconds (Alley; DeepSlide), and a section lasts 5.7 minutes, as LG111 says of our own
plans. 71.8% of 13,959 machine-written sections had more than the three slides that their prompt allowed; that was the
prompt's figure and is no measure of a lecture, so set the limit to 3 to count as that study did.

Also known as: T02

Not covered: sections of one slide, because a script that says no number says 1.
With: LG165

Bad:
    /script/sections/1/frames: 7
Good:
    /script/sections/1/frames: 6
    /script/sections/1/body: |-
        The box is sorted. (Advance to frame 2) We look at the middle card.

        Now let's see frame 3, frame 4 and frame 5 beside one another, and last of all frame 6.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules.lg111_frames_few import MOST
from lecturegen.schema import Severity, WeekFiles

SLIDES = Limit("LG450", "slides", MOST.usual, "slides that a section declares")


@rule("LG450", "deck-sections-short", Severity.WARNING, Scope.FILES, again=False)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    most = SLIDES.of(context)
    for index, section in enumerate(files.script.sections if files.script else ()):
        if section.frames > most:
            message = f"section {section.title!r} has {section.frames} slides"
            yield Found(f"/script/sections/{index}/frames", message, f"make it {most:g}, or two sections of it")
