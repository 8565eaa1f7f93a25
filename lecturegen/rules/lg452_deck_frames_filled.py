r"""LG452 deck-frames-filled: every frame of a deck shows something beside its title.

Why: 49 of 65,095 machine-written frames held a title and at most a LaTeX comment, and the room stares at them for a
minute and a half. A frame is filled by a word, a formula, code, a figure, or a command that fills it (`\titlepage`).

Also known as: T04

Not covered: one to three words: "Any questions?" is a slide.

Bad:
    /frames/1/body: |2

        % Open the floor for questions
    ---
    /frames/1/body: |2

        \begin{center}
            \vspace{2cm}
        \end{center}
Good:
    /frames/1/body: |2

        Questions?
    ---
    /frames/1/body: |2

        \includegraphics[width=\textwidth]{shelves}
    ---
    /frames/1/body: |2

        \tableofcontents
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._tex import bare, hidden, seen, structure
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck

# whatever is no setting may show something
_LAYOUT = re.compile(
    r"\\(?:begin|end)[ \t]*\{[^{}\n]{1,40}\}|\\(?:label|[vh]space\*?|[vh]skip|setcounter|setlength|addtolength)"
    r"(?:\{[^{}\n]{0,80}\}){1,2}|\\(?:item|centering|pause|vfill|hfill|bigskip|medskip|smallskip|newline|par|noindent"
    r"|tiny|scriptsize|footnotesize|small|normalsize|large|Large|huge|Huge)(?![a-zA-Z])|\\\\"
)
_COMMAND = re.compile(r"\\[a-zA-Z]")


@rule("LG452", "deck-frames-filled", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for index, frame in enumerate(deck.frames):
        if not _shows(frame.body):
            name = f"the frame {seen(frame.title).strip()!r}" if frame.title.strip() else "the frame"
            yield Found(
                f"/frames/{index}/body", f"{name} shows nothing", "write what it is to show, or leave the frame out"
            )


def _shows(body: str) -> bool:
    if any(c.isalnum() for c in seen(body)) or structure(body).maths:
        return True
    code = any(span.name not in ("%", "comment") for span in hidden(body))
    return code or bool(_COMMAND.search(_LAYOUT.sub("", bare(body))))
