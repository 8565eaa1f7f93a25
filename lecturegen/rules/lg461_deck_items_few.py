r"""LG461 deck-items-few: a slide has at most ten items, those of lists in lists included.

Why: two to four are what is taken in while somebody speaks (Alley), and ten are more than a slide holds. 6.3% of 65,095
machine-written frames had more.

Also known as: T13

Not covered: how long they are (LG460).

Bad:
    /frames/1/body: |2

        \begin{itemize}
            \item 1 \item 2 \item 3 \item 4 \item 5 \item 6 \item 7 \item 8
            \begin{itemize}
                \item 9 \item 10 \item 11
            \end{itemize}
        \end{itemize}
Good:
    /frames/1/body: |2

        \begin{itemize}
            \item 1 \item 2 \item 3 \item 4 \item 5 \item 6 \item 7 \item 8 \item 9 \item 10 % \item 11
        \end{itemize}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._tex import structure
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck

MOST = Limit("LG461", "items", 10, "items on a slide")


@rule("LG461", "deck-items-few", Severity.WARNING, Scope.DECK, again=False)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    most = MOST.of(context)
    for index, frame in enumerate(deck.frames):
        items = structure(frame.body).items if r"\item" in frame.body else 0
        if items > most:
            fix = "keep the two to four that matter, or make two slides"
            yield Found(f"/frames/{index}/body", f"the slide has {items} items", fix)
