"""HTML, whole pages or elements inside markdown -> lines of markdown.

Inside markdown only tags that HTML knows count: ``<EOS>`` or ``vector<int>`` is text. So is ``<s>``, which notes on
language models write for a token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from lecturegen.reading._html_tree import MEDIA, tidy, title_of, to_markdown
from lecturegen.reading._lines import Line, rewrite
from lecturegen.reading._losses import Loss, Losses, NotText

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_HOLD_MARKDOWN = "div details section article center main figure p blockquote header footer nav aside address".split()
_BLOCKS = [*_HOLD_MARKDOWN, *"table ul ol dl pre h1 h2 h3 h4 h5 h6 hr".split()]
_PARTS = (
    "a abbr b big br cite code del em font i img ins kbd mark q samp small span strong sub sup tt u html head body "
    "summary figcaption thead tbody tfoot tr td th li dt dd col colgroup caption video audio iframe embed source"
).split()


def _names(names: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + r")(?![\w-])"


_INSIDE = (
    r"(?:\s+[\w:@.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)"
    r"|\s+(?:open|hidden|controls|nowrap|reversed|allowfullscreen))*\s*/?>"
)
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>{_names([*_BLOCKS, *_PARTS])}){_INSIDE}", re.I)
_NO_TAG = re.compile(rf"<(?!/?{_names([*_BLOCKS, *_PARTS])}{_INSIDE})", re.I)
_BLOCK = re.compile(rf"\s*<(?P<name>{_names(_BLOCKS)})", re.I)
_COMMENT = re.compile(r"<!--.*?-->|<!doctype[^>]*>|<\?xml[^>]*\?>", re.S | re.I)
_SEALED = _names([*(name for name in MEDIA if name != "img"), "script", "style", "math"])
_OPAQUE = re.compile(rf"<(?P<name>{_SEALED})[^<>]*(?:/>|>.*?</(?P=name)\s*>)", re.S | re.I)
_SPLIT_TAG = re.compile(rf"<{_names([*_BLOCKS, *_PARTS])}[^<>\n]*(?:\n(?![ \t]*\n)[^<>\n]*)+>", re.I)
_BEFORE = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(?:#{1,6}\s+)?")
_REACH = 1000  # lines within which an element must close, or a stray tag would make reading quadratic

# In a page every line of text begins with its row, so that the row is known however the text is rearranged.
_TOKEN = re.compile(r"<!--.*?-->|<[A-Za-z/!?][^>]*>|\n|[^<\n]+|<", re.S)
_ROW = re.compile("\ue006([0-9]+)\ue007")


def page(lines: Sequence[Line], losses: Losses) -> list[Line]:
    """A whole HTML file as markdown. Without a heading of level 1, the title of the page is one."""
    title = title_of(_soup("\n".join(line.text for line in lines)))
    converted = list(_convert(lines, losses))
    if title and not any(line.text.startswith("# ") for line in converted):
        first = lines[0].first
        return [Line(f"# {title}", first, first), Line("", first, first), *converted]
    return converted


def inside_markdown(lines: Sequence[Line], losses: Losses) -> list[Line]:
    """Markdown with its HTML elements, tags and comments turned into markdown."""
    lines = rewrite(lines, _COMMENT, lambda comment, line: "")
    lines = rewrite(lines, _OPAQUE, lambda element, line: _inline(element.group(), line, losses))
    lines = rewrite(lines, _SPLIT_TAG, lambda tag, line: tag.group().replace("\n", " "))
    tags = [[(tag["name"].lower(), tag["close"]) for tag in _TAG.finditer(line.text)] for line in lines]
    out: list[Line] = []
    row = 0
    while row < len(lines):
        if end := _end_of_element(lines, tags, row):
            out += _element(lines[row:end], losses)
            row = end
        else:
            out.append(_without_tags(lines[row], losses) if tags[row] else lines[row])
            row += 1
    return out


def _end_of_element(lines: Sequence[Line], tags: Sequence[Sequence[tuple[str, str]]], row: int) -> int:
    """The row after the block element that begins in ``row``; 0 if none does. ``tags``: name and slash, by row.

    Around blank lines, an element that may hold markdown does: it is not converted, its tags just go.
    """
    opening = _BLOCK.match(lines[row].text)
    if opening is None or not tags[row]:
        return 0
    name, depth = opening["name"].lower(), 0
    for end in range(row, min(row + _REACH, len(lines))):
        if name in _HOLD_MARKDOWN and not lines[end].text.strip():
            return 0
        depth += sum(-1 if slash else 1 for tag, slash in tags[end] if tag == name)
        if depth <= 0 or name == "hr":
            return end + 1
    return 0


def _element(lines: Sequence[Line], losses: Losses) -> Iterator[Line]:
    indent = lines[0].text[: len(lines[0].text) - len(lines[0].text.lstrip())]
    yield lines[0]._replace(text="")
    for line in _convert([line._replace(text=_NO_TAG.sub("&lt;", line.text)) for line in lines], losses):
        yield line._replace(text=(indent + line.text).rstrip())
    yield lines[-1]._replace(text="")


def _without_tags(line: Line, losses: Losses) -> Line:
    """One line of markdown without its tags; what stands before the text (list marker, quote) stays."""
    before = _BEFORE.match(line.text)
    at = before.end() if before else 0
    text = _inline(_NO_TAG.sub("&lt;", line.text[at:]), line, losses)
    return line._replace(text=(line.text[:at] + text).rstrip())


def _inline(html: str, line: Line, losses: Losses) -> str:
    return " ".join(_markdown(html, lambda row: losses.add(Loss.IMAGE, line.first)).split())


def _convert(lines: Sequence[Line], losses: Losses) -> Iterator[Line]:
    def drop(row: int) -> None:
        losses.add(Loss.IMAGE, lines[min(row, len(lines)) - 1].first)

    first, last = lines[0].first, lines[0].last
    for text in _markdown(_with_rows("\n".join(line.text for line in lines)), drop).split("\n"):
        if rows := [lines[int(row)] for row in _ROW.findall(text)]:
            first, last = min(line.first for line in rows), max(line.last for line in rows)
        yield Line(_ROW.sub("", text).rstrip(), first, last)


def _markdown(html: str, dropped: Callable[[int], None]) -> str:
    """``dropped`` is told the row (from 1) of each image. Raises NotText."""
    try:
        soup = _soup(html)
        tidy(soup, lambda tag: dropped(tag.sourceline or 1))
        return to_markdown(soup)
    except RecursionError:
        raise NotText("holds HTML that is nested too deeply; give its text as markdown") from None


def _with_rows(html: str) -> str:
    out: list[str] = []
    row, marked = 0, False
    for token in _TOKEN.findall(html):
        if token == "\n":
            marked = False
        elif not token.startswith("<") and not marked and token.strip():
            at = len(token) - len(token.lstrip())
            token = f"{token[:at]}\ue006{row}\ue007{token[at:]}"
            marked = True
        row += token.count("\n")
        out.append(token)
    return "".join(out)


def _soup(html: str) -> BeautifulSoup:
    import warnings

    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        # a note may well consist of one word or one address
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(html, "html.parser")
