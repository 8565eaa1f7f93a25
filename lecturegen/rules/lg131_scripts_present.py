"""LG131 scripts-present: something is said to every frame.

Why: a slide without words is a hole in the lecture, and a reply that lost its text must not pass for one.

Bad:
    /frames/1/script: ""
    ---
    /frames/1/script: "*(Pause)*"
Good:
    /frames/1/script: Sorting is a bill, because it took me three hours before the first search.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import count
from lecturegen.schema import Section, Severity


@rule("LG131", "scripts-present", Severity.ERROR, Scope.DRAFT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for index, frame in enumerate(section.frames):
        if not count(frame.script):
            yield Found(
                f"/frames/{index}/script",
                f"nothing is said to the frame {frame.title!r}",
                "write what the lecturer says while it stands",
            )
