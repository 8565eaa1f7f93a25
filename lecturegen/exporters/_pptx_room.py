"""How much room text takes on a slide, measured with the letters of Source Sans Pro.

A program that shows a slide may have other fonts, so everything is taken a tenth larger than it was measured.
"""

from __future__ import annotations

from functools import cache
from math import ceil
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from lecturegen.exporters._optional import optional

RESERVE = 1.1
LINE = 1.25
"""Height of a line, in sizes of a letter."""
_UNIT = 100


def lines(text: str, size: float, width: float) -> int:
    """Lines that ``text`` takes, broken between words and in long ones; ``size`` and ``width`` are in points."""
    return sum(_wrapped(line, size, width) for line in text.split("\n"))


def height(text: str, size: float, width: float) -> float:
    """In points."""
    return lines(text, size, width) * LINE * size


def code_lines(text: str, size: float, width: float) -> int:
    """Of a font whose letters all have the same width, three fifths of its size."""
    room = max(1, int(width / (0.6 * size * RESERVE)))
    return sum(max(1, ceil(len(line.expandtabs(4)) / room)) for line in text.split("\n"))


def _wrapped(line: str, size: float, width: float) -> int:
    count, used = 1, 0.0
    space = _measured(" ", size)
    for word in line.split():
        long = _measured(word, size)
        if used and used + space + long > width:
            count, used = count + 1, 0.0
        if long > width:
            count, long = count + int(long // width), long % width
        used += long + (space if used else 0.0)
    return count


def _measured(text: str, size: float) -> float:
    # characters of Chinese are as wide as they are high, and not in this font
    wide = [sign for sign in text if east_asian_width(sign) in "WF"]
    narrow = "".join(sign for sign in text if sign not in wide) if wide else text
    return (float(_font().getlength(narrow)) / _UNIT + len(wide)) * size * RESERVE


@cache
def _font() -> Any:
    folder = Path(optional("font_source_sans_pro", "slides").font_directory)
    return optional("PIL.ImageFont", "slides").truetype(str(folder / "SourceSansPro-Regular.ttf"), _UNIT)
