"""Boxes -> slides: what does not fit on one goes on on the next. Lengths are in points."""

from __future__ import annotations

from collections.abc import Sequence

from lecturegen.exporters._pptx_boxes import Box

GAP = 12.0
"""Between boxes."""


def pages(content: Sequence[Box], width: float, room: float) -> list[list[Box]]:
    """Boxes of each slide: parted only where one does not fit whole into what is left, or into a slide of its own."""
    parted: list[list[Box]] = [[]]
    for box in content:
        if _high([*parted[-1], box], width) <= room:
            parted[-1].append(box)
            continue
        for piece in box.pieces():
            joined = parted[-1][-1].joined(piece) if parted[-1] else None
            grown = [*parted[-1][:-1], joined] if joined else [*parted[-1], piece]
            if _high(grown, width) <= room or not parted[-1]:
                parted[-1] = grown
            else:
                parted.append([piece])
    return parted


def _high(content: Sequence[Box], width: float) -> float:
    return sum(box.high(width) for box in content) + GAP * (len(content) - 1)
