"""assessment.md -> AssessmentSheet: the blocks of each section, of ours and of foreign files.

Texts may run over lines; they are kept as they stand, so that what is read is the same when it is written again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from lecturegen.errors import DocumentError, Problem
from lecturegen.reading.sections import RawSection, load, outline
from lecturegen.schema.grammar import (
    ACTIVITIES,
    ASSESSMENT,
    BLOCKS,
    DISCUSSION,
    EXPLANATION,
    ITEM,
    KEY,
    OBJECTIVES,
    QUESTIONS,
)
from lecturegen.schema.markdown import AssessmentSheet, SheetOption, SheetQuestion, SheetSection

_QUESTION = re.compile(r"\*\*Question [0-9]+:\*\* ")
_REMARK = re.compile(r"(?:<!--(?:(?!-->).)*-->\s*)+(?<!\s)", re.S)
_OPTION = re.compile(r"  ([A-Z])\) (.*)")
# how options begin, the surest first; foreign files have some without a space, and some without a letter
_SURE = re.compile(r"  A\)")
_LETTERED = re.compile(r"  [A-Z]\)")
_UNLETTERED = re.compile(r"  \S")


class _Line(NamedTuple):
    number: int
    text: str


_Lines = Sequence[_Line]


class _Fault(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message
        super().__init__(message)


def load_assessment(path: Path) -> AssessmentSheet:
    """Raises DocumentError."""
    return read_assessment(load(path), str(path))


def read_assessment(text: str, name: str = "assessment.md") -> AssessmentSheet:
    """Raises DocumentError, which names ``name`` and the first wrong line of each section."""
    title, raw = outline(text, ASSESSMENT, name)
    sections: list[SheetSection] = []
    problems: list[Problem] = []
    for section in raw:
        try:
            sections.append(_section(section))
        except _Fault as fault:
            problems.append(Problem(f"{name}:{fault.line}", fault.message))
    if problems:
        raise DocumentError(*problems)
    return AssessmentSheet(title=title, sections=tuple(sections))


def _section(raw: RawSection) -> SheetSection:
    texts = raw.text.removesuffix("\n").split("\n")
    lines = [_Line(number, text) for number, text in enumerate(texts, start=raw.line + 1)]
    blocks = dict(_blocks(lines))
    return SheetSection(
        number=raw.number,
        title=raw.title,
        remark=_remark(lines),
        objectives=tuple(_items(blocks.get(OBJECTIVES, ()))),
        questions=tuple(_questions(blocks.get(QUESTIONS, ()))),
        activities=tuple(_items(blocks.get(ACTIVITIES, ()))),
        discussion=tuple(_items(blocks.get(DISCUSSION, ()))),
    )


def _remark(lines: _Lines) -> str:
    """The comments before the first block, which has to be parted from them by an empty line."""
    first = next((index for index, line in enumerate(lines) if line.text in BLOCKS), len(lines))
    text = _text(lines[1 : first - 1])
    return text if _REMARK.fullmatch(text) and not lines[0].text and not lines[first - 1].text else ""


def _blocks(lines: _Lines) -> Iterator[tuple[str, _Lines]]:
    """Heading -> its lines, heading included."""
    starts = [index for index, line in enumerate(lines) if line.text in BLOCKS]
    for line in lines[: starts[0] if starts else None] if not _remark(lines) else ():
        if line.text.strip():
            known = ", ".join(f"'{heading}'" for heading in BLOCKS)
            raise _Fault(line.number, f"{_cut(line.text)} belongs to no block; put it below one of {known}")
    for one, other in pairwise(lines[start] for start in starts):
        if BLOCKS.index(one.text) >= BLOCKS.index(other.text):
            raise _Fault(other.number, f"'{other.text}' cannot follow '{one.text}'; put it before that, and only once")
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start].text, lines[start:end]


def _items(block: _Lines) -> Iterator[str]:
    if not block:
        return
    heading, *content = block
    if not content or not content[0].text.startswith(ITEM):
        raise _Fault(
            heading.number, f"'{heading.text}' has no item below it; begin one with '{ITEM}', or drop the heading"
        )
    for item in _parted(_without_blank(content), lambda before, line: line.startswith(ITEM)):
        yield _text(item).removeprefix(ITEM)


def _questions(block: _Lines) -> Iterator[SheetQuestion]:
    if not block:
        return
    heading, *content = block
    if content and not content[0].text:
        content = content[1:]
    if not content or not _QUESTION.match(content[0].text):
        raise _Fault(heading.number, f"'{heading.text}' has no question below it; begin one with '**Question 1:** '")
    for question in _parted(content, lambda before, line: not before and _QUESTION.match(line) is not None):
        yield _question(_without_blank(question))


def _question(lines: _Lines) -> SheetQuestion:
    texts = [line.text for line in lines]
    keys = (
        index
        for index, (one, other) in enumerate(pairwise(texts))
        if one.startswith(KEY) and other.startswith(EXPLANATION)
    )
    key = next(keys, None)
    if key is None:
        signs = f"a line '{KEY}…' and below it a line '{EXPLANATION}…'"
        raise _Fault(lines[0].number, f"{_cut(texts[0])} has no key; add {signs}")
    asked = _without_blank(lines[:key])
    first = _first_option([line.text for line in asked])
    if first is None:
        raise _Fault(lines[0].number, f"{_cut(texts[0])} has no options; add lines '  A) …' below an empty line")
    return SheetQuestion(
        stem=_QUESTION.sub("", _text(_without_blank(asked[:first])), count=1),
        options=tuple(_options(asked[first:])),
        key=texts[key].removeprefix(KEY),
        explanation=_text(lines[key + 1 :]).removeprefix(EXPLANATION),
    )


def _first_option(texts: Sequence[str]) -> int | None:
    """The last place where options can begin, since a stem may hold what looks like some."""
    after_blank = [i for i in range(1, len(texts)) if not texts[i - 1]]
    for pattern in (_SURE, _LETTERED, _UNLETTERED):
        if starts := [i for i in after_blank if pattern.match(texts[i])]:
            return starts[-1]
    return next((i for i in range(1, len(texts)) if _LETTERED.match(texts[i])), None)


def _options(lines: _Lines) -> Iterator[SheetOption]:
    for option in _parted(lines, lambda before, line: _LETTERED.match(line) is not None):
        text = _text(option)
        lettered = _OPTION.match(text)
        if lettered:
            yield SheetOption(letter=lettered[1], text=text[lettered.start(2) :])
        else:
            yield SheetOption(letter="", text=text.removeprefix("  "))


def _parted(lines: _Lines, begins: Callable[[str, str], bool]) -> Iterator[_Lines]:
    """Runs of lines. One begins at the first line, and where ``begins`` says so of a line and the one before it."""
    starts = [i for i in range(1, len(lines)) if begins(lines[i - 1].text, lines[i].text)]
    for start, end in pairwise([0, *starts, len(lines)]):
        yield lines[start:end]


def _without_blank(lines: _Lines) -> _Lines:
    """Without the one empty line that ends a block; more of them belong to the text."""
    return lines[:-1] if lines and not lines[-1].text else lines


def _text(lines: _Lines) -> str:
    return "\n".join(line.text for line in lines)


def _cut(text: str) -> str:
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"
