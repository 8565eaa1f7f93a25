"""Frame -> the blocks of markdown that its slide shows beside the bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lecturegen.exporters._base import tidy
from lecturegen.schema import Frame, Table


class Block(NamedTuple):
    """``content``: what is left of ``markdown`` without the signs around it."""

    content: str
    markdown: str


def blocks(frame: Frame) -> Iterator[Block]:
    """Code, maths, table: what of them the frame has."""
    if frame.code is not None and frame.code.text.strip():
        yield _code(frame.code.language, tidy(frame.code.text))
    if frame.maths.strip():
        content = tidy(frame.maths)
        yield Block(content, f"$$\n{content}\n$$")
    if frame.table is not None and (frame.table.header or frame.table.rows):
        content = _table(frame.table)
        yield Block(content, content)


def is_quoted(block: Block, script: str) -> bool:
    """Whether the script holds the lines of the block already; spacing and empty lines do not count."""
    wanted, there = _bare_lines(block.content), _bare_lines(script)
    return any(there[start : start + len(wanted)] == wanted for start in range(len(there) - len(wanted) + 1))


def _bare_lines(text: str) -> list[str]:
    """Lines without spaces, delimiters of display maths, and the length of a table's rule."""
    squeezed = ("".join(line.split()) for line in text.replace("$$", "\n").split("\n"))
    return [re.sub("-{2,}", "--", line) for line in squeezed if line]


def _code(language: str, content: str) -> Block:
    longest = max((len(run) for run in re.findall("`+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    name = next(iter(language.replace("`", "").split()), "")
    return Block(content, f"{fence}{name}\n{content}\n{fence}")


def _table(table: Table) -> str:
    """Rows are filled up to the same number of cells: short ones lose their place otherwise, long ones their end."""
    width = max(len(row) for row in (table.header, *table.rows))
    rows = [_row(row, width) for row in (table.header, *table.rows)]
    return "\n".join([rows[0], "| " + " | ".join(["---"] * width) + " |", *rows[1:]])


def _row(cells: tuple[str, ...], width: int) -> str:
    filled = [*cells, *[""] * (width - len(cells))]
    return "| " + " | ".join(_cell(cell) for cell in filled) + " |"


def _cell(text: str) -> str:
    # a bar ends the cell even inside code and maths; \| is read as a bar everywhere, so \\| is LaTeX's \|
    return " ".join(text.split()).replace("|", "\\|")
