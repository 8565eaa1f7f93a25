"""Markdown as rules need it: blocks that know where they stand and whether they are code, and text without its code.

Everything here is linear in the length of the text, and remembered: many rules ask for the same string.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from lecturegen.schema.grammar import Line, lines
from lecturegen.schema.tex import blanked

_TICKS = re.compile(r"`+")


class Piece(NamedTuple):
    """A part of a text, and where it begins there, so that a finding can point to it. ``code``: it is fenced."""

    text: str
    start: int
    code: bool = False

    @property
    def at(self) -> tuple[int, int]:
        """Its start and end, without the space around it."""
        begin = self.start + len(self.text) - len(self.text.lstrip())
        return begin, max(begin, self.start + len(self.text.rstrip()))


@lru_cache(maxsize=1024)
def without_code(text: str) -> str:
    """``text`` with fenced and inline code blanked: the same length, the same line ends."""
    if "`" not in text and "~" not in text:
        return text
    plain = "\n".join(" " * len(line.text) if line.code else line.text for line in lines(text))
    return blanked(plain, _inline_code(plain))


def _inline_code(plain: str) -> list[tuple[int, int]]:
    """Spans from a run of backticks to the next run of the same length, within a paragraph."""
    spans = []
    start = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", plain):
        runs = [(m.start() + start, m.end() + start) for m in _TICKS.finditer(paragraph)]
        start += len(paragraph)
        following: dict[int, list[int]] = {}
        for index in reversed(range(len(runs))):
            following.setdefault(runs[index][1] - runs[index][0], []).append(index)
        index = 0
        while index < len(runs):
            same = following[runs[index][1] - runs[index][0]]
            while same and same[-1] <= index:
                same.pop()
            if same:
                spans.append((runs[index][0], runs[same[-1]][1]))
                index = same[-1]
            index += 1
    return spans


@lru_cache(maxsize=1024)
def blocks(text: str) -> tuple[Piece, ...]:
    """Paragraphs, lists, tables and fenced code, as blank lines part them. Code is never parted."""
    found = []
    first = last = None
    for line in lines(text):
        if line.text.strip() or line.code:
            first, last = first or line, line
        elif first and last:
            found.append(_block(text, first, last))
            first = None
    if first and last:
        found.append(_block(text, first, last))
    return tuple(found)


def _block(text: str, first: Line, last: Line) -> Piece:
    return Piece(text[first.start : last.start + len(last.text)], first.start, first.code)


def without_blocks(text: str, unwanted: set[Piece]) -> str:
    if not unwanted:
        return text
    return "\n\n".join(block.text for block in blocks(text) if block not in unwanted)


def without_lines(text: str, unwanted: Callable[[str], bool]) -> str:
    """``text`` without the lines outside code that are ``unwanted``, and without the empty lines that those leave."""
    kept: list[str] = []
    dropped = False
    for line in lines(text):
        if not line.code and line.text.strip() and unwanted(line.text):
            dropped = True
        elif dropped and not line.text.strip() and not line.code and (not kept or not kept[-1].strip()):
            continue
        else:
            dropped = False
            kept.append(line.text)
    if len(kept) == len(lines(text)):
        return text
    return "\n".join(kept).strip("\n")
