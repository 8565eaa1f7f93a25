r"""slides.tex -> Deck: foreign Beamer slides, cut into frames.

A frame reaches from ``\begin{frame}`` to ``\end{frame}`` in the document proper; what is written in comments, in code
and in the preamble does not count. One that is never closed ends where the next begins.

Not covered: slides that are written as ``\frame{…}``, in files that ``\input`` names, or switched off by ``\iffalse``;
a title that stands below other text of its frame stays in the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lecturegen.errors import DeckError, DocumentError, Problem
from lecturegen.reading.sections import load
from lecturegen.schema.deck import Deck, DeckFrame
from lecturegen.schema.signs import signs_in
from lecturegen.schema.tex import bare, closing_brace, figures

_MARK = re.compile(r"\\(begin|end)[ \t]*\{(frame|document)\}")
_OPTIONS = re.compile(r"(?:\s{0,9}<[^<>\n]{0,80}>)?(?:[ \t]*\[[^\[\]]{0,300}\]){0,2}")
_BRACE = re.compile(r"[ \t]{0,99}\n?[ \t]{0,99}\{")
# what may stand before the title without being seen: space, comments (blanked but for their sign) and settings
_COMMAND = re.compile(
    r"(?:\s|%|\\(?:label|framesubtitle|vspace\*?|setcounter\{\w*\}|transfade|transdissolve)(?:\{[^{}\n]{0,200}\})?"
    r"|\\(?:tiny|scriptsize|footnotesize|small|normalsize|large|centering)(?![a-zA-Z]))*"
    r"\\frametitle[ \t]*(?:<[^<>\n]{0,40}>[ \t]*)?(?:\[[^\[\]\n]{0,200}\][ \t]*)?\{"
)
_LONGEST_TITLE = 500
_GRAPHICS_PATH = re.compile(r"\\graphicspath[ \t]*\{((?:[ \t\n]*\{[^{}\n]{0,300}\}){1,20})")
# what pdflatex and lualatex try in this order where the name has no ending; the old engine's are missing nowhere else
_ENDINGS = ("", ".pdf", ".png", ".jpg", ".jpeg", ".jbig2", ".jb2", ".eps", ".ps", ".svg", ".mps")


def load_deck(path: Path) -> Deck:
    """Raises DeckError."""
    try:
        text = load(path)
    except DocumentError as error:
        raise DeckError(*error.problems) from None
    return read_deck(text, str(path))


def read_deck(text: str, name: str = "slides.tex") -> Deck:
    """Raises DeckError, which names ``name`` and the line."""
    plain = bare(text)
    cuts = _cuts(plain)
    if not cuts:
        raise DeckError(Problem(f"{name}:1", _no_frame(text, plain)))
    ends = [*(cut.start for cut in cuts[1:]), len(text)]
    frames = tuple(_frame(text, plain, cut, end) for cut, end in zip(cuts, ends, strict=True))
    return Deck(preamble=text[: cuts[0].start], frames=frames)


def missing_figures(deck: Deck, folder: Path) -> frozenset[str]:
    """The names in ``\\includegraphics`` for which no file lies in ``folder`` or on the deck's graphics path."""
    found = _GRAPHICS_PATH.search(bare(deck.preamble))
    folders = [folder, *(folder / part.strip() for part in re.findall(r"\{([^{}]*)\}", found[1] if found else ""))]
    names = {figure.name for frame in deck.frames for figure in figures(bare(frame.body))}
    return frozenset(name for name in names if not any(_lies_in(place, name) for place in folders))


def _lies_in(folder: Path, name: str) -> bool:
    # the package mwe brings example-image and its kin along
    if name.startswith("example-image") or "\0" in name:
        return name.startswith("example-image")
    return any(folder.joinpath(name + ending).is_file() for ending in _ENDINGS)


class _Cut(NamedTuple):
    r"""Where a frame and its inside begin, and where its inside and its ``\end{frame}`` end."""

    start: int
    inside: int
    closing: int
    end: int


def _cuts(plain: str) -> list[_Cut]:
    cuts: list[_Cut] = []
    opened: re.Match[str] | None = None
    for mark in _marks(plain):
        if opened is not None:
            closed = mark[1] == "end" and mark[2] == "frame"
            cuts.append(_Cut(opened.start(), opened.end(), mark.start(), mark.end() if closed else mark.start()))
            opened = None
        if mark[0].startswith(r"\begin") and mark[2] == "frame":
            opened = mark
    if opened is not None:
        cuts.append(_Cut(opened.start(), opened.end(), len(plain), len(plain)))
    return cuts


def _marks(plain: str) -> Iterator[re.Match[str]]:
    """The marks of frames in the document proper, and its end."""
    marks = list(_MARK.finditer(plain))
    begun = [index for index, mark in enumerate(marks) if mark[2] == "document" and mark[1] == "begin"]
    for mark in marks[begun[0] + 1 if begun else 0 :]:
        yield mark
        if mark[2] == "document" and mark[1] == "end":
            return


def _frame(text: str, plain: str, cut: _Cut, end: int) -> DeckFrame:
    title = _title(plain, cut)
    options = _OPTIONS.match(plain, cut.inside, cut.closing)
    begin, after = title or (options.end() if options else cut.inside,) * 2
    return DeckFrame(
        opening=text[cut.start : begin],
        title=text[begin:after],
        body=text[after + 1 if title else after : cut.closing],
        closing=text[cut.closing : cut.end],
        below=text[cut.end : end],
    )


def _title(plain: str, cut: _Cut) -> tuple[int, int] | None:
    """Where the title that is shown begins and ends; without a title None."""
    options = _OPTIONS.match(plain, cut.inside, cut.closing)
    position = options.end() if options else cut.inside
    titles: list[tuple[int, int]] = []
    # \begin{frame}{title}{subtitle}
    while len(titles) < 2 and (span := _braced(_BRACE.match(plain, position, cut.closing), plain, cut)):
        titles.append(span)
        position = span[1] + 1
    if span := _braced(_COMMAND.match(plain, position, cut.closing), plain, cut):
        return span
    return titles[0] if titles else None


def _braced(opening: re.Match[str] | None, plain: str, cut: _Cut) -> tuple[int, int] | None:
    if opening is None:
        return None
    end = closing_brace(plain, opening.end(), min(_LONGEST_TITLE, cut.closing - opening.end()))
    return (opening.end(), end) if end >= 0 else None


def _no_frame(text: str, plain: str) -> str:
    wanted = r"slides stand between \begin{frame} and \end{frame}"
    if not text.strip():
        return rf"the file is empty; {wanted}"
    if signs := signs_in(text):
        name = "a script" if text.startswith(signs.script) else "an assessment"
        return f"this is {name}, not slides; give the other file"
    if re.search(r"\\frame[ \t]*\{", plain):
        return rf"the slides are written as \frame{{…}}, which is not read; {wanted}"
    if r"\documentclass" in plain or r"\begin{document}" in plain:
        return rf"the document holds no frame; {wanted}"
    return rf"no frame begins here; {wanted}"
