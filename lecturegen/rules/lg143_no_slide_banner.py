"""LG143 no-slide-banner: no line names the slide or its number.

Why: 6.5% of 13,959 sections had a line "Slide Title: …"; the headings are ours, from the plan. Mended: a line, or a
bold label at the start of one, is dropped.

Also known as: S03

Bad:
    /opening: |-
        **Slide Title: Binary Search**

        Suppose the shoebox is sorted by title. What has one look told me?
    ---
    /opening: "**[Slide 1: Definition]** Suppose the shoebox is sorted by title. What has one look told me?"
    ---
    /opening: >-
        Slide 4: Suppose the shoebox is sorted by title, and I pull one card from the middle, which says Moby-Dick, and
        I'm after Emma. What has that look told me?
Good:
    /opening: Slide 4 of last week is where we begin. What has one look told me?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._labels import Label, labelled, without_labels
from lecturegen.rules._markdown import Piece
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity
from lecturegen.schema.grammar import lines

_BANNER = re.compile(r"slide (?:title|\d+|number \d+)\s*(?:[:–—]|-\s|$)|slide\s*:\s", re.I)
# a transition from frame to frame is a cue, which is another rule's
_SPOKEN_ON = re.compile(
    r"[\s*_\[(#]*slide (?:title|transition|introduction|\d+)\s*[:–—](?!\s*(?:from |to )?frame \d)", re.I
)
# what stands behind "Slide Title:" on its line is the title, and no speech: the label goes with it
_TITLE = re.compile(r"^([ \t]*[*_]{1,3}slide title:?)[*_]{1,3}:?[ \t]+[^.!?\n]{1,120}?[ \t]*$(?<![*_])", re.I | re.M)


@text_rule("LG143", "no-slide-banner", Severity.ERROR, frozenset({Role.SPOKEN}), english=True, signs=("slide",))
def check(text: Text, context: Context) -> Iterator[Found]:
    titles = {match.start(): Piece(match[0], match.start()) for match in _TITLE.finditer(text.value)}
    announced = [titles.get(line.start, line) for line in labelled(text.value, is_banner)]
    begun = {line.start for line in announced}
    spoken_on = [
        Piece(match[0], line.start)
        for line in lines(text.value)
        if not line.code and line.start not in begun and (match := _SPOKEN_ON.match(line.text))
    ]
    for line in (*announced, *spoken_on):
        message = f"this line names the slide: {excerpt(line.text)}"
        yield Found(text.where, message, "leave the label out, keep the speech", line.at)


@check.mend
def drop(text: Text, context: Context) -> str:
    return without_labels(_TITLE.sub(r"\1**", text.value), is_banner)


def is_banner(label: Label) -> bool:
    return bool(_BANNER.match(label.text))
