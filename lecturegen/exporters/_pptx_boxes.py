"""What stands below the headline of a slide: boxes that know how high they are, where they can be parted, and how they
are drawn. Lengths are in points.
"""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from lecturegen.exporters._formulas import Formula, formula
from lecturegen.exporters._mathml import NotMaths
from lecturegen.exporters._optional import optional
from lecturegen.exporters._pictures import png
from lecturegen.exporters._plain import Run, plain, runs
from lecturegen.exporters._pptx_room import LINE, code_lines, height
from lecturegen.schema import Frame

HEADLINE, TEXT, CELL, CODE = 32.0, 24.0, 18.0, 14.0
"""Sizes of letters: those of slides.pdf."""
POINT = 12_700
"""English Metric Units, in which PowerPoint counts."""
MONOSPACED = "DejaVu Sans Mono"
_GAP, _INDENT, _INSET = 8.0, 27.0, 8.0
_SHADE, _LINE = "F1F4F8", "C9D0D8"


class Place(NamedTuple):
    left: float
    top: float
    width: float

    def emu(self, high: float) -> tuple[int, int, int, int]:
        return int(self.left * POINT), int(self.top * POINT), int(self.width * POINT), int(high * POINT)


@dataclass(frozen=True)
class Box(ABC):
    """One kind of content."""

    @abstractmethod
    def high(self, width: float) -> float: ...

    @abstractmethod
    def draw(self, slide: Any, place: Place) -> None: ...

    def pieces(self) -> Sequence[Box]:
        """The smallest boxes that it can be parted into, in order; itself if it cannot."""
        return (self,)

    def joined(self, other: Box) -> Box | None:
        """Both as one box, if they are parts of one."""
        return None


@dataclass(frozen=True)
class Bullets(Box):
    """They are written into the placeholder of the layout, so that an outline has them."""

    texts: tuple[str, ...]

    def high(self, width: float) -> float:
        return sum(height(plain(text), TEXT, width - _INDENT) + _GAP for text in self.texts)

    def pieces(self) -> Sequence[Box]:
        return [Bullets((text,)) for text in self.texts]

    def joined(self, other: Box) -> Box | None:
        return Bullets(self.texts + other.texts) if isinstance(other, Bullets) else None

    def draw(self, slide: Any, place: Place) -> None:
        body = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 1)
        body.left, body.top, body.width, body.height = place.emu(self.high(place.width))
        frame = body.text_frame
        frame.word_wrap = True
        for number, text in enumerate(self.texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            write(paragraph, runs(text), TEXT)


@dataclass(frozen=True)
class CodeBox(Box):
    code: tuple[str, ...]

    def high(self, width: float) -> float:
        return code_lines("\n".join(self.code), CODE, width - 2 * _INSET) * LINE * CODE + 2 * _INSET

    def pieces(self) -> Sequence[Box]:
        return [CodeBox((line,)) for line in self.code]

    def joined(self, other: Box) -> Box | None:
        return CodeBox(self.code + other.code) if isinstance(other, CodeBox) else None

    def draw(self, slide: Any, place: Place) -> None:
        shape = slide.shapes.add_textbox(*place.emu(self.high(place.width)))
        shape.name = "Code"
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(_SHADE)
        frame = shape.text_frame
        frame.word_wrap = True
        for number, line in enumerate(self.code):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            write(paragraph, [Run(line, code=True)], CODE)


@dataclass(frozen=True)
class Picture(Box):
    """A formula, with its LaTeX as alternative text."""

    latex: str
    drawn: Formula

    def _size(self, width: float) -> float:
        """Of its letters: smaller only where the formula is wider than the slide."""
        return min(TEXT, width / self.drawn.width)

    def high(self, width: float) -> float:
        return self.drawn.height * self._size(width)

    def draw(self, slide: Any, place: Place) -> None:
        size = self._size(place.width)
        wide = self.drawn.width * size
        left, top, width, high = Place(place.left + (place.width - wide) / 2, place.top, wide).emu(
            self.high(place.width)
        )
        picture = slide.shapes.add_picture(io.BytesIO(png(self.drawn, TEXT)), left, top, width, high)
        picture._element.nvPicPr.cNvPr.set("descr", self.latex)
        picture.name = "Formula"


@dataclass(frozen=True)
class TableBox(Box):
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _columns(self) -> int:
        return max(map(len, (self.header, *self.rows)), default=1)

    def _row_high(self, row: Sequence[str], width: float) -> float:
        cell = width / self._columns() - 2 * _INSET
        return max([height(plain(text), CELL, cell) for text in row] or [LINE * CELL]) + _INSET

    def high(self, width: float) -> float:
        return sum(self._row_high(row, width) for row in (self.header, *self.rows))

    def pieces(self) -> Sequence[Box]:
        return [TableBox(self.header, (row,)) for row in self.rows] or (self,)

    def joined(self, other: Box) -> Box | None:
        return TableBox(self.header, self.rows + other.rows) if isinstance(other, TableBox) else None

    def draw(self, slide: Any, place: Place) -> None:
        rows = (self.header, *self.rows)
        shape = slide.shapes.add_table(len(rows), self._columns(), *place.emu(self.high(place.width)))
        shape.name = "Table"
        table = shape.table
        table.first_row = True
        for number, row in enumerate(rows):
            table.rows[number].height = int(self._row_high(row, place.width) * POINT)
            for column, text in enumerate(row):
                write(table.cell(number, column).text_frame.paragraphs[0], runs(text), CELL)


def boxes(frame: Frame) -> Iterator[Box]:
    """What a frame shows below its headline."""
    if frame.bullets:
        yield Bullets(frame.bullets)
    if frame.code is not None and frame.code.text.strip():
        yield CodeBox(tuple(frame.code.text.strip("\n").split("\n")))
    if latex := frame.maths.strip():
        try:
            yield Picture(latex, formula(latex, display=True))
        except NotMaths:
            yield CodeBox(tuple(latex.split("\n")))
    if frame.table is not None and (frame.table.header or frame.table.rows):
        yield TableBox(frame.table.header, frame.table.rows)


def write(paragraph: Any, given: Sequence[Run], size: float) -> None:
    """``given`` as runs of ``paragraph``."""
    for one in given:
        run = paragraph.add_run()
        run.text = one.text
        run.font.size = int(size * POINT)
        if one.bold:
            run.font.bold = True
        if one.italic or one.maths:
            run.font.italic = True
        if one.code:
            run.font.name = MONOSPACED


def colour(name: str) -> Any:
    return optional("pptx.dml.color", "slides").RGBColor.from_string(name)
