r"""LG468 deck-breaks-plain: no line break is followed by a square bracket that is no length.

Why: `\\` takes what stands in square brackets behind it, on the next line too, for the space to leave, and LaTeX stops
("Missing number, treated as zero") where it is text. One of the 32 frames in twelve machine-written decks at which
pdflatex stopped: a drawing made of letters.

Not covered: displayed formulas, where a space parts them.

Bad:
    /frames/1/body: |2

        Slots \\
        [0] and [1]
Good:
    /frames/1/body: |2

        Slots \\[2pt] of \\{} [0] and \\[-0.5\baselineskip] of [1]
        \begin{align} a \\ [b] \end{align}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import first_few, pieces
from lecturegen.rules._tex import bare, structure
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck
from lecturegen.schema.tex import blanked

_LENGTH = r"[ \t]*[-+]?[ \t]{0,9}(?:[\d.,]{1,20}[ \t]{0,9}(?:pt|mm|cm|in|ex|em|bp|pc|dd|cc|sp|mu|\\)|\\)"
_BREAK = re.compile(rf"\\\\\*?[ \t]{{0,99}}\n?[ \t]{{0,99}}(\[(?!{_LENGTH})[^\[\]\n]{{0,80}}\]?)")


@rule("LG468", "deck-breaks-plain", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for where, text in pieces(deck):
        if r"\\" in text and "[" in text:
            yield from first_few(_bracketed(where, blanked(bare(text), structure(text).maths)))


def _bracketed(where: str, plain: str) -> Iterator[Found]:
    for found in _BREAK.finditer(plain):
        message = rf"\\ takes {quoted(' '.join(found[1].split()))} for a length"
        yield Found(where, message, r"write \\{} before the bracket", found.span(1))
