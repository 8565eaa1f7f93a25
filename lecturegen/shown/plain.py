"""Markdown -> runs of text for programs that know no markdown: what is bold, slanted, code or maths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from lecturegen.shown.commonmark import DISPLAY_MATHS, INLINE_MATHS, inline_tree


class Run(NamedTuple):
    """A stretch of text of one look. Maths is its LaTeX. ``level``: 1 is raised, -1 lowered."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    maths: bool = False
    level: int = 0


def runs(markdown: str) -> list[Run]:
    """Of a text of one line."""
    return [run for run in _runs(inline_tree(" ".join(markdown.split())), Run("")) if run.text]


def plain(markdown: str) -> str:
    return "".join(run.text for run in runs(markdown))


def _runs(node: SyntaxTreeNode, look: Run) -> Iterator[Run]:
    for child in node.children:
        match child.type:
            case "inline" | "link" | "s":
                yield from _runs(child, look)
            case "strong":
                yield from _runs(child, look._replace(bold=True))
            case "em":
                yield from _runs(child, look._replace(italic=True))
            case "code_inline":
                yield look._replace(text=child.content, code=True)
            case kind if kind in (*INLINE_MATHS, *DISPLAY_MATHS):
                yield look._replace(text=child.content, maths=True)
            case "softbreak" | "hardbreak":
                yield look._replace(text=" ")
            case _:
                yield look._replace(text=child.content)
