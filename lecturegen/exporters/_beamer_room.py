"""How many pages a frame takes in beamer.tex, told without LaTeX: by the boxes of PowerPoint, which has the same sizes.

Latin Modern Sans is as wide as Source Sans Pro (0.416 and 0.415 of its size, over a sentence of 130 letters), so the
tenth of reserve stays. A false alarm costs a finding; a frame that runs over would be cut.
"""

from __future__ import annotations

import re
from math import ceil

from lecturegen.exporters._formulas import formula
from lecturegen.exporters._latex import formulas, points
from lecturegen.exporters._latex._maths import latex_maths
from lecturegen.exporters._mathml import NotMaths
from lecturegen.exporters._plain import plain
from lecturegen.exporters._pptx_boxes import HEADLINE, TEXT, boxes
from lecturegen.exporters._pptx_pages import pages
from lecturegen.exporters._pptx_room import LINE, lines
from lecturegen.schema import Code, Frame

_WIDTH, _HEIGHT = 860.0, 384.0
"""Below a headline of one line, in points, on a slide of 960 by 540."""
_LEAST = 100.0
_BREAK = re.compile(r"(?: {2,}|\\)\n")
"""What markdown ends a line at."""


def pages_needed(frame: Frame, title: str) -> int:
    more = lines(plain(title), HEADLINE, _WIDTH) - 1
    room = max(_LEAST, _HEIGHT - more * LINE * HEADLINE)
    return len(pages([*boxes(_measurable(frame))], _WIDTH, room))


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
        high = formula(latex, display=display).height * TEXT
    except NotMaths:
        return 0.0
    return high + LINE * TEXT if display else max(0.0, high - LINE * TEXT)


def _is_set(latex: str, *, display: bool) -> bool:
    try:
        latex_maths(latex, display=display)
    except NotMaths:
        return False
    return True
