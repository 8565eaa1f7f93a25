"""Markdown of ours -> HTML that stands by itself: raw HTML is shown as text, maths becomes MathML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from html import escape
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from lecturegen.shown.commonmark import DISPLAY_MATHS, INLINE_MATHS, parser
from lecturegen.shown.mathml import NotMaths, mathml


def to_html(markdown: str) -> str:
    """Blocks: paragraphs, lists, code, tables, display maths."""
    return str(_markdown().render(markdown))


def to_inline_html(markdown: str) -> str:
    """What stands in one line: emphasis, code and maths, without a paragraph around it."""
    return str(_markdown().renderInline(markdown))


def maths_html(latex: str, *, display: bool = True) -> str:
    """MathML, or the LaTeX itself where it cannot be shown."""
    try:
        return mathml(latex, display=display)
    except NotMaths:
        return f'<code class="latex">{escape(latex)}</code>'


def code_html(text: str, language: str) -> str:
    """With spans of Pygments' classes, if it knows the language."""
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return f'<pre tabindex="0"><code>{escape(text)}</code></pre>\n'
    return f'<pre tabindex="0"><code>{highlight(text, lexer, HtmlFormatter(nowrap=True)).rstrip()}</code></pre>\n'


@cache
def _markdown() -> MarkdownIt:
    made = parser()
    rules = cast(dict[str, Callable[..., str]], cast(RendererHTML, made.renderer).rules)
    rules |= {kind: partial(_maths, display=False) for kind in INLINE_MATHS}
    rules |= {kind: partial(_maths, display=True) for kind in DISPLAY_MATHS}
    rules |= {"fence": _fence, "th_open": _header_cell}
    return made


def _maths(tokens: Sequence[Token], at: int, *others: object, display: bool) -> str:
    made = maths_html(tokens[at].content.strip(), display=display)
    return f"<div>{made}</div>\n" if tokens[at].block else made


def _header_cell(tokens: Sequence[Token], at: int, *others: object) -> str:
    align = tokens[at].attrs.get("style")
    return f'<th scope="col" style="{escape(str(align))}">' if align else '<th scope="col">'


def _fence(tokens: Sequence[Token], at: int, *others: object) -> str:
    return code_html(tokens[at].content.rstrip("\n"), next(iter(tokens[at].info.split()), ""))
