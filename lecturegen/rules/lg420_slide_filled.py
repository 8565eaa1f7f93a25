"""LG420 slide-filled: every slide shows something beside its headline.

Why: 0.4% of 13,959 sections had an empty slide, and the room stares at it for a minute and a half.

Also known as: T04

Bad:
    /frames/0/bullets: []
    /frames/0/maths: ""
    ---
    /frames/0/bullets: [" "]
    /frames/0/maths: ""
    ---
    /frames/0/bullets/0: ""
Good:
    /frames/0/bullets: []
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, Scope, rule
from lecturegen.rules._slides import is_filled
from lecturegen.schema import Section, Severity


@rule("LG420", "slide-filled", Severity.ERROR, Scope.DRAFT, needs=[Known.SLIDES])
def check(section: Section, context: Context) -> Iterator[Found]:
    for index, frame in enumerate(section.frames):
        if not is_filled(frame):
            fix = "write two to four bullets: assertions, with the number where there is one"
            yield Found(f"/frames/{index}/bullets", f"the slide {frame.title!r} shows nothing", fix)
            continue
        for number, bullet in enumerate(frame.bullets):
            if not bullet.strip():
                yield Found(f"/frames/{index}/bullets/{number}", "the bullet is empty", "leave it out")
