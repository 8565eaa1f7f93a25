"""LG169 frames-in-order: frames follow each other as they are counted.

Why: slides come in one order, and a script that heads frame 3 before frame 2 sends the lecturer back and forth. None of
13,959 sections did; a file that was put together by hand may.

Also known as: S10

Bad:
    /script/sections/1/body: |-
        **Frame 1: Half of it goes**

        Suppose the box is sorted by title.

        **Frame 3: The bill**

        But sorting the box took me three hours.

        **Frame 2: And half of the rest**

        The back half is out of the question.
Good:
    /script/sections/1/body: |-
        **Frame 1: Half of it goes**

        Suppose the box is sorted by title.

        **Frame 2: And half of the rest**

        The back half is out of the question. (Back to Frame 1.)

        **Frame 3: The bill**

        But sorting the box took me three hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, headed
from lecturegen.schema import Severity, WeekFiles


@rule("LG169", "frames-in-order", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, _, body in bodies(files):
        for before, mark in pairwise(headed(body)):
            if mark.number < before.number:
                message = f"frame {mark.number} stands after frame {before.number}"
                yield Found(f"{where}/body", message, "put them into the order of the slides", (mark.start, mark.end))
