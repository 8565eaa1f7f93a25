r"""LG460 deck-words-few: a slide shows at most 120 words.

Why: at twenty words read a minute beside listening (Alley) more could not be read in its two minutes, and it runs over
the edge of the page. 2.4% of 65,095 machine-written frames. Counted are title and text as LG422 counts them in ours.

Also known as: T12

Not covered: code, formulas and drawings, which are not read word by word; whether it fits, which depends on the theme.

Bad:
    /frames/1/body: &long "\nSort the box by title, and keep the half in which the card has to be, which is the front
      half here, because the list is sorted and E comes before M, and then ask the middle card of that half the same
      question, and of the half of that half, until nothing is left to be halved. Nine hundred cards become four hundred
      and fifty, then two hundred and twenty-five, and after ten looks nothing is left of the box, where going card by
      card would have taken up to nine hundred looks. And if the box is doubled it costs a single look more and not nine
      hundred more, because one halving undoes one doubling, and nothing else in this lecture is as cheap as that.\n"
Good:
    /frames/1/body: "\nSort the box by title, and keep the half in which the card has to be.\n"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._tex import words
from lecturegen.rules.lg422_slide_readable import WORDS
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck

MOST = Limit("LG460", "words", WORDS.usual, "words that a slide shows")


@rule("LG460", "deck-words-few", Severity.WARNING, Scope.DECK, again=False)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    most = MOST.of(context)
    for index, frame in enumerate(deck.frames):
        shown = len(words(frame.title)) + len(words(frame.body))
        if shown > most:
            yield Found(f"/frames/{index}/body", f"the slide shows {shown} words", f"show {most:g}, and say the rest")
