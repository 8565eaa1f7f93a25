"""LG167 frames-named-so: what is counted as frames is headed as frames.

Why: the section says "(4 frames)" and the script speaks of "Slide 1" to "Slide 4"; slides are numbered through the
week, frames within their section, so the two are taken for each other. 0.8% of 13,959 sections did so. Mended, where
the numbers agree: the heading says "Frame".

Also known as: S07c

Bad:
    /script/sections/1/body: |-
        **Slide 1: Half of it goes**

        Suppose the box is sorted by title.

        **Slide 2: And half of the rest**

        The back half is out of the question.

        **Slide 3: The bill**

        But sorting the box took me three hours.
Good:
    /script/sections/1/body: |-
        **Frame 1: Half of it goes**

        Suppose the box is sorted by title, as on slide 4.

        **Frame 2: And half of the rest**

        The back half is out of the question.

        **Frame 3: The bill**

        But sorting the box took me three hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, called_slides, with_bodies
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity, WeekFiles
from lecturegen.schema.body import read_body
from lecturegen.schema.markdown import ScriptSection

_SLIDE = re.compile(r"\bslide(?= \d)", re.I)


@rule("LG167", "frames-named-so", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, section, body in bodies(files):
        if marks := called_slides(section, body):
            first = marks[0]
            message = f"the {section.frames} frames are called slides: {excerpt(section.body[first.start : first.end])}"
            yield Found(f"{where}/body", message, "head them 'Frame 1', 'Frame 2' …", (first.start, first.end))


@check.mend
def rename(files: WeekFiles, context: Context) -> WeekFiles:
    return with_bodies(files, _renamed)


def _renamed(section: ScriptSection) -> str:
    body = section.body
    for mark in reversed(called_slides(section, read_body(body, section.frames))):
        body = body[: mark.start] + _SLIDE.sub("Frame", body[mark.start : mark.end], count=1) + body[mark.end :]
    return body
