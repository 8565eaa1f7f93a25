"""LG165 frames-marked: every frame that a section declares is announced in its script.

Why: whoever speaks has to know when to go on. Of 13,959 sections 3.2% left out a frame, and in 0.2% no frame was
announced at all. A frame is announced by a heading, by a cue, or by speech that names its number; the first may begin
unannounced where the second is announced.

Also known as: S07a, S08

Not covered: cues without numbers (LG166), and frames that are called slides (LG167).

Bad:
    /script/sections/1/frames: 4
    ---
    /script/sections/1/body: |-
        Suppose the box is sorted by title. The back half is out of the question, because E comes before M.
Good:
    /script/sections/1/body: |-
        Suppose the box is sorted by title.

        [Advance to Frame 2]

        The back half is out of the question.

        Now let's look at frame 3: sorting the box took me three hours.
    ---
    /script/sections/1/frames: 1
    /script/sections/1/body: Suppose the box is sorted by title.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, called_slides, mentioned, only_next
from lecturegen.rules._words import counted
from lecturegen.schema import Severity, WeekFiles


@rule("LG165", "frames-marked", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, section, body in bodies(files):
        begun = {frame.number for frame in body.frames if frame.mark is not None}
        if begun >= set(range(1, section.frames + 1)):
            continue
        named = begun | mentioned(section.body, section.frames)
        if min(named, default=1) == 2:
            named |= {1}
        if not named and (only_next(section, body) or called_slides(section, body)):
            continue  # LG166, LG167: it announces them in another way
        missing = sorted(set(range(1, section.frames + 1)) - named)
        if section.frames > 1 and missing:
            message = f"the section has {counted(section.frames, 'frame')}, and the script announces "
            said = "none" if not named else f"no frame {', '.join(map(str, missing))}"
            fix = "put a line '### Frame 2: …' where each begins, or correct the number of frames below the heading"
            yield Found(f"{where}/body", message + said, fix)
