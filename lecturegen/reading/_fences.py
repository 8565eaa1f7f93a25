"""Close the code blocks that a note forgot to close, where its text goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from lecturegen.reading._lines import Line
from lecturegen.reading._losses import Loss, Losses

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)*")
_HEADING = re.compile(r" {0,3}#{2,6}\s+\S")  # a single # may begin a comment
_OPENING = re.compile(r" {0,3}(?P<run>`{3,}|~{3,})[ \t]*[\w{.+-]")
_CODE_BLOCK = re.compile(r"`{3}|~{3}|\t| {4}")  # without one of these nothing begins a code block
_MOST = 100  # forgotten fences in one text; each costs a parse


@cache
def commonmark() -> MarkdownIt:
    """Blocks of CommonMark, and tables. HTML and link definitions are text: they have their own readers here."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["html_block", "reference", "inline"])


def parsed_for_code(lines: Sequence[Line]) -> Sequence[Token]:
    """The tokens of ``lines``; none if there is no code block: to parse is most of what reading takes."""
    text = "\n".join(line.text for line in lines)
    return commonmark().parse(text) if _CODE_BLOCK.search(text) else ()


def close_fences(lines: Sequence[Line], losses: Losses) -> list[Line]:
    """The lines with a closing fence wherever one was forgotten; each is told to ``losses``.

    A code block was forgotten if the text ends inside it, or if another opens inside it, which no code does. It is
    closed before the next heading, else before the next block, else at the end.
    """
    out = list(lines)
    for _ in range(_MOST):
        fences = (token for token in parsed_for_code(out) if token.type == "fence" and token.level == 0)
        found = next(((token, row) for token in fences if (row := _forgotten(token, out))), None)
        if found is None:
            break
        token, row = found
        first = (token.map or (0, 0))[0]
        losses.add(Loss.FENCE, out[first].first)
        out.insert(row, out[row - 1]._replace(text=token.markup))
    return out


def is_closed(fence: Token, lines: Sequence[Line]) -> bool:
    """Whether the last row of the code block is its closing fence."""
    first, end = fence.map or (0, 0)
    bare = QUOTED.sub("", lines[end - 1].text, count=1).rstrip()
    return end - 1 > first and set(bare) == {fence.markup[0]} and len(bare) >= len(fence.markup)


def _forgotten(fence: Token, lines: Sequence[Line]) -> int:
    """The row before which the code block should be closed; 0 if it is right as it is."""
    first, end = fence.map or (0, 0)
    inside = range(first + 1, end)
    another = next((row for row in inside if _opens_like(fence, lines[row].text)), 0)
    if is_closed(fence, lines) and not another:
        return 0
    heading = (row for row in inside if _HEADING.match(lines[row].text) and not lines[row - 1].text.strip())
    return next(heading, another or end)


def _opens_like(fence: Token, text: str) -> bool:
    opening = _OPENING.match(text)
    return opening is not None and opening["run"].startswith(fence.markup)
