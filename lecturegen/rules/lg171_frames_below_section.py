"""LG171 frames-below-section: headings in a body stand below the section's.

Why: the section is headed by `##`. A frame, or a title, that is headed as high parts the section in two for every
reader that goes by headings: 4.5% of 13,959 sections held such a heading, 1.4% one of the document's level. Mended: the
heading of a frame is set to `###`.

Also known as: S13, S14

Not covered: headings inside speech, which LG155 finds.

Bad:
    /script/sections/1/body: |-
        ## Frame 1: Half of it goes

        Suppose the box is sorted by title.

        ## Frame 2: And half of the rest

        The back half is out of the question.

        ## Frame 3: The bill

        But sorting the box took me three hours.
Good:
    /script/sections/1/body: |-
        #### Frame 1: Half of it goes

        Suppose the box is sorted by title.

        #### Frame 2: And half of the rest

        The back half is out of the question.

        #### Frame 3: The bill

        But sorting the box took me three hours.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, with_bodies
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity, WeekFiles
from lecturegen.schema.body import Body, read_body
from lecturegen.schema.frame_marks import FrameMark
from lecturegen.schema.markdown import ScriptSection

_LEVEL = "###"


@rule("LG171", "frames-below-section", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, section, body in bodies(files):
        for mark in _too_high(section, body):
            said = section.body[mark.start : mark.end]
            message = f"this is headed as high as a section: {excerpt(said)}"
            yield Found(f"{where}/body", message, f"begin the line with {_LEVEL}", (mark.start, mark.end))


@check.mend
def lower(files: WeekFiles, context: Context) -> WeekFiles:
    return with_bodies(files, _lowered)


def _lowered(section: ScriptSection) -> str:
    body = section.body
    for mark in reversed(_too_high(section, read_body(body, section.frames))):
        body = body[: mark.start] + _LEVEL + body[mark.start :].lstrip("#")
    return body


def _too_high(section: ScriptSection, body: Body) -> list[FrameMark]:
    high = ("# ", "## ", "#\t", "##\t")
    return [mark for mark in body.marks if section.body.startswith(high, mark.start)]
