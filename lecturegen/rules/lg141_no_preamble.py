"""LG141 no-preamble: speech begins with speech, not with the model's answer to whoever asked.

Why: 22.9% of 13,959 sections, and 74.7% of 1,138 weeks, told the lecturer's audience that a script follows. Mended: a
first or second paragraph that is nothing else is dropped.

Also known as: S01

Bad:
    /opening: |-
        Certainly! Here's a comprehensive speaking script for your slide on binary search.

        Suppose the shoebox is sorted by title. What has one look told me?
    ---
    /frames/0/script: >-
        Below is a detailed speaking script for the slide. So I keep the front half and ask its middle card again,
        because the back half is out of the question.
    context: {words_per_minute: 100}
Good:
    /opening: Of course, a script that sorts the cards would be cheating. Suppose the shoebox is sorted by title.
    ---
    /opening: Okay. Suppose the shoebox is sorted by title. What has one look at the middle told me?
    ---
    /opening: Here's a shell script that counts the cards. But what has one look at the middle told me?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._markdown import Piece
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt, sentences
from lecturegen.rules._wrapper import OUR_TEXT_SIGNS, is_preamble, spoken_blocks, without_wrapper
from lecturegen.schema import Severity

_SIGNS = (*OUR_TEXT_SIGNS, "certainly", "absolutely", "of course", "sure thing")
_SERVILE = re.compile(r"\W*(?:certainly|absolutely|of course|sure thing)\W*", re.I)


@text_rule("LG141", "no-preamble", Severity.ERROR, frozenset({Role.SPOKEN}), english=True, signs=_SIGNS)
def check(text: Text, context: Context) -> Iterator[Found]:
    for block in preambles(text.value):
        message = f"this is an answer to us, not speech: {excerpt(block.text)}"
        yield Found(text.where, message, "leave it out: the first sentence is the lecturer's", block.at)


@check.mend
def drop(text: Text, context: Context) -> str:
    return without_wrapper(text.value, preambles)


def preambles(value: str) -> list[Piece]:
    return [b for b in spoken_blocks(value)[:2] if _SERVILE.fullmatch(b.text) or _offers(b.text)]


def _offers(block: str) -> bool:
    return any(map(is_preamble, sentences(block)[:3]))
