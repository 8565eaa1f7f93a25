"""Lines of assessment.md with their numbers, and what is wrong with one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Line(NamedTuple):
    number: int
    text: str


Lines = Sequence[Line]


class SheetFault(Exception):
    """``message`` says what is wrong in the line of this number, and what to do."""

    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message
        super().__init__(message)


def parted(lines: Lines, begins: Callable[[str, str], bool]) -> Iterator[Lines]:
    """Runs of lines. One begins at the first line, and where ``begins`` says so of the line before it and of it."""
    starts = [i for i in range(1, len(lines)) if begins(lines[i - 1].text, lines[i].text)]
    for start, end in pairwise([0, *starts, len(lines)]):
        yield lines[start:end]


def without_blank(lines: Lines) -> Lines:
    """Without the one empty line that ends a block; more of them belong to the text."""
    return lines[:-1] if lines and not lines[-1].text else lines


def text_of(lines: Lines) -> str:
    return "\n".join(line.text for line in lines)


def cut(text: str) -> str:
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"
