"""assessment.md -> AssessmentSheet: the blocks of each section, of ours and of foreign files.

Texts may run over lines; they are kept as they stand, so that what is read is the same when it is written again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from lecturegen.errors import DocumentError, Problem
from lecturegen.reading._sheet_lines import Line, Lines, SheetFault, cut, parted, text_of, without_blank
from lecturegen.reading._sheet_questions import questions
from lecturegen.reading.sections import RawSection, Sort, load, outline
from lecturegen.schema.grammar import ITEM
from lecturegen.schema.markdown import AssessmentSheet, SheetSection
from lecturegen.schema.signs import Signs

_REMARK = re.compile(r"(?:<!--(?:(?!-->).)*-->\s*)+(?<!\s)", re.S)


def load_assessment(path: Path) -> AssessmentSheet:
    """Raises DocumentError."""
    return read_assessment(load(path), str(path))


def read_assessment(text: str, name: str = "assessment.md") -> AssessmentSheet:
    """Raises DocumentError, which names ``name`` and the first wrong line of each section."""
    signs, title, raw = outline(text, Sort.ASSESSMENT, name)
    sections: list[SheetSection] = []
    problems: list[Problem] = []
    for section in raw:
        try:
            sections.append(_section(section, signs))
        except SheetFault as fault:
            problems.append(Problem(f"{name}:{fault.line}", fault.message))
    if problems:
        raise DocumentError(*problems)
    return AssessmentSheet(language=signs.language, title=title, sections=tuple(sections))


def _section(raw: RawSection, signs: Signs) -> SheetSection:
    texts = raw.text.removesuffix("\n").split("\n")
    lines = [Line(number, text) for number, text in enumerate(texts, start=raw.line + 1)]
    blocks = dict(_blocks(lines, signs))
    return SheetSection(
        number=raw.number,
        title=raw.title,
        remark=_remark(lines, signs),
        objectives=tuple(_items(blocks.get(signs.objectives, ()))),
        questions=tuple(questions(blocks.get(signs.questions, ()), signs)),
        activities=tuple(_items(blocks.get(signs.activities, ()))),
        discussion=tuple(_items(blocks.get(signs.discussion, ()))),
    )


def _remark(lines: Lines, signs: Signs) -> str:
    """The comments before the first block, which has to be parted from them by an empty line."""
    first = next((index for index, line in enumerate(lines) if line.text in signs.blocks), len(lines))
    text = text_of(lines[1 : first - 1])
    return text if _REMARK.fullmatch(text) and not lines[0].text and not lines[first - 1].text else ""


def _blocks(lines: Lines, signs: Signs) -> Iterator[tuple[str, Lines]]:
    """Heading -> its lines, heading included."""
    starts = [index for index, line in enumerate(lines) if line.text in signs.blocks]
    for line in lines[: starts[0] if starts else None] if not _remark(lines, signs) else ():
        if line.text.strip():
            known = ", ".join(f"'{heading}'" for heading in signs.blocks)
            raise SheetFault(line.number, f"{cut(line.text)} belongs to no block; put it below one of {known}")
    for one, other in pairwise(lines[start] for start in starts):
        if signs.blocks.index(one.text) >= signs.blocks.index(other.text):
            raise SheetFault(
                other.number, f"'{other.text}' cannot follow '{one.text}'; put it before that, and only once"
            )
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start].text, lines[start:end]


def _items(block: Lines) -> Iterator[str]:
    if not block:
        return
    heading, *content = block
    if not content or not content[0].text.startswith(ITEM):
        raise SheetFault(
            heading.number, f"'{heading.text}' has no item below it; begin one with '{ITEM}', or drop the heading"
        )
    for item in parted(without_blank(content), lambda before, line: line.startswith(ITEM)):
        yield text_of(item).removeprefix(ITEM)
