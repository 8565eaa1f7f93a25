"""Markdown of ours -> LaTeX that stops no lualatex.

Every sign of a text is escaped where it means something to LaTeX, so nothing in it can be a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files

from markdown_it.tree import SyntaxTreeNode

from lecturegen.exporters._latex._code import code_lines
from lecturegen.exporters._latex._maths import latex_maths
from lecturegen.exporters._latex._texts import escaped
from lecturegen.shown.commonmark import DISPLAY_MATHS, INLINE_MATHS, inline_tree, table_rows, tree
from lecturegen.shown.mathml import NotMaths

_LISTS = ("bullet_list", "ordered_list")
_DEEPEST = 3
"""Lists inside each other that Beamer can show."""
_OPTION = ("[", "<", "*")


def inline(markdown: str) -> str:
    """Of a text of one line."""
    return "".join(_spans(inline_tree(markdown))).strip()


def to_latex(markdown: str) -> str:
    return _blocks(tree(markdown), 0)


def bullets(texts: Sequence[str]) -> str:
    """A list. Lists inside a bullet stay lists; whatever else would be a block is a text of one line."""
    return _list("itemize", [_bullet(text) for text in texts])


def points(markdown: str) -> list[str]:
    """The texts of a bullet and of the lists inside it, one a line of the slide or more."""
    found = tree(markdown)
    if not _is_listed(found):
        return [markdown]
    return [node.children[0].content for node in found.walk() if node.type == "paragraph"]


def maths(latex: str, *, display: bool) -> str:
    """The formula, or its LaTeX as code where it cannot be set."""
    try:
        made = latex_maths(latex, display=display)
    except NotMaths:
        return code_lines(latex) if display else rf"\texttt{{{escaped(latex)}}}"
    return f"\\formula{{{made}}}" if display else f"\\({made}\\)"


def formulas(markdown: str) -> Iterator[tuple[str, bool]]:
    """LaTeX of each, and whether it is displayed."""
    for node in tree(markdown).walk():
        if node.type in INLINE_MATHS or node.type in DISPLAY_MATHS:
            yield node.content.strip(), node.type in DISPLAY_MATHS


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Cells are LaTeX. Short rows are filled up."""
    width = max(map(len, [header, *rows]), default=1)
    head = _row([_bold(cell) for cell in header], width)
    body = "\n".join(_row(row, width) for row in rows)
    lines = [
        f"\\begin{{tabulary}}{{\\linewidth}}{{{'L' * width}}}",
        r"\toprule",
        head,
        r"\midrule",
        body,
        r"\bottomrule",
    ]
    return "\n".join([*filter(None, lines), r"\end{tabulary}"])


def parted_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same as a line after the other, between which a page may end."""
    width = max(map(len, [header, *rows]), default=1)
    columns = f"*{{{width}}}{{p{{\\dimexpr\\linewidth/{width}-2\\tabcolsep}}}}"
    head = _row([_bold(cell) for cell in header], width) + r" \midrule"
    lines = [head, *(_row(row, width) for row in rows)]
    return "\n\n".join(f"\\rowline{{{columns}}}{{{line}}}" for line in lines)


def preamble() -> str:
    return files("lecturegen.exporters._latex").joinpath("preamble.tex").read_text("utf-8")


def _bold(cell: str) -> str:
    return rf"\textbf{{{cell}}}" if cell else ""


def _row(cells: Sequence[str], width: int) -> str:
    return " & ".join(map(_guarded, [*cells, *[""] * (width - len(cells))])) + r" \tabularnewline"


def _list(kind: str, items: Sequence[str]) -> str:
    entries = "\n".join(f"  \\item {_guarded(item)}" for item in items)
    return f"\\begin{{{kind}}}\n{entries}\n\\end{{{kind}}}"


def _guarded(text: str) -> str:
    """``text`` after a command that would take its beginning for an option."""
    return f"{{}}{text}" if text.startswith(_OPTION) else text


def _bullet(markdown: str) -> str:
    found = tree(markdown)
    return _blocks(found, 1) if _is_listed(found) else inline(markdown)


def _is_listed(node: SyntaxTreeNode) -> bool:
    """A paragraph, and lists of such below it."""
    if not node.children or node.children[0].type != "paragraph":
        return False
    return all(one.type in _LISTS and all(map(_is_listed, one.children)) for one in node.children[1:])


def _blocks(node: SyntaxTreeNode, depth: int) -> str:
    return "\n\n".join(filter(None, (_block(child, depth) for child in node.children)))


def _block(node: SyntaxTreeNode, depth: int) -> str:
    match node.type:
        case "paragraph":
            return "".join(_spans(node)).strip()
        case "heading":
            return rf"\textbf{{{''.join(_spans(node)).strip()}}}"
        case "bullet_list" | "ordered_list" if depth >= _DEEPEST:
            return "\n\n".join(_blocks(item, depth) for item in node.children)
        case "bullet_list" | "ordered_list" as kind:
            items = [_blocks(item, depth + 1) for item in node.children]
            return _list("enumerate" if kind == "ordered_list" else "itemize", items)
        case "blockquote" if depth >= _DEEPEST:
            return _blocks(node, depth)
        case "blockquote":
            return f"\\begin{{quote}}\n{_blocks(node, depth + 1)}\n\\end{{quote}}"
        case "fence" | "code_block":
            return code_lines(node.content)
        case "table":
            head, *body = [["".join(_spans(cell)).strip() for cell in row.children] for row in table_rows(node)]
            return table(head, body)
        case "hr":
            return r"\noindent\hrulefill"
        case kind if kind in DISPLAY_MATHS:
            return maths(node.content.strip(), display=True)
        case _:
            return escaped(node.content)


def _spans(node: SyntaxTreeNode) -> Iterator[str]:
    for child in node.children:
        match child.type:
            case "inline":
                yield from _spans(child)
            case "softbreak":
                yield "\n"
            case "hardbreak":
                yield "\\newline{}\n"
            case "code_inline":
                yield rf"\texttt{{{escaped(child.content)}}}"
            case "strong":
                yield rf"\textbf{{{''.join(_spans(child))}}}"
            case "em":
                yield rf"\emph{{{''.join(_spans(child))}}}"
            case "s":
                yield rf"\strikeThrough{{{''.join(_spans(child))}}}"
            case "link":
                yield rf"\href{{{_address(str(child.attrs['href']))}}}{{{''.join(_spans(child))}}}"
            case kind if kind in INLINE_MATHS:
                yield maths(child.content, display=False)
            case kind if kind in DISPLAY_MATHS:
                yield maths(child.content.strip(), display=True)
            case _:
                yield escaped(child.content)


def _address(link: str) -> str:
    """Of a link; the reader of markdown has written what is no ASCII as ``%`` and a number."""
    return re.sub(r"[%#&]", r"\\\g<0>", link.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D"))
