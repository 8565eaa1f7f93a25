"""Markdown as rules need it: lines and blocks that know whether they are code, and text with its code blanked.

Everything here is linear in the length of the text, and remembered: many rules ask for the same string.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from lecturegen.schema.tex import blanked

# any indentation: a fence inside a list item stands as deep as the item
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([^`]*)$")
_TICKS = re.compile(r"`+")


class Line(NamedTuple):
    """``code``: the line is a fence or stands between two."""

    text: str
    code: bool


class _Fenced(NamedTuple):
    lines: tuple[Line, ...]
    left_open: str


@lru_cache(maxsize=4096)
def _fenced(text: str) -> _Fenced:
    lines = []
    opened = ""
    for line in text.split("\n"):
        fence = _FENCE.match(line) if "`" in line or "~" in line else None
        if opened:
            lines.append(Line(line, True))
            if fence and fence[1].startswith(opened) and not fence[2].strip():
                opened = ""
        else:
            lines.append(Line(line, fence is not None))
            opened = fence[1] if fence else ""
    return _Fenced(tuple(lines), opened)


def lines(text: str) -> tuple[Line, ...]:
    return _fenced(text).lines


def left_open(text: str) -> str:
    """The fence that is opened and never closed, or an empty string."""
    return _fenced(text).left_open


@lru_cache(maxsize=4096)
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


@lru_cache(maxsize=4096)
def blocks(text: str) -> tuple[str, ...]:
    """Paragraphs, lists, tables and fenced code, as blank lines part them. Code is never parted."""
    found: list[list[str]] = [[]]
    for line in lines(text):
        if line.text.strip() or line.code:
            found[-1].append(line.text)
        elif found[-1]:
            found.append([])
    return tuple("\n".join(block) for block in found if block)


def is_code(block: str) -> bool:
    """Whether a block from ``blocks`` is fenced code."""
    return lines(block)[0].code


def without_blocks(text: str, unwanted: set[int]) -> str:
    """``text`` without the blocks of these indices."""
    if not unwanted:
        return text
    return "\n\n".join(block for index, block in enumerate(blocks(text)) if index not in unwanted)


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
