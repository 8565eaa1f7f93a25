"""A passage's markdown -> blocks: paragraphs, lists, code, formulas, tables; emphasis, links and images taken off.

Not covered: footnotes and definition lists; they are read as paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from lecturegen.llm.offline.language import tight
from lecturegen.schema import Code, Table


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph on one line. ``label``: its bold lead (``**Mistake:** People …``), without the colon."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    text: str
    below: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Entry, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    latex: str


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


Block = Prose | Listing | Formula | Heading | Code | Table

_SHOWN_MATHS = re.compile(r"^[ \t]*\$\$(.+?)\$\$[ \t]*$|^[ \t]*\\\[(.+?)\\\][ \t]*$", re.M | re.S)
_INLINE_MATHS = re.compile(r"\$\$?(?=\S)((?:\\.|[^$\\\n]){0,400}?)(?<=\S)\$\$?(?!\d)|\\\((.{1,400}?)\\\)")
_MARK = "\ue000{}\ue001"
_MARKED = re.compile("\ue000(\\d+)\ue001")
_MATHS_FENCE = "maths-shown"
# a lead may be bold with its colon inside or outside, or, in a list, a few plain words before a colon
_COLON = re.compile(r"^\s*[:：]\s*|^\s+[–—-]\s+")
_PLAIN_LEAD = re.compile(r"^([A-ZÄÖÜÉÀ][^:.;!?\n]{1,60}):\s+(?=\S)")
# "held fixed.[1]": the mark of a footnote, which nobody says; behind a word it may be an index
_FOOTNOTE = re.compile(r"(?<=[.,;:!?)”\"])(?:\[\d{1,3}\])+(?!\()")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u20e3\u200d]+")


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of markdown ``text``, in order."""
    reader = _Reader()
    return reader.read(text)


class _Reader:
    """Keeps maths aside while markdown is read: a backslash or an underscore means something else there."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def read(self, text: str) -> tuple[Block, ...]:
        text = _MARKED.sub("", text)
        text = _SHOWN_MATHS.sub(lambda m: f"\n```{_MATHS_FENCE}\n{self._keep(m[1] or m[2])}\n```\n", text)
        text = _INLINE_MATHS.sub(lambda m: self._keep(f"${(m[1] or m[2] or '').strip()}$"), text)
        return tuple(self._blocks(SyntaxTreeNode(_parser().parse(text)).children))

    def _keep(self, maths: str) -> str:
        self._kept.append(" ".join(maths.split()))
        return _MARK.format(len(self._kept) - 1)

    def _restored(self, text: str) -> str:
        return _MARKED.sub(lambda m: self._kept[int(m[1])], text)

    def _blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        for child in nodes:
            match child.type:
                case "paragraph":
                    label, text = self._labelled(child.children[0])
                    if text or label:
                        yield Prose(text, label)
                case "heading":
                    yield Heading(int(child.tag[1:]), self._inline(child.children[0]))
                case "bullet_list" | "ordered_list":
                    items = tuple(self._item(item) for item in child.children)
                    yield Listing(items, child.type == "ordered_list")
                case "fence" | "code_block":
                    yield self._fenced(child)
                case "table":
                    yield self._table(child)
                case "blockquote":
                    yield from self._blocks(child.children)
                case _:
                    pass  # rules and HTML are nothing to speak or show

    def _item(self, node: SyntaxTreeNode) -> Entry:
        children = node.children
        label = text = ""
        if children and children[0].type == "paragraph":
            label, text = self._labelled(children[0].children[0])
            if not label and (lead := _PLAIN_LEAD.match(text)) and len(lead[1].split()) <= 7:
                label, text = lead[1], text[lead.end() :]
            children = children[1:]
        return Entry(_tidy(label), text, tuple(self._blocks(children)))

    def _fenced(self, node: SyntaxTreeNode) -> Block:
        language, text = (node.info or "").strip().lower(), self._restored(node.content).strip("\n")
        return Formula(text.strip()) if language == _MATHS_FENCE else Code(language=language, text=text)

    def _table(self, node: SyntaxTreeNode) -> Block:
        rows = [
            tuple(self._inline(cell.children[0]) if cell.children else "" for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return Table(header=rows[0], rows=tuple(rows[1:]))

    def _labelled(self, inline: SyntaxTreeNode) -> tuple[str, str]:
        """The bold lead of a paragraph, and the rest. A paragraph that is bold throughout is all lead."""
        parts = [child for child in inline.children if child.type not in ("html_inline", "image")]
        if parts and parts[0].type == "text" and not _EMOJI.sub("", parts[0].content).strip(" ABCD.\t"):
            parts = parts[1:]
        if not parts or parts[0].type != "strong":
            return "", self._inline(inline)
        lead, rest = self._inline(parts[0]), self._joined(parts[1:])
        if len(lead.split()) > 12:
            return "", self._inline(inline)
        if not rest or lead.endswith((":", "：")):
            return _tidy(lead), rest.lstrip(": ")
        if colon := _COLON.match(rest):
            return _tidy(lead), rest[colon.end() :]
        return "", self._inline(inline)

    def _inline(self, node: SyntaxTreeNode) -> str:
        return self._joined(node.children)

    def _joined(self, nodes: list[SyntaxTreeNode]) -> str:
        text = self._restored("".join(_flat(nodes)))
        return tight(" ".join(_EMOJI.sub(" ", _FOOTNOTE.sub("", text)).split()))


def _flat(nodes: list[SyntaxTreeNode]) -> Iterator[str]:
    for node in nodes:
        match node.type:
            case "text":
                yield node.content
            case "code_inline":
                yield f"`{node.content}`"
            case "softbreak" | "hardbreak":
                yield " "
            case "image" | "html_inline":
                continue
            case _:
                yield from _flat(node.children)


def _tidy(label: str) -> str:
    return label.strip().rstrip(":：").strip()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")
