"""An HTML tree -> markdown: what is no content goes, what markdown has no sign for is put into text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from lecturegen.reading._lines import IMAGE

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from markdownify import MarkdownConverter

MEDIA = ("picture", "img", "svg", "video", "audio", "iframe", "canvas", "object", "embed")
_FURNITURE = (
    "nav", "header", "footer", "aside", "script", "style", "noscript", "template", "button", "select", "input",
    "textarea", "dialog", "title", ".headerlink", ".anchor-link", ".mwe-math-fallback-image-inline",
    ".mwe-math-fallback-image-display", ".mw-editsection", ".jp-InputPrompt",
    ".jp-OutputPrompt", ".input_prompt", ".output_prompt",
)  # fmt: skip
_WRAPPERS = ("main", "center", "figure", "details", "form", "fieldset", "address", "hgroup", "body", "figcaption")
_ORDINAL = re.compile(r"st|nd|rd|th|er|e|o|a|TM|®|™", re.I)


def tidy(soup: BeautifulSoup, dropped: Callable[[Tag], None]) -> None:
    """Make ``soup`` ready for ``to_markdown``, in place. ``dropped`` is told of every image, video and the like."""
    from bs4.element import PreformattedString

    for string in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        string.extract()
    _maths(soup)
    for tag in soup.select(",".join(_FURNITURE)):
        tag.decompose()
    for tag in soup.find_all(MEDIA):
        if not tag.decomposed:
            dropped(tag)
            for inner in tag.find_all(True):
                inner.decompose()
            tag.replace_with(IMAGE)
    _small_signs(soup)
    _definitions(soup)
    for tag in soup.find_all(_WRAPPERS):
        tag.name = "div"
    for tag in soup.find_all("summary"):
        tag.name = "p"
    for cell in soup.find_all(("td", "th")):
        for string in cell.find_all(string=re.compile(r"\|")):
            string.replace_with(string.replace("|", "\\|"))


def title_of(soup: BeautifulSoup) -> str:
    """The title of the page, on one line; empty without one."""
    tag = soup.find("title")
    return " ".join(tag.get_text().split()) if tag else ""


def to_markdown(soup: BeautifulSoup) -> str:
    """Markdown with ATX headings, ``-`` lists and fenced code."""
    text: str = _converter().convert_soup(soup)
    return text


@cache
def _converter() -> MarkdownConverter:
    from markdownify import MarkdownConverter

    return MarkdownConverter(
        heading_style="atx",
        bullets="-",
        code_language_callback=_language,
        # the text may be markdown or LaTeX itself, where a backslash is no escape
        escape_asterisks=False,
        escape_underscores=False,
        table_infer_header=True,
    )


def _language(pre: Tag) -> str:
    for tag in (pre, pre.find("code"), pre.parent):
        for name in tag.get_attribute_list("class") if tag else ():
            if name and (found := re.fullmatch(r"(?:language|lang|highlight|brush:?)-([\w+#-]+)", name)):
                return found[1]
    return ""


def _maths(soup: BeautifulSoup) -> None:
    """TeX source in place of what MathJax and KaTeX made of it."""
    for tag in soup.select("script[type^='math/tex']"):
        _put_maths(tag, tag.get_text(), display="display" in str(tag.get("type")))
    for tag in soup.select(".katex, mjx-container, math"):
        source = tag.find("annotation", attrs={"encoding": "application/x-tex"})
        if not tag.decomposed and source:
            outside = tag.parent.get_attribute_list("class") if tag.parent else []
            _put_maths(tag, source.get_text(), "katex-display" in outside or tag.get("display") in {"block", "true"})


def _put_maths(tag: Tag, source: str, display: bool) -> None:
    fence = "$$" if display else "$"
    tag.replace_with(f"{fence}{' '.join(source.split())}{fence}")


def _small_signs(soup: BeautifulSoup) -> None:
    """``x<sup>2</sup>`` is x^2, not x2; ``1<sup>st</sup>`` stays 1st."""
    for tag in soup.find_all(("sub", "sup")):
        text = tag.get_text().strip()
        if text and not _ORDINAL.fullmatch(text):
            sign = "_" if tag.name == "sub" else "^"
            tag.replace_with(f"{sign}{text}" if re.fullmatch(r"\w+", text) else f"{sign}({text})")
        else:
            tag.unwrap()


def _definitions(soup: BeautifulSoup) -> None:
    """A definition list becomes a list of ``**term**: definition``."""
    for names in soup.find_all("dl"):
        names.name = "ul"
        term = None
        for tag in names.find_all(("dt", "dd")):
            if tag.name == "dt":
                term = tag
                tag.name = "li"
                bold = soup.new_tag("strong")
                bold.extend(list(tag.contents))
                tag.append(bold)
            elif term:
                term.append(": " if len(term.contents) == 1 else "; ")
                term.extend(list(tag.contents))
                tag.decompose()
            else:
                tag.name = "li"
