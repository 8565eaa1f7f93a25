"""A list of markdown -> a block with its items as pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from lecturegen.reading._blocks import LISTS, LONGEST, Block, Kind, Piece
from lecturegen.reading._lines import Hidden, Line

if TYPE_CHECKING:
    from markdown_it.token import Token

_ITEM = re.compile(r"^(?P<before>[\s>]*)(?:[-*+]|(?P<number>\d+)[.)])(?:[ \t]{1,4}(?=\S)|\s*$)")
_BLANKS = re.compile(r"\n(?:[ \t]*\n){2,}")
_ALONE = {"paragraph_open", *(kind.value for kind in LISTS)}


def with_plain_markers(lines: Sequence[Line], tokens: Sequence[Token]) -> list[Line]:
    """The lines with ``- `` or ``1. `` before every item."""
    out = list(lines)
    for token in tokens:
        if token.type == "list_item_open" and token.map:
            row = token.map[0]
            out[row] = out[row]._replace(text=_ITEM.sub(_marker, out[row].text))
    return out


def _marker(item: re.Match[str]) -> str:
    return f"{item['before']}{item['number'] + '.' if item['number'] else '-'} "


def list_block(kind: Kind, tokens: Sequence[Token], lines: Sequence[Line], hidden: Hidden) -> Block:
    """The list that the first of ``tokens`` opens."""
    blanks = not _tight(tokens)
    pieces: list[Piece] = []
    for index, token in enumerate(tokens):
        if token.type == "list_item_open" and token.level == 1:
            item = piece(rows_of(token, lines), hidden, blanks)
            inside = tokens[index : _end(tokens, index)]
            pieces += [item] if len(item.text) <= LONGEST else _cut(token, inside, lines, hidden)
    whole = piece(rows_of(tokens[0], lines), hidden, blanks)
    return Block(kind, whole.text, whole.first, whole.last, pieces=tuple(piece for piece in pieces if piece.text))


def rows_of(token: Token, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a block, without empty ones around it."""
    first, end = token.map or (0, 0)
    return _trimmed(lines[first:end])


def piece(rows: Sequence[Line], hidden: Hidden, blanks: bool = True) -> Piece:
    """The text of ``rows``, moved left as far as its first row stands in; empty rows go unless ``blanks``."""
    if not blanks:
        rows = [row for row in rows if row.text.strip()] or rows[:1]
    indent = len(rows[0].text) - len(rows[0].text.lstrip())
    moved = [row.text[min(indent, len(row.text) - len(row.text.lstrip())) :].rstrip() for row in rows]
    shown = hidden.show(_BLANKS.sub("\n\n", "\n".join(moved)))
    return Piece("\n".join(row.rstrip() for row in shown.split("\n")), rows[0].first, rows[-1].last)


def _tight(tokens: Sequence[Token]) -> bool:
    """Whether no item holds more than a paragraph and lists below it, so that it needs no empty lines."""
    for index, token in enumerate(tokens):
        if token.type == "list_item_open":
            level = token.level + 1
            inside = [t.type for t in tokens[index : _end(tokens, index)] if t.level == level and t.map]
            if not set(inside) <= _ALONE or "paragraph_open" in inside[1:]:
                return False
    return True


def _end(tokens: Sequence[Token], start: int) -> int:
    """The index behind the token that closes ``tokens[start]``."""
    level = tokens[start].level
    return next(i for i in range(start + 1, len(tokens)) if tokens[i].level == level and tokens[i].nesting == -1) + 1


def _cut(item: Token, inside: Sequence[Token], lines: Sequence[Line], hidden: Hidden) -> Iterator[Piece]:
    """A long item, cut where a block inside it begins; tables, quotes and code stay whole."""
    first, end = item.map or (0, 0)
    cuts, whole = [first], first
    for token in inside:
        if token.map and token.map[0] > cuts[-1] and token.map[0] >= whole and token.type != "inline":
            cuts.append(token.map[0])
            if token.type in {"table_open", "blockquote_open"}:
                whole = token.map[1]
    for start, stop in pairwise([*cuts, end]):
        yield piece(_trimmed(lines[start:stop]), hidden)


def _trimmed(rows: Sequence[Line]) -> Sequence[Line]:
    filled = [index for index, row in enumerate(rows) if row.text.strip()]
    return rows[filled[0] : filled[-1] + 1] if filled else rows[:1]
