"""How many pages a frame takes in beamer.tex, told without LaTeX: by the room of a slide, whose sizes it has.

Latin Modern Sans is as wide as Source Sans Pro (0.416 and 0.415 of its size, over a sentence of 130 letters), so the
tenth of reserve stays. A false alarm costs a finding; a frame that runs over would be cut.
"""

from __future__ import annotations

import re
from math import ceil

from lecturegen.exporters._latex import formulas, points
from lecturegen.exporters._latex._maths import latex_maths
from lecturegen.schema import Code, Frame
from lecturegen.shown.formula_size import formula_size
from lecturegen.shown.letters import LINE
from lecturegen.shown.mathml import NotMaths
from lecturegen.shown.room import TEXT, needed, parts, room

_LESS = 16.0
"""Points that Beamer leaves less below a headline."""
_LEAST = 100.0
_BREAK = re.compile(r"(?: {2,}|\\)\n")
"""What markdown ends a line at."""


def pages_needed(frame: Frame, title: str) -> int:
    left = max(_LEAST, room(title) - _LESS)
    return max(1, ceil(needed(list(parts(_measurable(frame)))) / left))


def _measurable(frame: Frame) -> Frame:
    """``frame`` with lists inside bullets and high formulas as bullets of their own, and refused maths as code."""
    texts = tuple(line for bullet in frame.bullets for point in points(bullet) for line in _lines(point))
    changes: dict[str, object] = {"bullets": texts}
    if frame.maths.strip() and not _is_set(frame.maths.strip(), display=True):
        code = frame.code.text if frame.code else ""
        changes |= {"maths": "", "code": Code(language="", text=f"{code}\n{frame.maths}")}
    return frame.model_copy(update=changes)


def _lines(text: str) -> list[str]:
    over = sum(_height(latex, display) for latex, display in formulas(text))
    return [*_BREAK.split(text), *[""] * ceil(over / (LINE * TEXT))]


def _height(latex: str, display: bool) -> float:
    """Points by which a formula is higher than a line; a displayed one stands between lines."""
    if not _is_set(latex, display=display):
        return 0.0
    try:
        high = formula_size(latex, display=display).height * TEXT
    except NotMaths:
        return 0.0
    return high + LINE * TEXT if display else max(0.0, high - LINE * TEXT)


def _is_set(latex: str, *, display: bool) -> bool:
    try:
        latex_maths(latex, display=display)
    except NotMaths:
        return False
    return True
