"""LG166 frames-numbered: the cues to frames say which frame.

Why: "[Next frame]" is right only as long as nobody adds, drops or moves a slide; after one slip every later cue is
wrong, and nobody can see where. 0.6% of 13,959 sections had only such cues.

Also known as: S07b

Bad:
    /script/sections/1/body: |-
        Suppose the box is sorted by title.

        [Next frame]

        The back half is out of the question.

        **(Advance to the next frame)**

        But sorting the box took me three hours.
Good:
    /script/sections/1/body: |-
        Suppose the box is sorted by title.

        [Advance to Frame 2]

        The back half is out of the question.

        **(Advance to Frame 3)**

        But sorting the box took me three hours. In the next frame of mind I'd do without.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, mentioned, only_next
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity, WeekFiles


@rule("LG166", "frames-numbered", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, section, body in bodies(files):
        cues = only_next(section, body)
        if cues and not mentioned(section.body, section.frames):
            said = section.body[cues[0].start : cues[0].end]
            message = f"{len(cues)} cues for {section.frames} frames, and none says which, such as {excerpt(said)}"
            fix = "put a line '### Frame 2: …' where each frame begins, or give the cues their numbers"
            yield Found(f"{where}/body", message, fix, (cues[0].start, cues[0].end))
