r"""LG455 deck-environments-closed: what a frame opens it closes, and the frame itself is closed.

Why: LaTeX stops, mostly far below the place. 43 of 65,095 machine-written frames had another number of `\begin` than of
`\end`. They are matched here in their order, braces too, and code is not looked at. A fragile frame is read line by
line, and goes on to the end of the file if its `\end{frame}` shares the line with anything.

Also known as: T07

Not covered: formulas (LG467).

Bad:
    /frames/1/body: |2

        \begin{itemize}
            \item A slot for every key
    ---
    /frames/1/body: |2

        \begin{itemize}
            \item A slot for every key
        \end{itemze}
    ---
    /frames/1/body: |2

        A \textbf{slot for every key
    ---
    /frames/0/body: |2

        \begin{lstlisting}
        low = mid + 1
        \end{lstisting}
    ---
    /frames/1/closing: ""
    ---
    /frames/0/body: " Nine looks "
    ---
    /frames/1/below: "\n\\end{frame}\n\n"
Good:
    /frames/1/body: |2

        % \begin{itemize}
        A \{ for every \textbf{key {\small or slot}}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import first_few, pieces
from lecturegen.rules._tex import bare, hidden, structure
from lecturegen.rules._tex_structure import Kind
from lecturegen.rules.lg454_deck_code_fragile import ends_alone
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck

_BEGIN = len(r"\begin{frame}")
_END = re.compile(r"\\end[ \t]*\{frame\}")


@rule("LG455", "deck-environments-closed", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for where, text in pieces(deck):
        yield from first_few(_inside(where, text))
    for index, frame in enumerate(deck.frames):
        opening = f"/frames/{index}/opening"
        if not frame.closing:
            yield Found(opening, "the frame is never closed", r"put \end{frame} where it ends", (0, _BEGIN))
        elif frame.fragile and not ends_alone(frame):
            fix = r"put \end{frame} on a line of its own"
            yield Found(opening, r"the frame is fragile, and \end{frame} does not stand alone", fix, (0, _BEGIN))
        if r"\end" in frame.below and (stray := _END.search(bare(frame.below))):
            fix = r"put \begin{frame} where it begins, or leave it out"
            yield Found(f"/frames/{index}/below", r"\end{frame} closes nothing", fix, stray.span())


def _inside(where: str, text: str) -> Iterator[Found]:
    for fault in structure(text).faults:
        if fault.kind is Kind.NESTING:
            yield Found(where, fault.message, fault.fix, (fault.start, fault.end))
    for span in hidden(text):
        if not span.closed:
            begin = rf"\begin{{{span.name}}}"
            fix = rf"put \end{{{span.name}}} where it ends"
            yield Found(where, f"{begin} is not closed", fix, (span.start, span.start + len(begin)))
