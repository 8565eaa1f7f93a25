"""LG178 cues-alone: a cue or a direction stands on a line of its own.

Why: in the middle of a paragraph it is read out, or found too late. 6.4% of 13,959 sections had one inside their
speech, in half of the weeks. Mended: one that stands between two sentences is moved to a line of its own.

Also known as: S28, S28b

Not covered: lists and tables, which a new line would break: what stands there is reported only.

Bad:
    /script/sections/1/body: |-
        ### Frame 1: Half of it goes

        Suppose the box is sorted by title. (Advance to Frame 2) The back half is out of the question.

        (Advance to Frame 3)

        But sorting the box (point to the slide) took me three hours.
    ---
    /script/sections/1/body: |-
        ### Frame 1: Half of it goes

        Suppose the box is sorted by title. What has one look told me? (Pause for responses) Half of it goes.

        (Advance to Frame 2)

        And half of the rest.

        (Advance to Frame 3)

        But sorting the box took me three hours.
Good:
    /script/sections/1/body: |-
        ### Frame 1: Half of it goes

        Suppose the box is sorted by title (moving a card by hand, I mean, as in the next room).

        *(Pause for responses)*

        (Advance to Frame 2)

        Half of it goes.

        **(Advance to Frame 3)**

        But sorting the box took me three hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._cues import Cue, Place, cues
from lecturegen.rules._frames import bodies, with_bodies
from lecturegen.rules._words import excerpt
from lecturegen.rules.lg151_no_frame_cue import is_cue
from lecturegen.rules.lg152_no_stage_direction import is_direction
from lecturegen.schema import Severity, WeekFiles
from lecturegen.schema.markdown import ScriptSection

_ITEM = re.compile(r"[ \t]*(?:[-*+] |\d+[.)] |\||>|#)")


@rule("LG178", "cues-alone", Severity.WARNING, Scope.FILES, english=True)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, section, _ in bodies(files):
        for cue in _spoken_over(section.body):
            message = f"this stands {cue.place.value}: {excerpt(cue.text)}"
            yield Found(f"{where}/body", message, "put it on a line of its own", (cue.start, cue.end))


@check.mend
def move(files: WeekFiles, context: Context) -> WeekFiles:
    return with_bodies(files, _moved)


def _moved(section: ScriptSection) -> str:
    body = section.body
    for cue in reversed(list(_spoken_over(body))):
        line = body[body.rfind("\n", 0, cue.start) + 1 : cue.start]
        if cue.place is Place.BETWEEN and not _ITEM.match(line or body[cue.start :]):
            before, after = body[: cue.start].rstrip(" \t"), body[cue.end :].lstrip(" \t")
            above = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
            body = f"{before}{above}{body[cue.start : cue.end].strip()}\n\n{after.lstrip()}"
    return body


def _spoken_over(body: str) -> Iterator[Cue]:
    """The cues and directions that do not stand alone on their line."""
    return (cue for cue in cues(body, lambda text: is_cue(text) or is_direction(text)) if cue.place is not Place.LINE)
