"""LG170 frames-headed-once: every frame has one heading.

Why: two headings of one number leave open which text belongs to the slide, and whoever counts them finds a frame too
many. 0.6% of 13,959 sections headed a frame twice, as a rule once as a label and once with its title.

Also known as: S11

Bad:
    /script/sections/1/body: |-
        **Frame 1:**

        **Frame 1: Half of it goes**

        Suppose the box is sorted by title.

        **Frame 2: And half of the rest**

        The back half is out of the question.

        **Frame 3: The bill**

        But sorting the box took me three hours.
Good:
    /script/sections/1/body: |-
        **Frame 1: Half of it goes**

        Suppose the box is sorted by title.

        (Advance to Frame 2)

        **Frame 2: And half of the rest**

        The back half is out of the question.

        **Frame 3: The bill**

        But sorting the box took me three hours.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, headed
from lecturegen.schema import Severity, WeekFiles


@rule("LG170", "frames-headed-once", Severity.WARNING, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, _, body in bodies(files):
        seen: set[int] = set()
        for mark in headed(body):
            if mark.number in seen:
                message = f"frame {mark.number} has another heading before this one"
                yield Found(f"{where}/body", message, "keep the one with the title", (mark.start, mark.end))
            seen.add(mark.number)
