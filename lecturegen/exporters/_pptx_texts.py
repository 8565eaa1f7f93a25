"""Texts of one line on slides of PowerPoint: how they are written, and parted. Lengths are in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lecturegen.shown.letters import LINE, chunks, lines
from lecturegen.shown.mathml import NotMaths
from lecturegen.shown.plain import Run, runs
from lecturegen.shown.spelled import spelled

Text = tuple[Run, ...]

POINT = 12_700
"""English Metric Units, in which PowerPoint counts."""
MONOSPACED = "DejaVu Sans Mono"
WIDER = 1.2
"""DejaVu Sans, which LibreOffice takes for Calibri where there is no other, is up to 1.32 times as wide as what is
measured, and a tenth of that is in the measure (RESERVE)."""
_BASELINE = {1: "30000", -1: "-25000"}
"""Thousandths of a per cent of the size, as PowerPoint's own buttons have it."""


def parted(text: Text, size: float, width: float, room: float, high: float) -> list[Text]:
    """A text that is ``high`` in pieces no higher than ``room``, as far as words part."""
    if high <= room:
        return [text]
    beside = high - lines(text, size, width) * LINE * size
    return chunks(text, size, width, max(1, int((room - beside) / (LINE * size))))


def lettered(markdown: str) -> Text:
    """A text of one line as it is written and measured: formulas as letters, those without such a form as LaTeX."""
    return tuple(run for look in runs(markdown) for run in (_letters(look) if look.maths else (look,)))


def _letters(formula: Run) -> Iterator[Run]:
    look = formula._replace(maths=False)
    try:
        spans = spelled(formula.text)
    except NotMaths:
        yield look._replace(italic=True)
        return
    yield from (look._replace(text=span.text, italic=span.italic, level=span.level) for span in spans)


def write(paragraph: Any, given: Sequence[Run], size: float) -> None:
    """``given``, without maths, as runs of ``paragraph``."""
    for look in given:
        run = paragraph.add_run()
        run.text = look.text
        run.font.size = int(size * POINT)
        if look.bold:
            run.font.bold = True
        if look.italic:
            run.font.italic = True
        if look.code:
            run.font.name = MONOSPACED
        if look.level:
            run.font._element.set("baseline", _BASELINE[look.level])
