"""Cues in brackets: where they stand in a spoken text, and the text without them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from lecturegen.rules._maths import without_maths

_BRACKETED = re.compile(r"\(([^()\[\]\n]{1,160})\)|\[([^()\[\]\n]{1,160})\](?!\()")  # a link's text is no cue
_MARKS_BEFORE = re.compile(r"(?:\\text\w{2}\{)?[*_]{0,3}\Z")  # \textbf{(…)} is how LaTeX would set one
_MARKS_AFTER = re.compile(r"[*_}]{0,4}")
_ENDED = re.compile(r"[.!?…:;][\"”’)*_]*\s*$")
_BEGINS = re.compile(r"\s*[\"“‘*_(\[]*(?:[A-ZÀ-Þ0-9]|$)")
_PAUSE = re.compile(
    r"(?:(?:brief|short|long) )?(?:pauses?|pausing|wait(?:s|ing)?|silence|beat|give (?:them|it|the room|students)|"
    r"let (?:them|it|the room|students)|count to|hold)\b",
    re.I,
)


class Place(StrEnum):
    LINE = "alone on its line"
    BETWEEN = "between two sentences"
    INSIDE = "inside a sentence"


class Cue(NamedTuple):
    start: int
    end: int
    text: str
    place: Place


Test = Callable[[str], object]


def is_pause(text: str) -> bool:
    """``Pause for ten seconds``: a cue we want, on a line of its own."""
    return bool(_PAUSE.match(text))


def cues(value: str, test: Test) -> Iterator[Cue]:
    """The bracketed pieces of ``value`` whose words pass ``test``; code and maths are not looked at."""
    plain = without_maths(value)
    if "(" not in plain and "[" not in plain:
        return
    for match in _BRACKETED.finditer(plain):
        text = (match[1] or match[2]).strip(" *_")
        if test(text):
            before = _MARKS_BEFORE.search(plain, max(match.start() - 11, 0), match.start())
            after = _MARKS_AFTER.match(plain, match.end())
            start = before.start() if before else match.start()
            end = after.end() if after else match.end()
            yield Cue(start, end, text, _place(plain, start, end))


def _place(plain: str, start: int, end: int) -> Place:
    line_start = plain.rfind("\n", 0, start) + 1
    line_end = plain.find("\n", end)
    before, after = plain[line_start:start], plain[end : line_end if line_end >= 0 else len(plain)]
    if not before.strip(" \t*_#") and not after.strip(" \t*_.:"):
        return Place.LINE
    if (not before.strip() or _ENDED.search(before[-20:])) and _BEGINS.match(after):
        return Place.BETWEEN
    return Place.INSIDE


def without_cues(value: str, test: Test) -> str:
    """``value`` without the cues that stand alone or between sentences; a pause moves to a line of its own."""
    parts: list[str] = []
    last = 0
    for cue in cues(value, test):
        if cue.place is Place.INSIDE or (cue.place is Place.LINE and is_pause(cue.text)):
            continue
        before, after = value[last : cue.start], value[cue.end :]
        parts.append(before.rstrip(" \t*_") if cue.place is Place.LINE else before.rstrip(" \t"))
        if is_pause(cue.text):
            parts.append(f"\n\n*({cue.text})*\n\n")
        elif cue.place is Place.BETWEEN and before.strip():
            parts.append(" ")
        last = cue.end + len(after) - len(after.lstrip(" \t" + "*_.:" * (cue.place is Place.LINE)))
    if not parts:
        return value
    return re.sub(r"\n{3,}", "\n\n", "".join([*parts, value[last:]])).strip("\n ")
