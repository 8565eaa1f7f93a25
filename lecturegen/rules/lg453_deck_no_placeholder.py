r"""LG453 deck-no-placeholder: nothing on a slide is left to be filled in.

Why: "[Insert exam date here]" went to a room. 0.8% of 13,959 machine-written sections had a placeholder in their LaTeX,
by the same words as LG320 looks for.

Also known as: T05

Not covered: comments, which nobody is shown; a figure that is not there is LG459, the title page LG464.

Bad:
    /frames/0/title: "[Insert a title]"
    ---
    /frames/1/body: |2

        \begin{itemize}
            \item Content goes here
        \end{itemize}
    ---
    /frames/1/body: |2

        He called it a ``slot''. [Insert an example of a ``slot'']
Good:
    /frames/1/body: |2

        % Content goes here
        Write \texttt{TODO} where you stop, and your own name on every card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import pieces
from lecturegen.rules._tex import seen
from lecturegen.rules._words import excerpt
from lecturegen.rules.lg320_no_placeholder import placeholder
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck

_SPACES = re.compile(r" [ \t]+|\t[ \t]*")  # but for the single ones


@rule("LG453", "deck-no-placeholder", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for where, text in pieces(deck):
        if at := placeholder_at(seen(text), context):
            message = f"this is left to be filled in: {excerpt(text[slice(*at)])}"
            yield Found(where, message, "write the thing itself, or leave it out", at)


def placeholder_at(plain: str, context: Context) -> tuple[int, int] | None:
    """Where the first placeholder stands. A backtick opens a quotation in LaTeX, and no code."""
    lines = _SPACES.sub(" ", plain).replace("`", "‘")
    found = placeholder(lines, context)
    if not found:
        return None
    place = re.search(r"\s+".join(map(re.escape, found[0].split())), plain.replace("`", "‘"))
    return place.span() if place else None
