"""LG142 no-script-banner: no line calls the speech a script or speaker notes.

Why: 70.9% of 13,959 sections carried such a line; read aloud it is nonsense, and as a heading it breaks the document.
Mended: the line is dropped.

Also known as: S02, S36

With: LG155

Bad:
    /opening: |-
        ### Speaking Script for "Binary Search" Slide

        Suppose the shoebox is sorted by title. What has one look told me?
    ---
    /opening: |-
        **Slide Presentation Script: Binary Search**

        Suppose the shoebox is sorted by title. What has one look told me?
    ---
    /opening: |-
        [Speaker Notes]

        Suppose the shoebox is sorted by title. What has one look told me?
Good:
    /opening: |-
        **A shell script that sorts**

        Suppose the shoebox is sorted by title. What has one look told me?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._labels import Kind, Label, labelled, without_labels
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

_BANNER = re.compile(
    r"\b(?:speaking|speaker['’]?s?|spoken|presentation|lecture|narration|presenter['’]?s?|slide)\b[^.!?]{0,30}"
    r"\b(?:script|notes)\b|^(?:comprehensive |detailed |full |complete )?script(?: for\b|:|$)",
    re.I,
)
# a plain line has to be nothing but the banner
_PLAIN = re.compile(r"(?:\w+ )?(?:speaking script|speaker['’]?s? notes|presentation script)(?: for\b.*|:.*|)", re.I)


@text_rule(
    "LG142", "no-script-banner", Severity.ERROR, frozenset({Role.SPOKEN}), english=True, signs=("script", "notes")
)
def check(text: Text, context: Context) -> Iterator[Found]:
    for line in labelled(text.value, is_banner):
        message = f"this line names a script: {excerpt(line.text)}"
        yield Found(text.where, message, "leave it out: all of the text is spoken", line.at)


@check.mend
def drop(text: Text, context: Context) -> str:
    return without_labels(text.value, is_banner)


def is_banner(label: Label) -> bool:
    if label.kind is Kind.PLAIN:
        return bool(_PLAIN.fullmatch(label.text.strip()))
    return bool(_BANNER.search(label.text))
