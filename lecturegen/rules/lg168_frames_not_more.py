"""LG168 frames-not-more: the script announces no frame that the section does not have.

Why: the lecturer clicks on, and the next section's slide stands there while this one is still spoken about. 0.8% of
13,959 sections counted further than their frames.

Also known as: S09

Bad:
    /script/sections/1/frames: 2
Good:
    /script/sections/1/body: |-
        Suppose the box is sorted by title. Frame 9 of the film shows it.

        [Advance to Frame 2]

        The back half is out of the question.

        **Frame 3 of 3: The bill**

        But sorting the box took me three hours.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, numbered
from lecturegen.rules._words import counted, excerpt
from lecturegen.schema import Severity, WeekFiles


@rule("LG168", "frames-not-more", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, section, body in bodies(files):
        beyond = next((mark for mark in numbered(body) if mark.number > section.frames), None)
        if beyond is not None:
            said = section.body[beyond.start : beyond.end]
            message = f"the section has {counted(section.frames, 'frame')}, and here is another: {excerpt(said)}"
            fix = "leave it out, or correct the number of frames below the section's heading"
            yield Found(f"{where}/body", message, fix, (beyond.start, beyond.end))
