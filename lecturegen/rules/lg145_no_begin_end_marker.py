"""LG145 no-begin-end-marker: no line says that the presentation begins or ends.

Why: 16.9% of 13,959 sections had "[End of Presentation]" or the like, most of them in the middle of a week. Mended: the
line is dropped.

Also known as: S05

Bad:
    /closing: |-
        Can we find a card in a look or two and still throw new ones in anywhere?

        **(End of Presentation)**
    ---
    /opening: |-
        [Start of Presentation]

        Suppose the shoebox is sorted by title. What has one look told me?
Good:
    /closing: |-
        The end of the list is where it goes wrong.

        Can we find a card in a look or two?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._labels import Kind, Label, labelled, without_labels
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

_MARKER = re.compile(
    r"(?:the )?(?:start|begin(?:ning)?|end(?:ing)?|conclusion|close)(?: of)? (?:the |this )?(?:\w+ ){0,2}"
    r"(?:presentation|script|slides?|section|lecture|speech|frames?|notes|talk)(?: \d+)?"
    r"(?: transition(?: point)?| for (?:the|this) \w+)?(?:\s*[:–—].{0,80})?\W*",
    re.I,
)


@text_rule("LG145", "no-begin-end-marker", Severity.ERROR, frozenset({Role.SPOKEN}), english=True)
def check(text: Text, context: Context) -> Iterator[Found]:
    for line in labelled(text.value, is_marker):
        yield Found(text.where, f"this line is no speech: {excerpt(line.text)}", "leave it out", line.at)


@check.mend
def drop(text: Text, context: Context) -> str:
    return without_labels(text.value, is_marker)


def is_marker(label: Label) -> bool:
    return label.kind is not Kind.PLAIN and bool(_MARKER.fullmatch(label.text))
