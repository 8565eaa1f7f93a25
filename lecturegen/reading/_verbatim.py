"""Hide what must survive to the letter: code blocks, code spans and maths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lecturegen.reading._fences import QUOTED, is_closed, parsed_for_code
from lecturegen.reading._lines import Hidden, Line, is_hidden, rewrite

if TYPE_CHECKING:
    from markdown_it.token import Token

_CODE = r"(?<![\\`])(`+)(?!`)(?:[^`\n]|\n(?![ \t]*\n)|(?!\1(?!`))`+)+?(?<!`)\1(?!`)"
_MATHS = (
    r"\$\$(?:[^$]|\\\$|\$(?!\$)){1,4000}?\$\$",
    r"\\\[.{1,4000}?\\\]",
    r"\\begin\{(?P<name>[a-zA-Z]+\*?)\}.{1,4000}?\\end\{(?P=name)\}",
    r"\\\([^\n]{1,1000}?\\\)",
    r"(?<![\\$\w])\$(?![\s$])(?:[^$\n]{0,1000}?[^\s\\$])?\$(?![\w$])",  # not: costs $5 or $10
)
_SPANS = re.compile(_CODE)
_FORMULAS = re.compile("|".join(_MATHS), re.S)
_INDENTED_TAG = re.compile(r"\s*</?[a-zA-Z]+[\s>]")


def hide_verbatim(lines: Sequence[Line], hidden: Hidden) -> list[Line]:
    """The lines with code and maths behind marks; a displayed formula becomes a single line.

    Code blocks keep their fences and their number of lines, so the markdown parser still sees them as blocks.
    """
    out = list(lines)
    blocks: list[range] = []
    for token in parsed_for_code(lines):
        if token.type == "fence" and token.map:
            blocks.append(_hide_fence(out, token, hidden))
        elif token.type == "code_block" and token.map and not _INDENTED_TAG.match(token.content):
            blocks.append(range(*token.map))
            for row in blocks[-1]:
                out[row] = _hide_line(out[row], hidden)
    return list(_between(out, blocks, hidden))


def _between(lines: Sequence[Line], blocks: Sequence[range], hidden: Hidden) -> Iterator[Line]:
    """Hide spans and formulas in what lies between the code blocks."""
    row = 0
    for block in [*blocks, range(len(lines), len(lines))]:
        prose = rewrite(lines[row : block.start], _SPANS, lambda span, line: hidden.hide(span.group()))
        yield from rewrite(prose, _FORMULAS, lambda formula, line: hidden.hide(formula.group()))
        yield from lines[block.start : block.stop]
        row = block.stop


def protected(text: str) -> list[tuple[int, int]]:
    """Where code spans and formulas begin and end in ``text``."""
    return [found.span() for pattern in (_SPANS, _FORMULAS) for found in pattern.finditer(text)]


def _hide_fence(out: list[Line], token: Token, hidden: Hidden) -> range:
    """Hide the inside of a fence; return the rows of the whole."""
    first, end = token.map or (0, 0)
    quote = QUOTED.match(out[first].text)
    lead = quote[0] if quote else ""
    if any(is_hidden(out[row].text) for row in range(first + 1, end)):
        return range(first, end)
    closed = is_closed(token, out)
    for row in range(first + 1, end - closed):
        # an empty line is hidden too, lest it be squeezed out later
        out[row] = _hide_line(out[row], hidden) if out[row].text.strip("> ") else _empty(out[row], lead, hidden)
    if not closed and end - 1 > first:
        # inside a list or a quote the end of that closes it; the text needs a fence, but no row may be added
        out[end - 1] = out[end - 1]._replace(text=out[end - 1].text + hidden.hide(f"\n{lead}{token.markup}"))
    return range(first, end)


def _hide_line(line: Line, hidden: Hidden) -> Line:
    """The line with all behind its indentation and quote signs hidden."""
    quote = QUOTED.match(line.text)
    kept = quote[0] if quote else ""
    rest = line.text[len(kept) :]
    return line._replace(text=kept + hidden.hide(rest)) if rest.strip() else line


def _empty(line: Line, lead: str, hidden: Hidden) -> Line:
    return line._replace(text=lead + hidden.hide(""))
