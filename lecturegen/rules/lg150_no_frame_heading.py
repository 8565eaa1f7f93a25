"""LG150 no-frame-heading: no line announces a frame by its number.

Why: the headings of frames are put in by us, where each frame begins. Models add their own in six different
spellings, mixed within 62.7% of 1,138 weeks, and their numbers are off by one in 3.6% of sections. Mended: the line
is dropped; what is spoken after it stays.

Also known as: S11, S15, W01, W02

Not covered: files of others, where such lines mark the frames (LG165 to LG175).

With: LG155

Bad:
    /frames/1/script: |-
        ### Frame 2: Sorting is a bill

        And here's the bill. Sorting the box took me three hours, but then a search was down to twenty seconds.
    context: {words_per_minute: 110}
    ---
    /frames/1/script: |-
        **Frame 2 - The bill:** Sorting the box took me three hours, but then a search was down to twenty seconds.
    context: {words_per_minute: 110}
    ---
    /frames/1/script: |-
        [Frame 2]

        And here's the bill. Sorting the box took me three hours, but then a search was down to twenty seconds.
    context: {words_per_minute: 110}
Good:
    /frames/1/script: |-
        Frame 2 of the film is missing, because the loop ran past it. That's the same mistake.
    context: {words_per_minute: 110}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, text_rule
from lecturegen.rules._labels import Label, labelled, without_labels
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

_FRAME = re.compile(r"(?:slide |begin |start )?frame \d+(?: of \d+)?\s*(?:$|[:–—.(]|-\s)", re.I)


@text_rule(
    "LG150", "no-frame-heading", Severity.ERROR, frozenset({Role.SPOKEN}), english=True, needs=[Known.TRANSITIONS]
)
def check(text: Text, context: Context) -> Iterator[Found]:
    for line in labelled(text.value, is_frame):
        message = f"this line announces a frame: {excerpt(line.text)}"
        yield Found(text.where, message, "leave it out: frames are headed by us", line.at)


@check.mend
def drop(text: Text, context: Context) -> str:
    return without_labels(text.value, is_frame)


def is_frame(label: Label) -> bool:
    return bool(_FRAME.match(label.text))
