r"""LG463 deck-headlines-distinct: no two frames of a deck have the same title.

Why: a title is how slides are told apart, by eye, by search and by screen reader (WCAG 2.4.2). 78.2% of 1,138 weeks had
one twice.

Also known as: T15

Not covered: frames without a title.

Bad:
    /frames/1/title: "Halving needs \\textbf{sorted} cards."
Good:
    /frames/1/title: Halving needs sorted cards (2)
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._tex import seen
from lecturegen.rules._words import normal, quoted
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck


@rule("LG463", "deck-headlines-distinct", Severity.WARNING, Scope.DECK, again=False)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    seen_on: dict[str, int] = {}
    for number, frame in enumerate(deck.frames, start=1):
        # a formula may be all that tells two titles apart
        title = normal(seen(frame.title) if "$" not in frame.title else frame.title)
        if title and (first := seen_on.setdefault(title, number)) != number:
            shown = quoted(" ".join(frame.title.split()))
            fix = "state what this frame establishes"
            yield Found(f"/frames/{number - 1}/title", f"frame {first} has the title {shown} too", fix)
