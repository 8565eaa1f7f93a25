"""LG130 frames-as-planned: the section has the planned frames, in their order.

Why: a frame too many or too few shifts everything after it: of 13,959 sections 3.2% lacked frames, 0.8% had extra
ones, and in 3.6% a title stood over another frame's text, most often the conclusion a frame early.

Also known as: S07a, S07b, S07c, S08, S09, S10, S11, S44

Not covered: whether the script of a frame is about its title.

With: LG135

Bad:
    /frames/1: null
    ---
    /frames/0/title: Sorting is a bill that has to be earned back
    ---
    /frames: []
Good:
    /frames/0/bullets/0: Ask the middle, keep one half
    ---
    /frames/1: null
    context: {planned: null}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import counted
from lecturegen.schema import Section, Severity


@rule("LG130", "frames-as-planned", Severity.ERROR, Scope.DRAFT)
def check(section: Section, context: Context) -> Iterator[Found]:
    if context.planned is None:
        if not section.frames:
            yield Found("/frames", "the section has no frame", "give it at least one")
        return
    planned = context.planned.frames
    if len(section.frames) != len(planned):
        titles = "; ".join(f"{number}. {frame.title}" for number, frame in enumerate(planned, start=1))
        message = f"{counted(len(section.frames), 'frame')} instead of {len(planned)}"
        yield Found("/frames", message, f"write exactly these, in this order: {titles}")
        return
    for index, (frame, wanted) in enumerate(zip(section.frames, planned, strict=True)):
        if frame.title.split() != wanted.title.split():
            yield Found(f"/frames/{index}/title", f"the title is {frame.title!r}", f"the plan says {wanted.title!r}")
