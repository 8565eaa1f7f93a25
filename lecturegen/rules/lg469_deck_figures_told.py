r"""LG469 deck-figures-told: a figure of a deck has words in its place: `alt={…}`, or a caption beside it.

Why: who does not see it hears the words instead (WCAG 2.2, 1.1.1). `\includegraphics[alt={…}]` is what tagged PDF
takes them from; a caption at least is read out.

Not covered: names that a command makes up; drawings in TikZ.

Bad:
    /frames/1/body: |2

        \includegraphics[width=0.6\textwidth]{slots.png}
Good:
    /frames/1/body: |2

        \includegraphics[width=0.6\textwidth, alt={Ten slots, two of them with a list}]{slots.png}
    ---
    /frames/1/body: |2

        \begin{figure}
        \includegraphics{slots.png}
        \caption{Ten slots, two of them with a list}
        \end{figure}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import first_few, pieces
from lecturegen.rules._tex import bare
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck
from lecturegen.schema.tex import figures

_TOLD = re.compile(r"\\includegraphics\*?[ \t]*(?:<[^<>\n]*>[ \t]*)?\[[^\[\]]*\balt[ \t]*=[ \t]*\{?[ \t]*[^\s{},\]]")


@rule("LG469", "deck-figures-told", Severity.WARNING, Scope.DECK, again=False)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for where, text in pieces(deck):
        if "\\includegraphics" in text and "\\caption" not in text:
            yield from first_few(_untold(where, bare(text)))


def _untold(where: str, text: str) -> Iterator[Found]:
    for figure in figures(text):
        start = text.rfind("\\includegraphics", 0, figure.start)
        if not _TOLD.match(text, start):
            told = f"the figure {quoted(figure.name)} has no words in its place"
            yield Found(where, told, "say what it shows: alt={…}", (figure.start, figure.end))
