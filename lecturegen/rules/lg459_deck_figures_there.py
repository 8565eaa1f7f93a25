r"""LG459 deck-figures-there: every figure that a deck shows lies beside it.

Why: LaTeX stops at a figure that it does not find. A model cannot draw, but it can write `\includegraphics`: 110 of
65,095 machine-written frames name a file that nobody has.

Also known as: T11

Not covered: decks that were read without their folder; names that a command makes up; what is in the file.

Bad:
    /frames/1/body: |2

        \includegraphics[width=0.6\textwidth]{slots.png} % Placeholder for a drawing of the slots
    context: {missing_figures: [slots.png]}
Good:
    /frames/1/body: |2

        \includegraphics[width=0.6\textwidth]{slots.png}
    ---
    /frames/1/body: |2

        A slot for every key. % \includegraphics{slots.png}
    context: {missing_figures: [slots.png]}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import pieces
from lecturegen.rules._tex import bare
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck
from lecturegen.schema.tex import figures


@rule("LG459", "deck-figures-there", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for where, text in pieces(deck) if context.missing_figures else ():
        for figure in figures(bare(text)):
            if figure.name in context.missing_figures:
                fix = "put the figure into the folder of the slides, or say in words what it was to show"
                yield Found(
                    where,
                    f"there is no figure {quoted(figure.name)} beside the slides",
                    fix,
                    (figure.start, figure.end),
                )
