"""The markdown that we read: CommonMark, tables, and maths between dollars or brackets. Raw HTML is text."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar
from mdit_py_plugins.texmath import texmath_plugin

INLINE_MATHS = ("math_inline", "math_single")
DISPLAY_MATHS = ("math_inline_double", "math_block")
"""Kinds of tokens, as the plugins name them."""


def parser() -> MarkdownIt:
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
