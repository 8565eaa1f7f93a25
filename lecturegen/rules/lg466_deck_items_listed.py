r"""LG466 deck-items-listed: every item stands in a list, every list has items, and no list stands four deep.

Why: LaTeX stops at each ("Lonely \item", "missing \item", "Too deeply nested"); Beamer has three levels of itemize and
enumerate, mixed or not. Two of the 32 frames in twelve machine-written decks at which pdflatex stopped.

Not covered: environments that are not known here, which may be lists; a list that a command fills; text before the
first item.

Bad:
    /frames/1/body: |2

        \begin{block}{Slots}
            \item A slot for every key
        \end{block}
    ---
    /frames/1/body: |2

        \begin{itemize}
            A slot for every key
        \end{itemize}
    ---
    /frames/1/body: |2

        \begin{itemize} \item a \begin{enumerate} \item b \begin{itemize} \item c
            \begin{enumerate} \item d \end{enumerate}
        \end{itemize} \end{enumerate} \end{itemize}
Good:
    /frames/1/body: |2

        \begin{itemize} \item a \begin{enumerate} \item b \begin{itemize} \item c
        \end{itemize} \end{enumerate} \end{itemize}
        \begin{itemize} \myitems \end{itemize}
        \begin{mylist} \item a \end{mylist}
    /preamble: |
        \documentclass{beamer}
        \usepackage{listings}
        \newenvironment{mylist}{\begin{itemize}}{\end{itemize}}
        \newcommand{\myitems}{\item a}
        \begin{document}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import first_few, pieces
from lecturegen.rules._tex import structure
from lecturegen.rules._tex_structure import Kind
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck


@rule("LG466", "deck-items-listed", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for where, text in pieces(deck):
        faults = (fault for fault in structure(text).faults if fault.kind is Kind.LIST)
        yield from first_few(Found(where, fault.message, fault.fix, (fault.start, fault.end)) for fault in faults)
