"""The text of script.md or assessment.md -> its title, and its sections as they stand there.

A section begins at a heading whose number is the previous plus one, after a dividing line and an empty line. Nothing
less will do: bodies hold headings, dividing lines and fences that are never closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from lecturegen.errors import CourseError, DocumentError, Problem
from lecturegen.reading.text_file import read_text
from lecturegen.schema.grammar import DIVIDER
from lecturegen.schema.signs import ENGLISH_SIGNS, Signs, every_signs, signs_in

_END = f"{DIVIDER}\n\n"


class RawSection(NamedTuple):
    """``text``: what stands between the line of the heading and the dividing line. ``line``: of the heading, from 1."""

    number: int
    title: str
    line: int
    text: str


class Sort(StrEnum):
    """Which of the two documents. The value is the name of its sign."""

    SCRIPT = "script"
    ASSESSMENT = "assessment"


class Outline(NamedTuple):
    """``signs``: those that the document is written with."""

    signs: Signs
    title: str
    sections: tuple[RawSection, ...]


def load(path: Path) -> str:
    """The text of a document. Raises DocumentError if it is no text."""
    try:
        return read_text(path)
    except CourseError as error:
        raise DocumentError(*error.problems) from None


def outline(text: str, sort: Sort, name: str) -> Outline:
    """Divide a document of this sort. ``name`` is for messages. Raises DocumentError."""
    lines = text.split("\n")
    signs = signs_in(lines[0])
    if signs is None or not lines[0].startswith(sign := str(getattr(signs, sort))):
        raise DocumentError(Problem(f"{name}:1", _no_title(text, sort)))
    titles = tuple(title for one in every_signs() for title in (one.script, one.assessment))
    for line in range(3, len(lines)):
        if lines[line].startswith(titles) and lines[line - 2 : line] == [DIVIDER, ""]:
            fault = f"another document begins here, {lines[line][:60]!r}; make two files of this one"
            raise DocumentError(Problem(f"{name}:{line + 1}", fault))
    starts = list(_starts(lines, signs))
    if not starts:
        raise DocumentError(_no_section(lines, name, signs))
    ends = [*starts[1:], len(lines)]
    sections = tuple(
        _section(number, lines, start, end, name, signs)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )
    return Outline(signs, lines[0].removeprefix(sign), sections)


def _starts(lines: list[str], signs: Signs) -> Iterator[int]:
    """Indices of the headings. The first has to follow the title."""
    number = 1
    for index, line in enumerate(lines):
        if line.startswith("## ") and signs.begins_section(line, number):
            before = lines[max(0, index - 2) : index]
            if before == ([lines[0], ""] if number == 1 else [DIVIDER, ""]):
                yield index
                number += 1


def _section(number: int, lines: list[str], start: int, end: int, name: str, signs: Signs) -> RawSection:
    title = signs.section_pattern.sub("", lines[start], count=1)
    text = "\n".join(lines[start + 1 : end])
    is_last = end == len(lines)
    if not is_last:
        text += "\n"
    elif not text.endswith(_END):
        text = text.rstrip("\n") + "\n\n"  # editors trim the end of a file
    if not f"\n{text}".endswith(f"\n{_END}"):
        fault = f"section {number} never ends; put '{DIVIDER}' and an empty line after it"
        raise DocumentError(Problem(f"{name}:{len(lines)}", fault))
    return RawSection(number, title, start + 1, text.removesuffix(_END))


def _no_section(lines: list[str], name: str, signs: Signs) -> Problem:
    wanted = f"after the title come one empty line and '{signs.section(1)}…'"
    for line, text in enumerate(lines, start=1):
        if signs.begins_section(text, 1):
            return Problem(f"{name}:{line}", f"the first section stands in the wrong place; {wanted}")
    return Problem(f"{name}:{min(3, len(lines))}", f"no section begins here; {wanted}")


def _no_title(text: str, sort: Sort) -> str:
    sign = getattr(ENGLISH_SIGNS, sort)
    if not text.strip():
        return f"the file is empty; it has to begin with '{sign}…'"
    if signs_in(text.split("\n", 1)[0]):
        names = {Sort.SCRIPT: "a script", Sort.ASSESSMENT: "an assessment"}
        (other,) = {*Sort} - {sort}
        return f"this is {names[other]}, not {names[sort]}; give the other file"
    return f"the title is missing; the file has to begin with '{sign}…'"
