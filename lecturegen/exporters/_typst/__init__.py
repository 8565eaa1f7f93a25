"""Markdown of ours -> expressions of Typst, and documents of them -> PDF.

Every text goes in as a string literal, so nothing in it can be markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from unicodedata import category

from markdown_it.tree import SyntaxTreeNode

from lecturegen.exporters._formulas import formula
from lecturegen.shown.commonmark import DISPLAY_MATHS, INLINE_MATHS, inline_tree, table_rows, tree
from lecturegen.shown.letters import breaks
from lecturegen.shown.mathml import NotMaths

_UNSEEN = frozenset(("Cc", "Cs"))
_REFUSED = frozenset("\ufeff\ufffe")
"""Byte order marks, which PDF/UA refuses."""


def literal(text: str) -> str:
    """``text`` as a string of Typst. Control characters, which nothing shows, are left out."""
    shown = "".join(sign for sign in text if sign.isspace() or not (sign in _REFUSED or category(sign) in _UNSEEN))
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


ROOM = 26.0
"""Width of the narrowest text that is no cell of a table, a headline, in sizes of its letters: 859 points at 32."""
_SLIDE, _CELL, _INSETS = 859.2, 18.0, 16.2


def to_typst(markdown: str) -> str:
    """A code block whose value is the content of ``markdown``."""
    return _joined(_blocks(tree(markdown)))


def inline(markdown: str, room: float = ROOM) -> str:
    """The same for a text of one line. What is wider than ``room``, in sizes of its letters, breaks or is shrunk."""
    return _joined(_spans(inline_tree(markdown), room))


def cell_room(columns: int) -> float:
    """Of one of so many columns, in sizes of its letters; a page of the handout has as much, in its sizes."""
    return max(1.0, 0.95 * (_SLIDE / max(1, columns) - _INSETS) / _CELL)


def code(text: str, language: str) -> str:
    named = f", lang: {literal(language)}" if language else ""
    return f"raw({literal(text)}, block: true{named})"


def maths(latex: str, *, display: bool, room: float = ROOM) -> str:
    """A picture with the LaTeX as its alternative text, or the LaTeX where it cannot be drawn."""
    try:
        drawn = formula(latex, display=display)
    except NotMaths:
        return f"raw({literal(latex)}{', block: true' if display else ''})"
    fit = 1.0 if display else min(1.0, room / max(drawn.width, 0.1))
    given = f"bytes({literal(drawn.svg)}), {literal(latex)}, {fit * drawn.height:.3f}em, {fit * drawn.below:.3f}em"
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
                rows = list(table_rows(child))
                room = cell_room(max((len(row.children) for row in rows), default=1))
                head, *body = [[_joined(_spans(cell, room)) for cell in row.children] for row in rows]
                yield table(head, body)
            case "hr":
                yield "line(length: 100%)"
            case kind if kind in DISPLAY_MATHS:
                yield maths(child.content.strip(), display=True)
            case _:
                yield literal(child.content)


_BREAK = "; sym.zws; "


def _spans(node: SyntaxTreeNode, room: float = ROOM) -> Iterator[str]:
    for child in node.children:
        match child.type:
            case "inline":
                yield from _spans(child, room)
            case "text" | "html_inline":
                yield _BREAK.join(map(literal, breaks(child.content, room)))
            case "softbreak":
                yield '" "'
            case "hardbreak":
                yield "linebreak()"
            case "code_inline":
                yield _BREAK.join(f"raw({literal(piece)})" for piece in breaks(child.content, room, code=True))
            case "strong":
                yield f"strong({_joined(_spans(child, room))})"
            case "em":
                yield f"emph({_joined(_spans(child, room))})"
            case "s":
                yield f"strike({_joined(_spans(child, room))})"
            case "link":
                yield _joined(_spans(child, room))
            case kind if kind in INLINE_MATHS:
                yield maths(child.content, display=False, room=room)
            case kind if kind in DISPLAY_MATHS:
                yield maths(child.content.strip(), display=True)
            case _:
                yield literal(child.content)
