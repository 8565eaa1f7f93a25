"""What stands below the headline of a slide: boxes that know how high they are, where they can be parted, and how they
are drawn. Lengths are in points.
"""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import inf
from typing import Any, NamedTuple

from lecturegen.exporters._formulas import Formula, formula
from lecturegen.exporters._optional import optional
from lecturegen.exporters._pictures import png
from lecturegen.exporters._pptx_layouts import body
from lecturegen.exporters._pptx_texts import POINT, WIDER, Text, lettered, parted, write
from lecturegen.schema import Frame
from lecturegen.shown.letters import LINE, chunks, code_lines
from lecturegen.shown.mathml import NotMaths
from lecturegen.shown.plain import Run
from lecturegen.shown.room import (
    CELL,
    CODE,
    INDENT,
    INSET,
    TEXT,
    bullet_high,
    cell_width,
    code_high,
    row_high,
    too_many,
)

_SHADE, _INK = "F1F4F8", "1B1F24"


class Place(NamedTuple):
    """``paper``: colour to draw formulas on, whose letters are black; empty where what is behind them is light."""

    left: float
    top: float
    width: float
    paper: str = ""

    def emu(self, high: float) -> tuple[int, int, int, int]:
        return int(self.left * POINT), int(self.top * POINT), int(self.width * POINT), int(high * POINT)


@dataclass(frozen=True)
class Box(ABC):
    """One kind of content."""

    @abstractmethod
    def high(self, width: float) -> float: ...

    @abstractmethod
    def draw(self, slide: Any, place: Place) -> None: ...

    def pieces(self, width: float, room: float) -> Sequence[Box]:
        """The smallest boxes that it can be parted into, none higher than ``room`` if that can be, in order."""
        return (self,)

    def grows(self, width: float) -> float:
        """How much higher it may come out than it is measured, in letters that are ``WIDER``."""
        return 0.0

    def shrunk(self, width: float, room: float) -> str:
        """What is shown smaller than it should be, since it cannot be parted; empty if nothing is."""
        return ""

    def joined(self, other: Box) -> Box | None:
        """Both as one box, if they are parts of one."""
        return None


@dataclass(frozen=True)
class Bullets(Box):
    """They are written into the placeholder of the layout, so that an outline has them."""

    texts: tuple[Text, ...]

    def high(self, width: float) -> float:
        return sum(bullet_high(text, width) for text in self.texts)

    def grows(self, width: float) -> float:
        return self.high(width / WIDER) - self.high(width)

    def pieces(self, width: float, room: float) -> Sequence[Box]:
        return [
            Bullets((piece,))
            for text in self.texts
            for piece in parted(text, TEXT, width - INDENT, room, bullet_high(text, width))
        ]

    def joined(self, other: Box) -> Box | None:
        return Bullets(self.texts + other.texts) if isinstance(other, Bullets) else None

    def draw(self, slide: Any, place: Place) -> None:
        holder = body(slide)
        holder.left, holder.top, holder.width, holder.height = place.emu(self.high(place.width))
        frame = holder.text_frame
        frame.word_wrap = True
        for number, text in enumerate(self.texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            write(paragraph, text, TEXT)


@dataclass(frozen=True)
class CodeBox(Box):
    code: tuple[str, ...]

    def high(self, width: float) -> float:
        return code_high(code_lines("\n".join(self.code), CODE, width - 2 * INSET))

    def pieces(self, width: float, room: float) -> Sequence[Box]:
        most = max(1, int((room - 2 * INSET) / (LINE * CODE)))
        return [
            CodeBox(("".join(run.text for run in piece),))
            for line in self.code
            for piece in (
                chunks([Run(line, code=True)], CODE, width - 2 * INSET, most) if self._long(line, width, most)
                else [[Run(line)]]
            )
        ]  # fmt: skip

    @staticmethod
    def _long(line: str, width: float, most: int) -> bool:
        return code_lines(line, CODE, width - 2 * INSET) > most

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
            for run in paragraph.runs:  # a template's own colour may be that of the box
                run.font.color.rgb = colour(_INK)


@dataclass(frozen=True)
class Picture(Box):
    """A formula, with its LaTeX as alternative text. ``most``: how high it may be, so that it stays on the slide."""

    latex: str
    drawn: Formula
    most: float = inf

    def _size(self, width: float) -> float:
        """Of its letters: smaller only where the formula is larger than the slide."""
        return min(TEXT, width / self.drawn.width, self.most / self.drawn.height)

    def high(self, width: float) -> float:
        return self.drawn.height * self._size(width)

    def pieces(self, width: float, room: float) -> Sequence[Box]:
        return (replace(self, most=room),)

    def shrunk(self, width: float, room: float) -> str:
        return "its formula" if self._size(width) < TEXT else ""

    def draw(self, slide: Any, place: Place) -> None:
        size = self._size(place.width)
        wide = self.drawn.width * size
        left, top, width, high = Place(place.left + (place.width - wide) / 2, place.top, wide).emu(
            self.high(place.width)
        )
        picture = slide.shapes.add_picture(io.BytesIO(png(self.drawn, TEXT)), left, top, width, high)
        picture._element.nvPicPr.cNvPr.set("descr", self.latex)
        picture.name = "Formula"
        if place.paper:
            _fill(picture, place.paper)


@dataclass(frozen=True)
class TableBox(Box):
    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]

    def _columns(self) -> int:
        return max(1, len(self.header), *map(len, self.rows))

    def _row_high(self, row: Sequence[Text], width: float) -> float:
        return row_high(row, cell_width(self._columns(), width))

    def high(self, width: float) -> float:
        return sum(self._row_high(row, width) for row in (self.header, *self.rows))

    def pieces(self, width: float, room: float) -> Sequence[Box]:
        """The header stands above every row; of one that takes more than half of the slide, what fits into that."""
        header, *rest = self._parted(self.header, width, room / 2)
        left = room - self._row_high(header, width)
        rows = [*rest, *(piece for row in self.rows for piece in self._parted(row, width, left))]
        columns = self._columns()
        filled = header + ((),) * (columns - len(header))
        return [TableBox(filled, (row,)) for row in rows] or (TableBox(filled, ()),)

    def _parted(self, row: tuple[Text, ...], width: float, room: float) -> list[tuple[Text, ...]]:
        if self._row_high(row, width) <= room:
            return [row]
        cell = cell_width(self._columns(), width)
        cells = [parted(text, CELL, cell, room - INSET, self._row_high((text,), width)) for text in row]
        return list(zip_longest(*cells, fillvalue=()))

    def shrunk(self, width: float, room: float) -> str:
        return "each column of its table" if too_many(self._columns(), width) else ""

    def joined(self, other: Box) -> Box | None:
        if not isinstance(other, TableBox) or other.header != self.header:
            return None
        return TableBox(self.header, self.rows + other.rows)

    def draw(self, slide: Any, place: Place) -> None:
        rows = (self.header, *self.rows)
        shape = slide.shapes.add_table(len(rows), self._columns(), *place.emu(self.high(place.width)))
        shape.name = "Table"
        table = shape.table
        table.first_row = True
        for number, row in enumerate(rows):
            table.rows[number].height = int(self._row_high(row, place.width) * POINT)
            for column, text in enumerate(row):
                write(table.cell(number, column).text_frame.paragraphs[0], text, CELL)


def boxes(frame: Frame) -> Iterator[Box]:
    """What a frame shows below its headline."""
    if frame.bullets:
        yield Bullets(tuple(map(lettered, frame.bullets)))
    if frame.code is not None and frame.code.text.strip():
        yield CodeBox(tuple(frame.code.text.strip("\n").split("\n")))
    if latex := frame.maths.strip():
        try:
            yield Picture(latex, formula(latex, display=True))
        except NotMaths:
            yield CodeBox(tuple(latex.split("\n")))
    if frame.table is not None and (frame.table.header or frame.table.rows):
        header, *rows = (tuple(map(lettered, row)) for row in (frame.table.header, *frame.table.rows))
        yield TableBox(header, tuple(rows))


def _fill(picture: Any, name: str) -> None:
    """python-pptx has no fill of pictures; what is transparent in one shows it."""
    fill = optional("pptx.oxml", "slides").parse_xml(
        '<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<a:srgbClr val="{name}"/></a:solidFill>'
    )
    picture._element.spPr.append(fill)


def colour(name: str) -> Any:
    return optional("pptx.dml.color", "slides").RGBColor.from_string(name)
