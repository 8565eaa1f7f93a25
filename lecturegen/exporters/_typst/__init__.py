"""Markdown of ours -> expressions of Typst, and documents of them -> PDF.

Every text goes in as a string literal, so nothing in it can be markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from lecturegen.exporters._commonmark import DISPLAY_MATHS, INLINE_MATHS, parser
from lecturegen.exporters._formulas import formula
from lecturegen.exporters._mathml import NotMaths


def literal(text: str) -> str:
    """``text`` as a string of Typst. Control characters, which no font shows, are left out."""
    shown = "".join(sign for sign in text if sign == "\n" or sign.isprintable() or sign.isspace())
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def to_typst(markdown: str) -> str:
    """A code block whose value is the content of ``markdown``."""
    return _joined(_blocks(SyntaxTreeNode(_parser().parse(markdown))))


def inline(markdown: str) -> str:
    """The same for a text of one line."""
    return _joined(_spans(SyntaxTreeNode(_parser().parseInline(markdown))))


def code(text: str, language: str) -> str:
    named = f", lang: {literal(language)}" if language else ""
    return f"raw({literal(text)}, block: true{named})"


def maths(latex: str, *, display: bool) -> str:
    """A picture with the LaTeX as its alternative text, or the LaTeX where it cannot be drawn."""
    try:
        drawn = formula(latex, display=display)
    except NotMaths:
        return f"raw({literal(latex)}{', block: true' if display else ''})"
    given = f"bytes({literal(drawn.svg)}), {literal(latex)}, {drawn.height:.3f}em, {drawn.below:.3f}em"
    return f"{'displayed' if display else 'inlined'}({given})"


def table(header: list[str], rows: list[list[str]]) -> str:
    """Cells are expressions. Short rows are filled up."""
    width = max(map(len, [header, *rows]), default=1)

    def cells(row: list[str]) -> str:
        return ", ".join([*row, *["[]"] * (width - len(row))])

    body = "".join(f", {cells(row)}" for row in rows)
    return f"table(columns: {width}, table.header({cells(header)}){body})"


def template(name: str) -> str:
    return files("lecturegen.exporters._typst").joinpath(f"{name}.typ").read_text("utf-8")


@cache
def _parser() -> MarkdownIt:
    return parser()


def _joined(parts: Iterator[str]) -> str:
    return "{\n" + "".join(f"{part}\n" for part in parts) + "}"


def _blocks(node: SyntaxTreeNode) -> Iterator[str]:
    for child in node.children:
        match child.type:
            case "paragraph":
                yield _joined(_spans(child))
                yield "parbreak()"
            case "heading":
                yield f"block(strong({_joined(_spans(child))}))"
            case "bullet_list" | "ordered_list" as kind:
                items = ", ".join(_joined(_blocks(item)) for item in child.children)
                start = f"start: {child.attrs.get('start', 1)}, " if kind == "ordered_list" else ""
                yield f"{'enum' if kind == 'ordered_list' else 'list'}({start}{items})"
            case "blockquote":
                yield f"quote(block: true, {_joined(_blocks(child))})"
            case "fence" | "code_block":
                yield code(child.content.rstrip("\n"), next(iter(child.info.split()), ""))
            case "table":
                head, *body = [[_joined(_spans(cell)) for cell in row.children] for row in _rows(child)]
                yield table(head, body)
            case "hr":
                yield "line(length: 100%)"
            case kind if kind in DISPLAY_MATHS:
                yield maths(child.content.strip(), display=True)
            case _:
                yield literal(child.content)


def _rows(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for part in node.children:
        yield from part.children


def _spans(node: SyntaxTreeNode) -> Iterator[str]:
    for child in node.children:
        match child.type:
            case "inline":
                yield from _spans(child)
            case "text" | "html_inline":
                yield literal(child.content)
            case "softbreak":
                yield '" "'
            case "hardbreak":
                yield "linebreak()"
            case "code_inline":
                yield f"raw({literal(child.content)})"
            case "strong":
                yield f"strong({_joined(_spans(child))})"
            case "em":
                yield f"emph({_joined(_spans(child))})"
            case "s":
                yield f"strike({_joined(_spans(child))})"
            case "link":
                yield _joined(_spans(child))
            case kind if kind in INLINE_MATHS:
                yield maths(child.content, display=False)
            case kind if kind in DISPLAY_MATHS:
                yield maths(child.content.strip(), display=True)
            case _:
                yield literal(child.content)
