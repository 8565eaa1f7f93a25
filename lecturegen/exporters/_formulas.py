"""LaTeX maths -> a picture: SVG, drawn by ziamath from Temml's MathML."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from lecturegen.exporters._mathml import mathml
from lecturegen.exporters._optional import optional

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
    svg: str = ziamath.Math(mathml(latex, display=display), size=SIZE).svg()
    _, top, width, height = map(float, ElementTree.fromstring(svg).attrib["viewBox"].split())
    return Formula(svg, width / SIZE, height / SIZE, (height + top) / SIZE)
