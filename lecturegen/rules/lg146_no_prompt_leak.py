"""LG146 no-prompt-leak: speech does not speak of what was ordered.

Why: 2.3% of 13,959 sections told the room that they meet "your requirements"; others name the passages or the JSON that
we sent. Mended: a paragraph at either end that is nothing else is dropped.

Also known as: S06

Bad:
    /closing: |-
        Can we find a card in a look or two and still throw new ones in anywhere?

        The presentation aligns with your requirements for clarity and smooth transitions.
    ---
    /opening: "The provided slide content is on halving. But suppose the shoebox is sorted by title."
    ---
    /frames/1/script: >-
        According to passage p2, insertion moves what comes after, but in practice that's the second bill, because
        each card has to go into its place.
    context: {words_per_minute: 110}
Good:
    /closing: The client's requirements say that the list is sorted. Does yours meet your requirements?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._markdown import Piece
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt, spoken
from lecturegen.rules._wrapper import LEAK_SIGNS, is_leak, spoken_blocks, without_wrapper
from lecturegen.schema import Severity

_SIGNS = (*LEAK_SIGNS, "passage", "[p")
_PASSAGE = re.compile(r"\bpassages? (p\d{1,4})\b|\[(p\d{1,4})\]", re.I)


@text_rule("LG146", "no-prompt-leak", Severity.ERROR, frozenset({Role.SPOKEN}), english=True, signs=_SIGNS)
def check(text: Text, context: Context) -> Iterator[Found]:
    for block in leaks(text.value):
        message = f"the room has ordered nothing: {excerpt(block.text)}"
        yield Found(text.where, message, "leave out what was asked for; say what the lecturer says", block.at)
    for match in _PASSAGE.finditer(spoken(text.value)) if context.passages else ():
        if (match[1] or match[2]).lower() in (context.passages or {}):
            message = f"{match[0]!r} is our name for the notes"
            yield Found(text.where, message, "name the thing, or say nothing about notes", match.span())


@check.mend
def drop(text: Text, context: Context) -> str:
    return without_wrapper(text.value, leaks)


def leaks(value: str) -> list[Piece]:
    parts = spoken_blocks(value)
    return [block for block in dict.fromkeys(parts[:1] + parts[-3:]) if is_leak(block.text)]
