"""A formula's drawing -> PNG, for programs that take no SVG; drawn by Typst."""

from __future__ import annotations

from functools import lru_cache

from lecturegen.exporters._formulas import Formula
from lecturegen.exporters._optional import optional
from lecturegen.exporters._typst import literal

DOTS = 300.0
"""A inch."""


@lru_cache(maxsize=1024)
def png(drawn: Formula, size: float) -> bytes:
    """``size``: of its letters, in points. Transparent around the signs."""
    source = (
        f"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        f"#image(bytes({literal(drawn.svg)}), format: \"svg\", height: {drawn.height * size:.2f}pt)"
    )  # fmt: skip
    # signs are drawn as paths, and to look for fonts takes twenty times as long as to draw
    typst = optional("typst", "slides")
    made: bytes = typst.compile(source.encode(), format="png", ppi=DOTS, ignore_system_fonts=True)
    return made
