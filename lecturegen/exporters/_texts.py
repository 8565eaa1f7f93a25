"""Markdown -> what an LMS shows: HTML, or one line of plain text.

The first line of a text is words whatever it begins with, as it is in assessment.md, where it stands beside a sign: an
option "> 5 ms" is no quotation. HTML in markdown is text too. Maths is whatever ``Maths`` makes of it, and nothing else
is: what a page's MathJax would take for maths is written so that it does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.texmath import texmath_plugin

Maths = Callable[[str, bool], str]
"""LaTeX, and whether it is displayed -> HTML or text."""

# stands before the first line while it is parsed; punctuation, so that emphasis may begin after it
_BESIDE = "※"
_BLOCK_FIRST = ("```", "~~~", "$$", "\\[", "|")
_READ_AS_MATHS = re.compile(r"\\(?=[(\[])|\$(?=\$)")
_INLINE = {"paragraph_open", "paragraph_close", "heading_open", "heading_close", "inline", "math_block"}
# XML has no form for these, and no LMS shows them
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def mathjax(latex: str, display: bool) -> str:
    r"""HTML in which MathJax finds ``\(…\)`` or ``\[…\]``: Moodle, Anki."""
    shown = escape(latex, quote=False)
    return f"\\[{shown}\\]" if display else f"\\({shown}\\)"


def tex(latex: str, display: bool) -> str:
    r"""Plain text in a page where MathJax finds ``\(…\)``; there is no display in a line."""
    return f"\\({latex}\\)"


def bare(latex: str, display: bool) -> str:
    """Plain text where nothing renders maths: LaTeX without delimiters."""
    return latex


def html(text: str, maths: Maths = mathjax) -> str:
    """HTML of one or more blocks; images are shown as the words that stand for them."""
    if not text.strip():
        return ""
    prepared, beside = _prepared(text)
    rendered = str(_markdown().render(prepared, {"maths": maths})).rstrip("\n")
    return rendered.replace(_BESIDE, "", 1) if beside else rendered


def line(text: str, maths: Maths = tex) -> str:
    """The words of ``text`` in one line, without signs."""
    words = " ".join(
        _words(token.children or [], maths) if token.type == "inline" else _word(token, maths)
        for token in _tokens(text)
    )
    return " ".join(words.split())


def fits_a_line(text: str) -> bool:
    """Whether ``line`` loses nothing but emphasis: there are no lists, tables, quotations or blocks of code."""
    return all(token.type in _INLINE for token in _tokens(text))


def has_image(text: str) -> bool:
    return any(child.type == "image" for token in _tokens(text) for child in token.children or [])


def has_maths(text: str) -> bool:
    tokens = _tokens(text)
    return any(token.type.startswith("math_") for one in tokens for token in (one, *(one.children or [])))


def _prepared(text: str) -> tuple[str, bool]:
    stripped = text.lstrip()
    beside = not stripped.startswith(_BLOCK_FIRST)
    return (_BESIDE + stripped if beside else text.lstrip("\n")), beside


def _tokens(text: str) -> list[Token]:
    prepared, beside = _prepared(text)
    tokens = _markdown().parse(prepared)
    if beside:
        first = next(child for token in tokens for child in token.children or [] if _BESIDE in child.content)
        first.content = first.content.replace(_BESIDE, "", 1)
    return tokens


@cache
def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["lheading", "reference"])
    made.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    made.use(texmath_plugin, "brackets")
    for name in ("math_inline", "math_inline_double", "math_block"):
        made.add_render_rule(name, _render_maths)
    made.add_render_rule("text", _render_text)
    made.add_render_rule("image", _render_image)
    return made


def _render_maths(_: Any, tokens: Sequence[Token], index: int, __: Any, env: Any) -> str:
    token = tokens[index]
    shown: str = env["maths"](token.content.strip(), token.type != "math_inline")
    return f"<p>{shown}</p>\n" if token.type == "math_block" else shown


def _render_text(_: Any, tokens: Sequence[Token], index: int, __: Any, ___: Any) -> str:
    return as_text(tokens[index].content)


def _render_image(_: Any, tokens: Sequence[Token], index: int, __: Any, ___: Any) -> str:
    return as_text(f"[{tokens[index].content}]")


def as_text(text: str) -> str:
    """HTML of plain text, in which MathJax finds nothing."""
    return escape(_READ_AS_MATHS.sub("\\g<0>\x00", text), quote=False).replace("\x00", "<span></span>")


def _words(tokens: Sequence[Token], maths: Maths) -> str:
    words: list[str] = []
    target = ""
    for token in tokens:
        target = str(token.attrGet("href")) if token.type == "link_open" else target
        linked = token.type == "link_close" and token.info != "auto"
        words.append(f" ({target})" if linked else _word(token, maths))
    return "".join(words)


def _word(token: Token, maths: Maths) -> str:
    if token.type.startswith("math_"):
        return maths(token.content.strip(), token.type != "math_inline")
    if token.type == "image":
        return f"[{token.content}]"
    return "\n" if token.type in {"softbreak", "hardbreak"} else token.content
