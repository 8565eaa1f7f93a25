"""The markdown that we read: CommonMark, tables, and maths between dollars or brackets. Raw HTML is text."""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.texmath import texmath_plugin

INLINE_MATHS = ("math_inline", "math_single")
DISPLAY_MATHS = ("math_inline_double", "math_block")
"""Kinds of tokens, as the plugins name them."""


def parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    made.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    return made.use(texmath_plugin, delimiters="brackets")
