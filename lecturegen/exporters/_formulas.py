"""LaTeX maths -> a picture: SVG, drawn by ziamath from Temml's MathML."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from lecturegen.exporters._optional import optional
from lecturegen.shown.mathml import NotMaths, mathml

SIZE = 24.0
"""Of the letters in the picture, in its own pixels: whoever places it scales by this."""
_NUMBERED = re.compile(r"(\\(?:begin|end)\{(?:align|alignat|gather|equation|multline))\}")


class Formula(NamedTuple):
    """``width``, ``height`` and ``below`` (the part under the baseline) are in sizes of a letter (em)."""

    svg: str
    width: float
    height: float
    below: float


@lru_cache(maxsize=1024)
def formula(latex: str, *, display: bool) -> Formula:
    """Without numbers of equations, which ziamath cannot draw. Raises NotMaths, ConfigurationError without ziamath."""
    latex = _NUMBERED.sub(r"\1*}", latex)
    ziamath = optional("ziamath", "slides")
    given = mathml(latex, display=display)
    try:
        svg: str = ziamath.Math(given, size=SIZE).svg()
    except (AssertionError, IndexError) as error:  # what it has instead of an error of its own
        raise NotMaths("ziamath cannot draw it") from error
    _, top, width, height = map(float, ElementTree.fromstring(svg).attrib["viewBox"].split())
    return Formula(svg, width / SIZE, height / SIZE, (height + top) / SIZE)
