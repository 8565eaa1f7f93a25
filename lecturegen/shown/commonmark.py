"""The markdown that we read: CommonMark, tables, and maths between dollars or brackets. Raw HTML is text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar
from mdit_py_plugins.texmath import texmath_plugin

INLINE_MATHS = ("math_inline", "math_single")
DISPLAY_MATHS = ("math_inline_double", "math_block")
"""Kinds of tokens, as the plugins name them."""


def tree(markdown: str) -> SyntaxTreeNode:
    """Of blocks."""
    return SyntaxTreeNode(_reader().parse(markdown))


def inline_tree(markdown: str) -> SyntaxTreeNode:
    """Of a text of one line."""
    return SyntaxTreeNode(_reader().parseInline(markdown))


def table_rows(table: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    """The header's, and those of the body."""
    for part in table.children:
        yield from part.children


@cache
def _reader() -> MarkdownIt:
    return parser()


def parser() -> MarkdownIt:
    """A new one, for whoever gives it rules of its own."""
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    made.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    made.inline.ruler.at("math_inline", _dollars)
    return made.use(texmath_plugin, delimiters="brackets")


_plugins_own = math_inline_dollar(allow_space=False, allow_digits=False)


def _dollars(state: StateInline, silent: bool) -> bool:
    """The plugin looks for a digit before the first sign of a text, and finds the last one: "$n$ is 7" was no maths."""
    if state.pos:
        return _plugins_own(state, silent)
    given = state.src
    state.src = f"{given} "
    try:
        return _plugins_own(state, silent)
    finally:
        state.src = given
