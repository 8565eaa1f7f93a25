r"""LG155 no-heading: spoken text holds no headings, and no question or activity goes on with one.

Why: a heading isn't spoken, and in the document it cuts the section in two: 4.5% of 13,959 sections held `##`, 1.4%
`#`, and readers that trust headings find 744 false sections in 236 weeks. Mended in speech: one that repeats the
title over it is dropped, another becomes a bold line, because its words may be needed to understand what follows.

Also known as: S13, S14, S16

Not covered: lines in fenced code, where `#` is a comment; in files of others, headings below the section's.

Bad:
    /frames/1/script: |-
        ## The bill

        Sorting the box took me three hours, but then a search was down to twenty seconds.
    context: {words_per_minute: 110}
    ---
    /assessment/activities/-: "Write down:\n# of looks\n# of cards"
Good:
    /frames/1/script: |-
        #1 on my list is the bill, because that's what everybody forgets.

        ```python
        # a comment
        ```
    context: {words_per_minute: 110}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._texts import ASSESSED, Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity
from lecturegen.schema.grammar import lines

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_SECTION, _LOWEST = 2, "####"
"""The level of a section's heading, and what a heading in somebody else's speech is set to."""
_ENOUGH = 3
"""Findings in one text: more say nothing new."""


@text_rule("LG155", "no-heading", Severity.ERROR, frozenset({Role.SPOKEN}) | ASSESSED, signs=("#",))
def check(text: Text, context: Context) -> Iterator[Found]:
    # the first line of an item stands behind its number or letter, where # means nothing
    start = 0 if text.role is Role.SPOKEN else 1
    headings = [line for line in lines(text.value)[start:] if not line.code and _is_wrong(line.text, context)]
    for line in headings[:_ENOUGH]:
        fix = "make it part of a sentence; code belongs between ``` fences"
        at = (line.start, line.start + len(line.text))
        yield Found(text.where, f"the line {excerpt(line.text)} is a heading", fix, at)


@check.mend
def soften(text: Text, context: Context) -> str:
    if text.role is not Role.SPOKEN or "#" not in text.value:
        return text.value
    titles = {_letters(title) for title in _titles(context)}
    kept = []
    for line in lines(text.value):
        heading = None if line.code or not _is_wrong(line.text, context) else _HEADING.match(line.text)
        if heading is None:
            kept.append(line.text)
            continue
        words = (heading[2] or "").strip(" *_#")
        if words and _letters(words) not in titles:
            kept += ["", f"{_LOWEST} {words}" if context.foreign else f"**{words}**", ""]
    changed = "\n".join(kept)
    return text.value if len(kept) == text.value.count("\n") + 1 else re.sub(r"\n{3,}", "\n\n", changed).strip("\n")


def _is_wrong(line: str, context: Context) -> bool:
    """Others head parts of a speech; what parts the document is wrong there too."""
    heading = _HEADING.match(line) if "#" in line else None
    return heading is not None and (not context.foreign or len(heading[1]) < _SECTION + 1)


def _titles(context: Context) -> Iterator[str]:
    if context.planned is not None:
        yield context.planned.title
        for frame in context.planned.frames:
            yield frame.title


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
