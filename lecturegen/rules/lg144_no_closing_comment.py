"""LG144 no-closing-comment: speech ends with speech, not with a remark about the script.

Why: 41.7% of 13,959 sections, and 98.5% of 1,138 weeks, ended on praise for their own text. Mended: one of the last
three paragraphs that is nothing else is dropped.

Also known as: S04

Bad:
    /closing: |-
        Can we find a card in a look or two and still throw new ones in anywhere?

        This script should provide a clear structure for presenting the slides on binary search.
    ---
    /frames/1/script: |-
        And here's the bill, but you know why it comes: because the box has to be sorted first.

        Feel free to adjust the wording to fit your own style.
    context: {words_per_minute: 110}
    ---
    /closing: >-
        Can we find a card at once? Good luck with your presentation, and mind the second bill, which comes with each
        new card.
Good:
    /closing: This script should exit with an error if the list isn't sorted. Does yours?
    ---
    /closing: Feel free to change the list, but keep it sorted. Can we throw new cards in anywhere?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._markdown import Piece
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt, sentences
from lecturegen.rules._wrapper import COMMENT_SIGNS, is_closing_comment, spoken_blocks, without_wrapper
from lecturegen.schema import Severity


@text_rule("LG144", "no-closing-comment", Severity.ERROR, frozenset({Role.SPOKEN}), english=True, signs=COMMENT_SIGNS)
def check(text: Text, context: Context) -> Iterator[Found]:
    for block in comments(text.value):
        message = f"this is about the script, not part of it: {excerpt(block.text)}"
        yield Found(text.where, message, "leave it out: the last sentence is the lecturer's", block.at)


@check.mend
def drop(text: Text, context: Context) -> str:
    return without_wrapper(text.value, comments)


def comments(value: str) -> list[Piece]:
    return [block for block in spoken_blocks(value)[-3:] if any(map(is_closing_comment, sentences(block.text)))]
