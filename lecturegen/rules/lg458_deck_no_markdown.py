r"""LG458 deck-no-markdown: slides in LaTeX hold no markdown.

Why: `**bold**` is shown with its stars, and lines that begin with a dash run together into one paragraph. 2.1% of
65,095 machine-written frames had stars, fences or headings; lists of dashes were not counted there, and twelve decks
have 7 beside 14.

Also known as: T10

Not covered: code and formulas; a heading (`# Keys`) stops LaTeX, see LG462.

Bad:
    /frames/1/body: |2

        A **slot** for every key.
    ---
    /frames/1/body: |2

        ```python
        low = mid
        ```
    ---
    /frames/1/body: |2

        - A slot for every key
        - A list at every slot
Good:
    /frames/1/body: |2

        2**10 looks ``and'' so on
        - or not - % **
        $a**b**c$
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import first_few, pieces
from lecturegen.rules._tex import bare, structure
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck
from lecturegen.schema.tex import blanked

_RESIDUE = re.compile(
    r"(?P<bold>(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*\*(?![\w*]))"
    r"|^[ \t]*(?P<fence>```)"
    r"|^[ \t]*(?P<list>[-*•][ \t]+\S)[^\n]*(?:\n[ \t]*[-*•][ \t]+\S[^\n]*)+",
    re.M,
)
_HINTS = ("**", "```", "\n- ", " - ", "\n* ", " * ", "•")
_FIXES = {
    "bold": r"write \textbf{…}",
    "fence": r"set code between \begin{lstlisting} and \end{lstlisting}",
    "list": r"write \begin{itemize}, an \item each, and \end{itemize}",
}


@rule("LG458", "deck-no-markdown", Severity.WARNING, Scope.DECK, again=False)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for where, text in pieces(deck):
        if any(hint in text for hint in _HINTS):
            yield from first_few(_residue(where, text))


def _residue(where: str, text: str) -> Iterator[Found]:
    for found in _RESIDUE.finditer(blanked(bare(text), structure(text).maths)):
        what = found.lastgroup or "bold"
        yield Found(where, f"this is markdown: {excerpt(found[0], 6)}", _FIXES[what], found.span(what))
