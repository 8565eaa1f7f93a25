r"""LG462 deck-specials-escaped: _ and ^ stand in formulas, and # in code; in text they are escaped.

Why: "Missing $ inserted" and "macro parameter character #" stop LaTeX; the first sets the rest of the paragraph as a
formula on top. 113 of 65,095 machine-written frames had a bare underscore. Mended is the underscore of a name
(`learning_rate`), where nothing but the sign itself can have been meant.

Also known as: T14

Not covered: labels, links, file names and drawings, where they are allowed (`#` only in fragile frames). Not mended:
`x_1`, which may have been meant as a formula, and texts that open and close wrongly. The package underscore allows `_`
everywhere.

Bad:
    /frames/1/body: |2

        Set \texttt{learning_rate} first.
    ---
    /frames/0/title: O(2^n)
    ---
    /frames/1/body: |2

        # Keys
Good:
    /frames/0/body: |2

        Set \texttt{learning\_rate} in \url{https://example.org/a_b#c}, with $x_1^2$ and \ensuremath{y_1}.
        \newcommand{\look}[1]{#1}
        \begin{tikzpicture} \node (node_1) {}; \end{tikzpicture}
    /preamble: |
        \documentclass{beamer}
        \usepackage{tikz}
        \begin{document}
    ---
    /preamble: "\\usepackage{listings}\n\\usepackage{underscore}\n\\begin{document}\n"
    /frames/0/title: learning_rate
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import escaped, first_few, pieces, with_pieces
from lecturegen.rules._tex import bare, structure
from lecturegen.rules._tex_structure import Sign
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck

_ALLOWED = re.compile(r"\\usepackage[ \t]*(?:\[[^\]\n]*\])?[ \t]*\{[^{}\n]*\bunderscore\b")
_DEFINES = re.compile(r"\\(?:re)?new(?:command|environment)|\\providecommand|\\def(?![a-z])|\\foreach|\\NewDocument")
_NAME = re.compile(r"(?<![\w\\^$])[A-Za-z][A-Za-z0-9]+\\?_[A-Za-z0-9]{2,}(?:\\?_[A-Za-z0-9]+)*(?![\w^$])")


@rule("LG462", "deck-specials-escaped", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    allowed = bool(_ALLOWED.search(bare(deck.preamble)))
    for where, text in pieces(deck):
        yield from first_few(_bare_signs(where, text, allowed=allowed))


@check.mend
def escape(deck: Deck, context: Context) -> Deck:
    return deck if _ALLOWED.search(bare(deck.preamble)) else with_pieces(deck, _escape)


def _escape(text: str) -> str:
    if "_" not in text or structure(text).faults:
        return text
    names = [name.span() for name in _NAME.finditer(bare(text))]
    return escaped(
        text,
        (
            sign.start
            for sign in _unescaped(text, allowed=False)
            if sign.sign == "_" and any(start < sign.start < end for start, end in names)
        ),
    )


def _unescaped(text: str, *, allowed: bool) -> Iterator[Sign]:
    signs = [sign for sign in structure(text).signs if not sign.formula and sign.sign != "&"]
    defines = any(sign.sign == "#" for sign in signs) and _DEFINES.search(text)
    for sign in signs:
        if not (allowed and sign.sign == "_") and not (defines and sign.sign == "#"):
            yield sign


def _bare_signs(where: str, text: str, *, allowed: bool) -> Iterator[Found]:
    for sign in _unescaped(text, allowed=allowed):
        near = " ".join(text[max(0, sign.start - 20) : sign.start + 20].split())
        fix = {"_": r"write \_, or the formula between $ signs", "^": "write the formula between $ signs"}
        yield Found(
            where,
            f"{sign.sign} stands in open text: {quoted(near)}",
            fix.get(sign.sign, r"write \#"),
            (sign.start, sign.start + 1),
        )
