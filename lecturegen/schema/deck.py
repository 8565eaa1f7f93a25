r"""Foreign Beamer slides, cut into frames. Nothing is lost: joined again, the pieces are the file.

These documents know LaTeX only as far as a frame reaches; what stands in it is a text for the rules.
"""

from __future__ import annotations

import re

from pydantic import Field

from lecturegen.frozen import Frozen

_OPTIONS = re.compile(r"\\begin[ \t]*\{frame\}(?:\s{0,9}<[^<>\n]{0,80}>)?((?:[ \t]*\[[^\[\]]*\])+)")
_SPLIT = re.compile(r"[\[\],\s]+")
FRAGILE = frozenset({"fragile", "containsverbatim"})


class DeckFrame(Frozen):
    r"""One frame as it stands in the file.

    ``opening``: from ``\begin{frame}`` to the brace that the title stands in, options and comments with it, or to the
    end of the options if there is no title. ``title`` is the one that is shown: ``\frametitle`` comes before a title in
    braces. ``body``: all that follows, up to ``closing``, which is ``\end{frame}``, or empty if there is none.
    ``below``: what stands between this frame and the next.
    """

    opening: str = "\\begin{frame}{"
    title: str = ""
    body: str = ""
    closing: str = "\\end{frame}"
    below: str = "\n\n"

    @property
    def titled(self) -> bool:
        return self.opening.endswith("{")

    @property
    def options(self) -> tuple[str, ...]:
        """Such as ``fragile`` and ``allowframebreaks``; of ``fragile=singleslide`` the whole."""
        found = _OPTIONS.match(self.opening)
        return tuple(filter(None, _SPLIT.split(found[1]))) if found else ()

    @property
    def fragile(self) -> bool:
        return any(option.split("=")[0] in FRAGILE for option in self.options)

    @property
    def text(self) -> str:
        """As it stands in the file, without what is below."""
        return f"{self.opening}{self.title}{'}' if self.titled else ''}{self.body}{self.closing}"


class Deck(Frozen):
    """``preamble``: all that stands before the first frame, a title page made without a frame included."""

    preamble: str
    frames: tuple[DeckFrame, ...] = Field(min_length=1)

    @property
    def text(self) -> str:
        """The whole file."""
        return self.preamble + "".join(frame.text + frame.below for frame in self.frames)

    def places(self) -> dict[str, int]:
        """JSON pointer to a text of this document -> where in ``text`` that text begins, in characters from 0."""
        places = {"": 0, "/preamble": 0}
        offset = len(self.preamble)
        for index, frame in enumerate(self.frames):
            where = f"/frames/{index}"
            title = offset + len(frame.opening)
            body = title + len(frame.title) + frame.titled
            closing = body + len(frame.body)
            below = closing + len(frame.closing)
            places |= {where: offset, f"{where}/opening": offset, f"{where}/title": title, f"{where}/body": body}
            places |= {f"{where}/closing": closing, f"{where}/below": below}
            offset = below + len(frame.below)
        return places
