"""How much room a frame takes on a slide, in the sizes that slides.pdf and slides.pptx have: nothing is ever shrunk.

The slide measures 960 by 540 points (16:9). Lengths are in points. The figures are PowerPoint's, whose lines and gaps
are the wider ones, so what fits by them fits on a page of slides.pdf too (tests/shown measures that).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lecturegen.schema import Frame, Table
from lecturegen.shown.formula_size import formula_size
from lecturegen.shown.letters import LINE, code_lines, lines
from lecturegen.shown.mathml import NotMaths
from lecturegen.shown.plain import Run, runs

HEADLINE, TEXT, CELL, CODE = 32.0, 24.0, 18.0, 14.0
"""Sizes of letters."""
WIDTH, TOP, BOTTOM = 860.0, 130.0, 490.0
"""Of what stands below a headline of two lines."""
GAP = 12.0
"""Between parts."""
HEADLINES = 2
"""Lines of a headline (Alley): a longer one takes room from what is below it."""
_LOW = 1.1
"""Height of a formula that makes its line no higher, in sizes of a letter."""
BULLET_GAP, INDENT, INSET = 8.0, 27.0, 8.0


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of content of a frame. ``lines``: 0 of a formula. ``wide``: it is wider than the slide."""

    name: str
    lines: int
    size: float
    high: float
    wide: bool = False


def parts(frame: Frame, width: float = WIDTH) -> Iterator[Part]:
    """What stands below the headline, in its order."""
    if frame.bullets:
        yield _bullets(frame.bullets, width)
    if frame.code is not None and frame.code.text.strip():
        yield _code(frame.code.text.strip("\n"), width)
    if latex := frame.maths.strip():
        yield _formula(latex, width)
    if frame.table is not None and (frame.table.header or frame.table.rows):
        yield _table(frame.table, width)


def needed(given: Sequence[Part]) -> float:
    return sum(part.high for part in given) + GAP * max(0, len(given) - 1)


def room(title: str, width: float = WIDTH) -> float:
    """What a headline leaves below it."""
    high = sum(_sticks_out(run) for run in runs(title) if run.maths) * HEADLINE
    return BOTTOM - TOP + (HEADLINES - title_lines(title, width)) * LINE * HEADLINE - high


def title_lines(title: str, width: float = WIDTH) -> int:
    return lines([run._replace(bold=True) for run in runs(title)], HEADLINE, width)


def text_high(text: Sequence[Run], size: float, width: float) -> float:
    """A formula within a line makes it higher, if it stands out."""
    return lines(text, size, width) * LINE * size + sum(_sticks_out(run) for run in text if run.maths) * size


def bullet_high(text: Sequence[Run], width: float) -> float:
    return text_high(text, TEXT, width - INDENT) + BULLET_GAP


def code_high(count: int) -> float:
    return count * LINE * CODE + 2 * INSET


def cell_width(columns: int, width: float) -> float:
    """Of the text in a cell; all columns have the same."""
    return max(width / columns - 2 * INSET, CELL)


def row_high(row: Sequence[Sequence[Run]], cell: float) -> float:
    return max([text_high(text, CELL, cell) for text in row] or [LINE * CELL]) + INSET


def too_many(columns: int, width: float) -> bool:
    """Whether a column has no room for two letters beside each other."""
    return columns * 2 * (INSET + CELL) > width


def _bullets(texts: Sequence[str], width: float) -> Part:
    found = list(map(runs, texts))
    count = sum(lines(text, TEXT, width - INDENT) for text in found)
    return Part("bullets", count, TEXT, sum(bullet_high(text, width) for text in found))


def _code(text: str, width: float) -> Part:
    count = code_lines(text, CODE, width - 2 * INSET)
    return Part("code", count, CODE, code_high(count))


def _table(given: Table, width: float) -> Part:
    rows = [list(map(runs, row)) for row in (given.header, *given.rows)]
    columns = max(1, *map(len, rows))
    cell = cell_width(columns, width)
    count = sum(max([lines(text, CELL, cell) for text in row] or [1]) for row in rows)
    return Part("table", count, CELL, sum(row_high(row, cell) for row in rows), too_many(columns, width))


def _formula(latex: str, width: float) -> Part:
    try:
        size = formula_size(latex, display=True)
    except NotMaths:
        return _code(latex, width)  # it is shown as its LaTeX
    return Part("formula", 0, TEXT, size.height * TEXT, wide=size.width * TEXT > width)


def _sticks_out(run: Run) -> float:
    try:
        return max(0.0, formula_size(run.text, display=False).height - _LOW)
    except NotMaths:
        return 0.0
