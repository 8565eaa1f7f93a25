"""Lines that a text takes, from the widths of the letters of Source Sans Pro, which ``letters.json`` holds in
thousandths of their size.

A program that shows a slide may have other fonts, so everything is taken a tenth wider than it was measured. No font is
needed: a draft is measured where none is installed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from math import ceil
from typing import NamedTuple

from lecturegen.shown.plain import Run

RESERVE = 1.1
LINE = 1.25
"""Height of a line, in sizes of a letter."""
MONOSPACED = 0.602
"""Width of a letter of DejaVu Sans Mono, in sizes of it."""
SCRIPT = 2 / 3
"""Size of raised and lowered letters, in PowerPoint and LibreOffice."""
_EMOJI, _LONG_ARROWS = range(0x1F000, 0x20000), range(0x27F0, 0x2A00)
_PIECES = re.compile(r"\s+|[⺀-鿿가-힣＀-￯]|[^\s⺀-鿿가-힣＀-￯]+")
"""Spaces, signs between which lines break anywhere, and words."""

_PARTS = re.compile(r"\s*\S{1,20}|\s+")


class _Word(NamedTuple):
    """``before``: the space in front of it, which goes where a line breaks. Widths are in sizes of a letter."""

    width: float
    before: float


def lines(text: Sequence[Run], size: float, width: float) -> int:
    """Lines that ``text`` takes, broken between words and in long ones; ``size`` and ``width`` are in points."""
    room = max(width / size / RESERVE, 1.0)
    count, used = 1, 0.0
    for word in _words(text):
        if used and used + word.before + word.width > room:
            count, used = count + 1, 0.0
        long = word.width
        if long > room:
            count, long = count + int(long // room), long % room
        used += long + (word.before if used else 0.0)
    return count


def code_lines(text: str, size: float, width: float) -> int:
    """Of a font whose letters all have the same width; those of Chinese have two."""
    room = max(1, int(width / (MONOSPACED * size * RESERVE)))
    return sum(max(1, ceil(_cells(line.expandtabs(4)) / room)) for line in text.split("\n"))


def breaks(text: str, room: float, *, code: bool = False) -> list[str]:
    """``text`` cut where words that are wider than ``room``, in sizes of a letter, may break; one piece if none is."""
    made = [""]
    for piece in _PIECES.findall(text):
        if piece.isspace() or _wide(piece, Run("", bold=True, code=code)) * RESERVE <= room:
            made[-1] += piece
            continue
        for sign in piece:
            if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
                made[-1] += sign
            else:
                made.append(sign)
        made.append("")
    return [piece for piece in made if piece]


def chunks(text: Sequence[Run], size: float, width: float, most: int) -> list[tuple[Run, ...]]:
    """``text`` in parts of at most ``most`` lines, parted between words, or within one that is very long."""
    made: list[list[Run]] = [[]]
    for run in text:
        for piece in _PARTS.findall(run.text):
            grown = [*made[-1], run._replace(text=piece)]
            if made[-1] and lines(grown, size, width) > most:
                made.append([run._replace(text=piece.lstrip())])
            else:
                made[-1] = grown
    return [tuple(_merged(part)) for part in made]


def _merged(given: Sequence[Run]) -> Iterator[Run]:
    for look, alike in groupby(given, lambda run: run._replace(text="")):
        yield look._replace(text="".join(run.text for run in alike))


def _cells(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def _words(text: Sequence[Run]) -> Iterator[_Word]:
    """A word may change its look within."""
    width = before = 0.0
    for run in text:
        for piece in _PIECES.findall(run.text):
            if not piece.isspace() and not _breaks_anywhere(piece):
                width += _wide(piece, run)
                continue
            if width:
                yield _Word(width, before)
                width = before = 0.0
            if piece.isspace():
                before = _wide(" ", run)
            else:
                yield _Word(_wide(piece, run), before)
                before = 0.0
    if width:
        yield _Word(width, before)


def _breaks_anywhere(piece: str) -> bool:
    return len(piece) == 1 and unicodedata.east_asian_width(piece) in "WF"


def _wide(piece: str, look: Run) -> float:
    if look.code:
        return MONOSPACED * _cells(piece)
    return sum(_letter(sign, look.bold) for sign in piece) * (SCRIPT if look.level else 1.0)


@lru_cache(maxsize=4096)
def _letter(sign: str, bold: bool) -> float:
    """In sizes of it. One that Source Sans Pro lacks comes from another font: it is as wide as high, if not known."""
    if (known := _widths(bold).get(sign)) is not None:
        return known
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.5 if ord(sign) in _LONG_ARROWS else 1.3 if ord(sign) in _EMOJI else 1.0


@cache
def _widths(bold: bool) -> dict[str, float]:
    held = json.loads(files("lecturegen.shown").joinpath("letters.json").read_text("utf-8"))
    return {sign: int(width) / 1000 for width, signs in held["bold" if bold else "regular"].items() for sign in signs}
