"""LG147 no-part-label: no line labels the parts of the speech.

Why: "**Transition from Previous Slide:**" or "**Introduction:**" stands over the opening of most machine-written
sections (14 of the 29 in two sample weeks); it isn't spoken, and in the document it reads like a heading. Mended: the
label is dropped and the speech after it kept.

Bad:
    /opening: |-
        **Transition from Previous Slide:**
        Suppose the shoebox is sorted by title. What has one look told me?
    ---
    /closing: "*Closing*: Can we find a card in a look or two and still throw new ones in anywhere?"
Good:
    /opening: |-
        **Introduction** is a strange name for a sort. Suppose the shoebox is sorted by title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._labels import Kind, Label, labelled, without_labels
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

_PART = (
    r"(?:introduction|introductory remarks|opening(?: remarks)?|closing(?: remarks)?|transition(?:ing)?|conclusion|"
    r"wrap[- ]?up|lead[- ]?in|speaker|presenter|lecturer|engagement(?: (?:point|question|activity)s?)?)"
)
_LABEL = re.compile(
    rf"(?:(?:smooth|slide|frame|section|next slide) )?{_PART}"
    r"(?: (?:out|in)| (?:from|to|of|for|into) (?:the |this )?(?:\w+ ){0,2}(?:slides?|frames?|sections?|topic"
    r"|presentation)(?: \([^()]*\)?)?)?",
    re.I,
)


@text_rule("LG147", "no-part-label", Severity.ERROR, frozenset({Role.SPOKEN}), english=True)
def check(text: Text, context: Context) -> Iterator[Found]:
    for line in labelled(text.value, is_part):
        message = f"this label isn't spoken: {excerpt(line.text, 6)}"
        yield Found(text.where, message, "leave the label out, keep the speech", line.at)


@check.mend
def drop(text: Text, context: Context) -> str:
    return without_labels(text.value, is_part)


def is_part(label: Label) -> bool:
    return label.kind in (Kind.STRONG, Kind.HEADING, Kind.SQUARE) and bool(_LABEL.fullmatch(label.text))
