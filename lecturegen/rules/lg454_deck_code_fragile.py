r"""LG454 deck-code-fragile: a frame that shows code is fragile.

Why: Beamer reads a frame as an argument, and in an argument verbatim text cannot be read: pdflatex stops at the
frame, or at the end of the file. 135 of 65,095 machine-written frames. Mended by the option, which changes no word of
the frame.

Also known as: T06

Not covered: `\lstinline`, which works without; environments for code that the preamble makes. Not mended is a frame
whose `\end{frame}` does not stand alone on its line, because a fragile frame would not find it.

Bad:
    /frames/0/opening: '\begin{frame}{'
    ---
    /frames/0/opening: '\begin{frame}<1->[plain]{'
    ---
    /frames/1/body: |2

        Write \verb|mid + 1|.
Good:
    /frames/0/opening: '\begin{frame}[t, fragile=singleslide]{'
    ---
    /frames/1/body: |2

        % Write \verb|mid + 1| or
        \lstinline|mid|.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._tex import hidden
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck, DeckFrame
from lecturegen.schema.tex import Hidden

_BEGIN = re.compile(r"\\begin[ \t]*\{frame\}(?:\s*<[^<>\n]{0,80}>)?(?:[ \t]*\[<[^\[\]]{0,80}>\])?")
_OPTIONS = re.compile(r"[ \t]*\[([^\[\]]*)\]")
_ENDS_LINE = re.compile(r"[ \t]*(?:\n|$)")
_BEGINS_LINE = re.compile(r"\n[ \t]*\Z")


@rule("LG454", "deck-code-fragile", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for index, frame in enumerate(deck.frames):
        code = None if frame.fragile else _code(frame)
        if code is not None:
            name = rf"\{code.name}" if code.name == "verb" else f"{code.name}"
            message = f"the frame shows {name} and is not fragile"
            yield Found(
                f"/frames/{index}/opening", message, r"write \begin{frame}[fragile]", (0, len(r"\begin{frame}"))
            )


@check.mend
def make_fragile(deck: Deck, context: Context) -> Deck:
    frames = tuple(
        frame.model_copy(update={"opening": _fragile(frame.opening)})
        if not frame.fragile and _code(frame) and ends_alone(frame)
        else frame
        for frame in deck.frames
    )
    return deck if frames == deck.frames else deck.model_copy(update={"frames": frames})


def _code(frame: DeckFrame) -> Hidden | None:
    if r"\begin" not in frame.body and r"\verb" not in frame.body:
        return None
    return next((span for span in hidden(frame.body) if span.name not in ("%", "lstinline")), None)


def ends_alone(frame: DeckFrame) -> bool:
    r"""Whether ``\end{frame}`` stands alone on its line, where alone a fragile frame finds it."""
    before = frame.body or f"{frame.opening}{frame.title}"
    return bool(frame.closing and _BEGINS_LINE.search(before) and _ENDS_LINE.match(frame.below))


def _fragile(opening: str) -> str:
    begin = _BEGIN.match(opening)
    end = begin.end() if begin else 0
    options = _OPTIONS.match(opening, end)
    if options is None:
        return f"{opening[:end]}[fragile]{opening[end:]}"
    given = options[1].rstrip().rstrip(",")
    return f"{opening[: options.start(1)]}{given}{',' if given.strip() else ''}fragile{opening[options.end(1) :]}"
