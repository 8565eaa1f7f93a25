"""LG151 no-frame-cue: no cue for changing slides stands in the speech.

Why: the cues are ours, one before each frame; 90.7% of 13,959 sections had the model's own, 6.4% in the middle of a
sentence. Mended: a cue on its own line or between two sentences is dropped.

Also known as: S28, S28b, S07b

Not covered: files of others, where cues mark the frames (LG178).

Bad:
    /frames/1/script: |-
        And here's the bill. Sorting the box took me three hours, but a search was down to twenty seconds.

        **(Advance to Frame 3)**
    context: {words_per_minute: 110}
    ---
    /frames/1/script: >-
        And here's the bill. [Next slide] Sorting the box took me three hours, but a search was down to twenty seconds.
    context: {words_per_minute: 110}
    ---
    /frames/1/script: >-
        And here's the bill (move to the next frame) that sorting left me, but a search was down to twenty seconds.
    context: {words_per_minute: 110}
    ---
    /closing: |-
        Can we find a card in a look or two and still throw new ones in anywhere?

        *Transitioning to Frame 3: Hash tables*
Good:
    /frames/1/script: >-
        And here's the bill (moving a frame by hand, I mean, as in the next room). It took me three hours.
    context: {words_per_minute: 110}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, text_rule
from lecturegen.rules._cues import cues, without_cues
from lecturegen.rules._labels import Kind, Label, labelled, without_labels
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.rules.lg147_no_part_label import is_part
from lecturegen.schema import Severity

_CUE = re.compile(
    r"(?:please )?(?:(?:slide |frame )?(?:advanc|transition|mov|proceed|switch|click|go|turn|continu|progress|shift)\w*"
    r"\b[^.!?]{0,40}(?:\b(?:frame|slide|section)s? (?:\d+|title)|\b(?:next|previous|following|last|first|final|new) "
    r"(?:\w+ )?(?:frame|slide|section))|(?:next|previous) (?:frame|slide)\b|click to|advance$|transition$"
    r"|(?:slide|frame) (?:transition|change)\b)",
    re.I,
)


@text_rule("LG151", "no-frame-cue", Severity.ERROR, frozenset({Role.SPOKEN}), english=True, needs=[Known.TRANSITIONS])
def check(text: Text, context: Context) -> Iterator[Found]:
    bracketed = [(cue.text, (cue.start, cue.end)) for cue in cues(text.value, is_cue)]
    for said, at in (*bracketed, *((line.text, line.at) for line in labelled(text.value, is_cue_line))):
        message = f"a cue for the slides stands in the speech: {excerpt(said)}"
        yield Found(text.where, message, "leave it out: cues are put in by us", at)


@check.mend
def drop(text: Text, context: Context) -> str:
    return without_labels(without_cues(text.value, is_cue), is_cue_line)


def is_cue(words: str) -> bool:
    return bool(_CUE.match(words))


def is_cue_line(label: Label) -> bool:
    """A line in bold or italics, or a heading; brackets are looked for everywhere."""
    return label.kind in (Kind.STRONG, Kind.HEADING) and is_cue(label.text) and not is_part(label)
