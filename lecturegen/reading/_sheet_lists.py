"""The lists of a question with a form: lines -> items, whose later lines stand as deep as their first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lecturegen.questions import Criterion, Level
from lecturegen.reading._sheet_lines import Line, Lines, SheetFault, cut, text_of
from lecturegen.schema.grammar import ITEM, LEVEL, begins_with_code, number_sign
from lecturegen.schema.signs import Signs


class Item(NamedTuple):
    """``sign``: its letter, number or points, these with their word. ``lines``: of its text, not indented any more."""

    number: int
    sign: str
    lines: list[Line]

    @property
    def text(self) -> str:
        text = text_of(self.lines).rstrip("\n")
        # code begins on the line below the sign
        return text[1:] if text.startswith("\n") and begins_with_code(text[1:]) else text


def items(lines: Lines, sign: re.Pattern[str], example: str) -> Iterator[Item]:
    """Raises SheetFault for a line that is in no item; ``example`` shows how one begins."""
    item: Item | None = None
    depth = 0
    for line in lines:
        if match := sign.fullmatch(line.text):
            if item:
                yield item
            item = Item(line.number, match["sign"], [Line(line.number, match["text"] or "")])
            depth = len(ITEM) if line.text.startswith("-") else len(number_sign(int(match["sign"])))
        elif not line.text.strip() or (item and line.text.startswith(" " * depth)):
            if item:
                item.lines.append(Line(line.number, line.text[depth:]))
        else:
            inside = f"; indent it by {depth} spaces if it goes on" if item else ""
            raise SheetFault(line.number, f"{cut(line.text)} begins no item; begin it with '{example}'{inside}")
    if item:
        yield item


def criteria(lines: Lines, signs: Signs) -> Iterator[Criterion]:
    """Raises SheetFault for a criterion that promises other points than its best level."""
    for item in items(lines, signs.criterion_pattern, signs.criterion(4)):
        first = next((i for i, line in enumerate(item.lines) if i and LEVEL.fullmatch(line.text)), len(item.lines))
        criterion = Criterion(
            text=Item(item.number, item.sign, item.lines[:first]).text,
            levels=tuple(
                Level(points=int(level.sign), text=level.text)
                for level in items(item.lines[first:], LEVEL, f"{ITEM}4: ")
            ),
        )
        if criterion.points != int("".join(filter(str.isdigit, item.sign))):
            fault = f"the criterion gives {item.sign} and its best level {criterion.points}; make them agree"
            raise SheetFault(item.number, fault)
        yield criterion
