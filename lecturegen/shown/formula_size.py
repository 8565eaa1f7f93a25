"""How large a formula is drawn, told from its MathML: a little more than it takes, and never much less.

Nothing is drawn, so a draft is measured where no program that draws is installed. The figures are what makes every
formula of the corpus come out at least as large as ziamath draws it (tests/shown).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from lecturegen.shown.mathml import mathml

_LETTER, _WIDE_LETTER, _OPERATOR, _FENCE = 0.68, 0.98, 1.2, 0.6
"""Widths. Capitals, m, w and signs beyond the alphabet are the wide ones."""
_UP, _DOWN = 0.78, 0.28
"""Above and below the line that letters stand on."""
_SMALL = 0.72
"""Size of what is raised or lowered."""
_BAR, _GAP = 0.25, 0.35
"""Distance of a fraction's parts, and of the rows of a matrix."""
_FENCES = frozenset("()[]{}|‖⟨⟩⌈⌉⌊⌋,;.:!′")
_UNSEEN = frozenset(("", "\u2061", "\u2062", "\u2063", "\u2064"))
_NARROW = frozenset("abcdefghijklnopqrstuvxyz0123456789.,:;'")
_BIG = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⋁⋀")


class Size(NamedTuple):
    """In sizes of a letter (em)."""

    width: float
    up: float
    down: float

    @property
    def height(self) -> float:
        return self.up + self.down

    def smaller(self, by: float = _SMALL) -> Size:
        return Size(self.width * by, self.up * by, self.down * by)


_NOTHING = Size(0, 0, 0)


@lru_cache(maxsize=4096)
def formula_size(latex: str, *, display: bool) -> Size:
    """Raises NotMaths."""
    return _row(list(fromstring(mathml(latex, display=display))), display)


def _row(parts: Sequence[Element], display: bool) -> Size:
    sizes = [_size(part, display) for part in parts]
    return Size(
        sum(size.width for size in sizes),
        max((size.up for size in sizes), default=0),
        max((size.down for size in sizes), default=0),
    )


def _size(node: Element, display: bool) -> Size:
    name = node.tag.rpartition("}")[2]
    parts = list(node)
    match name:
        case "annotation":
            return _NOTHING
        case "mi" | "mn" | "mtext" | "ms":
            return Size(_letters(node.text or ""), _UP, _DOWN)
        case "mo":
            return _operator(node.text or "", display)
        case "mspace":
            return Size(_ems(node.get("width", "")), _ems(node.get("height", "")), _ems(node.get("depth", "")))
        case "mfrac":
            return _fraction(*(_size(part, False) for part in parts), display=display)
        case "msqrt" | "mroot":
            inner = _row(parts[:1] if name == "mroot" else parts, display)
            return Size(inner.width + 1.1, inner.up + 0.35, inner.down + 0.1)
        case "msub" | "msup" | "msubsup":
            return _scripts(name, [_size(part, display and at == 0) for at, part in enumerate(parts)])
        case "munder" | "mover" | "munderover":
            return _stacked(name, [_size(part, display and at == 0) for at, part in enumerate(parts)])
        case "mtable":
            return _matrix(parts, display)
        case _:
            return _row(parts, display)


def _operator(sign: str, display: bool) -> Size:
    if sign in _BIG:
        return Size(_OPERATOR, 1.45, 0.9) if display else Size(_OPERATOR, 1.4, 0.85)
    if len(sign) > 1:
        return Size(_letters(sign) + 0.3, _UP, _DOWN)
    if sign in _FENCES:
        return Size(_FENCE, _UP + 0.12, _DOWN + 0.1)
    return Size(_OPERATOR if sign not in _UNSEEN else 0, _UP, _DOWN)


def _letters(text: str) -> float:
    return sum(_LETTER if sign in _NARROW else _WIDE_LETTER for sign in text)


def _fraction(over: Size, under: Size, *, display: bool) -> Size:
    if not display:
        over, under = over.smaller(0.85), under.smaller(0.85)
    return Size(max(over.width, under.width) + 0.5, over.height + _BAR + 0.2, under.height + _BAR - 0.1)


def _scripts(name: str, sizes: Sequence[Size]) -> Size:
    base, *scripts = sizes
    small = [script.smaller() for script in scripts]
    up = base.up + (0.45 * small[-1].height if name != "msub" else 0)
    down = base.down + (0.6 * small[0].height if name != "msup" else 0)
    return Size(base.width + max(one.width for one in small) + 0.1, up, down)


def _stacked(name: str, sizes: Sequence[Size]) -> Size:
    base, *scripts = sizes
    small = [script.smaller() for script in scripts]
    up = base.up + (small[-1].height + 0.15 if name != "munder" else 0)
    down = base.down + (small[0].height + 0.15 if name != "mover" else 0)
    return Size(max(base.width, *(one.width for one in small)), up, down)


def _matrix(rows: Sequence[Element], display: bool) -> Size:
    cells = [[_row(list(cell), display) for cell in row] for row in rows]
    columns = max(map(len, cells), default=0)
    wide = sum(max((row[at].width for row in cells if at < len(row)), default=0) + 0.9 for at in range(columns))
    high = sum(max((c.up for c in row), default=0) + max((c.down for c in row), default=0) + _GAP for row in cells)
    return Size(wide, high / 2 + 0.25, high / 2 - 0.25)


def _ems(length: str) -> float:
    return max(0.0, float(length.removesuffix("em"))) if length.endswith("em") else 0.0
