r"""LG457 deck-ampersands-escaped: & stands between the columns of a table, and is escaped everywhere else.

Why: "Misplaced alignment tab character &" stops LaTeX, and was the reason for 7 of the 32 frames in twelve decks at
which pdflatex stopped. 439 of 65,095 machine-written frames, most in a title ("Key points & conclusion"). Mended in
text, where nothing but the sign itself can have been meant; not in a formula, nor in a text that opens and closes
wrongly.

Also known as: T09

Not covered: environments that are not known here, and drawings; what stands between two frames.

Bad:
    /frames/1/title: Keys & slots
    ---
    /frames/1/body: |2

        \begin{itemize}
            \item A slot & a list
        \end{itemize}
    ---
    /frames/1/body: |2

        \begin{equation}
            a & b
        \end{equation}
Good:
    /frames/1/body: |2

        \begin{tabular}{ll}
            Key \& title & \url{https://example.org/?a=1&b=2} \\
        \end{tabular}
        \begin{mytable} a & b \end{mytable}
        $\begin{cases} a & b \end{cases}$
    /preamble: |
        \documentclass{beamer}
        \usepackage{listings}
        \newenvironment{mytable}{\begin{tabular}{ll}}{\end{tabular}}
        \begin{document}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import escaped, first_few, pieces, with_pieces
from lecturegen.rules._tex import structure
from lecturegen.rules._tex_structure import Sign
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck


@rule("LG457", "deck-ampersands-escaped", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for where, text in pieces(deck):
        if "&" in text:
            yield from first_few(_misplaced(where, text))


@check.mend
def escape(deck: Deck, context: Context) -> Deck:
    return with_pieces(deck, _escape)


def _escape(text: str) -> str:
    if "&" not in text or structure(text).faults:
        return text
    return escaped(text, (sign.start for sign in _unplaced(text) if not sign.formula))


def _unplaced(text: str) -> Iterator[Sign]:
    return (sign for sign in structure(text).signs if sign.sign == "&" and sign.known)


def _misplaced(where: str, text: str) -> Iterator[Found]:
    for sign in _unplaced(text):
        near = " ".join(text[max(0, sign.start - 20) : sign.start + 20].split())
        fix = r"put the formula into aligned" if sign.formula else r"write \&"
        yield Found(where, f"& stands in no table: {quoted(near)}", fix, (sign.start, sign.start + 1))
