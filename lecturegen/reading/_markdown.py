"""Lines of markdown -> blocks with their lines: headings, paragraphs, lists, quotes, tables, code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from lecturegen.reading._blocks import LISTS, Block, Kind, fenced
from lecturegen.reading._fences import close_fences, commonmark
from lecturegen.reading._html import inside_markdown
from lecturegen.reading._inline import bullets, plain
from lecturegen.reading._lines import Hidden, Line, without_marks
from lecturegen.reading._lists import list_block, piece, rows_of, with_plain_markers
from lecturegen.reading._losses import Loss, Losses
from lecturegen.reading._residue import set_apart
from lecturegen.reading._verbatim import hide_verbatim

if TYPE_CHECKING:
    from markdown_it.token import Token

_KINDS = {kind.value: kind for kind in Kind}
_NUMBERING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+)\s+(?=\S)")
_EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_CODE_SPAN = re.compile(r"(`+) ?(.+?) ?\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE_SIGN = re.compile(r"[{}=;<>\[\]_\\|$#%@*/+]|\(\)|^\s*(?:import|from|def|class|return|for|if|print)\b", re.M)
_METADATA = re.compile(r"[\w-]+:(?:\s.*)?|\s+.*|- .*|#.*|")


def blocks(lines: Sequence[Line], losses: Losses) -> list[Block]:
    """The blocks of a markdown text (a file or a cell), cleaned; what was left out is told to ``losses``."""
    hidden = Hidden()
    cleaned = hide_verbatim(close_fences(bullets(_without_metadata(lines, losses)), losses), hidden)
    # HTML may bring code and formulas of its own
    cleaned = hide_verbatim(inside_markdown(cleaned, losses), hidden)
    return list(_parse(set_apart(plain(cleaned, losses)), hidden))


def page_blocks(lines: Sequence[Line], losses: Losses) -> list[Block]:
    """The same for markdown that was made of a page of HTML."""
    hidden = Hidden()
    return list(_parse(set_apart(plain(hide_verbatim(lines, hidden), losses)), hidden))


def _without_metadata(lines: Sequence[Line], losses: Losses) -> Sequence[Line]:
    """The lines without a YAML block at the head of the file."""
    if not lines or lines[0].text.rstrip() != "---":
        return lines
    for row, line in enumerate(lines[1:60], 1):
        if line.text.rstrip() in {"---", "..."} and row > 1:
            losses.add(Loss.METADATA, lines[0].first)
            return lines[row + 1 :]
        if not _METADATA.fullmatch(line.text):
            break
    return lines


def _parse(lines: Sequence[Line], hidden: Hidden) -> Iterator[Block]:
    tokens = commonmark().parse("\n".join(line.text for line in lines))
    tops = [index for index, token in enumerate(tokens) if token.level == 0 and token.map and token.type in _KINDS]
    lines = with_plain_markers(lines, tokens)
    for index, after in pairwise([*tops, len(tokens)]):
        block = _block(tokens[index:after], lines, hidden)
        if without_marks(block.text).strip():
            yield block


def _block(tokens: Sequence[Token], lines: Sequence[Line], hidden: Hidden) -> Block:
    """The block that the first of ``tokens`` opens; the others are inside it."""
    kind = _KINDS[tokens[0].type]
    rows = rows_of(tokens[0], lines)
    if kind is Kind.HEADING:
        content = tokens[1].content
        if tokens[0].markup[0] == "#" or not _too_long_for_a_title(content):
            return Block(kind, _title(content, hidden), rows[0].first, rows[-1].last, int(tokens[0].tag[1:]))
        # a rule right under a paragraph, not a heading as the standard has it
        kind, rows = Kind.PARAGRAPH, rows[:-1]
    if kind is Kind.FENCE and not tokens[0].content.strip():
        return Block(kind, "", rows[0].first, rows[-1].last)
    if kind is Kind.CODE:
        return _indented(rows, hidden)
    if kind in LISTS:
        return list_block(kind, tokens, lines, hidden)
    if kind is Kind.PARAGRAPH:
        rows = [row._replace(text=" ".join(row.text.split())) for row in rows]
    whole = piece(rows, hidden)
    return Block(kind, whole.text, whole.first, whole.last)


def _indented(rows: Sequence[Line], hidden: Hidden) -> Block:
    """Indented text: in notes it may be prose that was only moved in; code gets fences."""
    text = piece(rows, hidden).text
    first, last = rows[0].first, rows[-1].last
    if _CODE_SIGN.search(text) is None and len(text.split()) > 3:
        return Block(Kind.PARAGRAPH, "\n".join(map(str.strip, text.split("\n"))), first, last)
    return Block(Kind.FENCE, fenced(text), first, last)


def _too_long_for_a_title(content: str) -> bool:
    return "\n" in content or len(content) > 100 or content.rstrip().endswith((".", "!", ";", ","))


def _title(content: str, hidden: Hidden) -> str:
    """Plain words: no numbering, no emphasis, no colon at the end."""
    bare = without_marks(content)
    while (inner := _EMPHASIS.sub(r"\2", bare)) != bare:
        bare = inner
    bare = _CODE_SPAN.sub(r"\2", hidden.show(_ESCAPE.sub(r"\1", bare)))
    title = " ".join(without_marks(bare).split())
    return _NUMBERING.sub("", title).rstrip(": ").strip()
