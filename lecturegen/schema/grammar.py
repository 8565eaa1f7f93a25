"""The grammar of script.md and assessment.md, which writers print and readers look for.

Its words are those of English here; ``signs`` has them in every language that has a file.

    script  := "# Slides Script: " title, empty line, section+
    section := "## Section " number ": " title, ["*(" frames " frames)*"], empty line, body, empty line, end
    sheet   := "# Assessment: " title, empty line, quiz+
    quiz    := "## Section " number ": " title, empty line, [block of each kind, then an empty line], end
    end     := "---", empty line

A single choice of one point is printed as it has always been. Every other question says below its stem what it is, and
has lists below that; docs/questions.md shows each type.

    question := "**Question " number ":** " stem, empty line, (options | form), "**Explanation:** " text, empty line
    options  := ("  A) " text)+, empty line, "**Correct Answer:** " letter
    form     := "*(" type [", " points " points"] [": " told] ")*", empty line,
                [("- A) " text)+, empty line], [("1. " text)+, empty line], ["**Correct Answer:** " key],
                ["**Also Accepted:**", ("- " text)+, empty line],
                ["**Rubric:**", ("- " points " points: " text, ("  - " points ": " text)*)+, empty line]

Lines of a text in these lists are indented as far as its first one, so that nothing in them is a sign.

Before the first block of a quiz comments may stand (``<!-- … -->``), and an empty line after them.

A body in the strict form is a sequence of marks, each on a line of its own and followed by its text:
``ABOUT, FRAME 1, [SHOWN], (ADVANCE k, FRAME k, [SHOWN])*, END``. The text after ABOUT is the opening, after END the
closing. Only lines outside fenced code are marks.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pydantic import Field

from lecturegen.frozen import Frozen

DIVIDER = "---"

ITEM = "- "
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# how the items of lists in such a question begin; where only the sign stands, the text begins on the next line
LISTED = re.compile(r"- (?P<sign>[A-Z])\)(?: (?P<text>.*))?")
NUMBERED = re.compile(r"(?P<sign>[0-9]{1,4})\.(?: (?P<text>.*))?")
VARIANT = re.compile(r"(?P<sign>-)(?: (?P<text>.*))?")
LEVEL = re.compile(r"- (?P<sign>[0-9]{1,18}):(?: (?P<text>.*))?")
_DASHES = re.compile(r"\\*[- ]+")

# any indentation: a fence inside a list item stands as deep as the item
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([^`]*)")
_LANGUAGE = re.compile(r"[A-Za-z][\w+#.-]*[ \t]*")


def option_sign(letter: str) -> str:
    return f"  {letter}) "


class Form(Frozen):
    """What the line below a stem says. ``kind``: of the question; ``told``: what else a student has to know."""

    kind: str
    points: int = Field(default=1, ge=1)
    told: str = ""


def listed_sign(letter: str) -> str:
    return f"{ITEM}{letter}) "


def number_sign(number: int) -> str:
    return f"{number}. "


def level_sign(points: int) -> str:
    return f"{ITEM}{points}: "


def escaped(item: str) -> str:
    """An item whose first line is nothing but dashes would be a dividing line, not an item."""
    return f"\\{item}" if _DASHES.fullmatch(item.split("\n", 1)[0]) else item


def unescaped(item: str) -> str:
    return item.removeprefix("\\") if _DASHES.fullmatch(item.split("\n", 1)[0]) else item


def begins_with_code(text: str) -> bool:
    return lines(text)[0].code


def indented(text: str, depth: int) -> str:
    """``text`` with every line but the first and the empty ones ``depth`` columns further in."""
    return text if not depth else re.sub(r"\n(?=[^\n])", "\n" + " " * depth, text)


class Mark(StrEnum):
    ABOUT = "B"
    FRAME = "F"
    SHOWN = "S"
    ADVANCE = "A"
    END = "E"


STRICT = re.compile(r"BFS?(?:AFS?)*E")


class Marked(NamedTuple):
    """A line that is a mark: which, and what it says."""

    mark: Mark
    number: float
    title: str


class Line(NamedTuple):
    """``code``: the line is a fence or stands between two. ``start``: where it begins in the text."""

    text: str
    code: bool
    start: int


class _Fenced(NamedTuple):
    lines: tuple[Line, ...]
    left_open: Line | None
    begun_in: Line | None


# readers, writers and rules ask for the same text one after the other
@lru_cache(maxsize=1024)
def _fenced(text: str) -> _Fenced:
    found = []
    opened: Line | None = None
    begun_in: Line | None = None
    start = 0
    for line in text.split("\n"):
        fence = _FENCE.fullmatch(line) if "`" in line or "~" in line else None
        if opened:
            found.append(Line(line, True, start))
            if fence and fence[1].startswith(opened.text) and not fence[2].strip():
                opened = None
            elif fence and fence[1] == opened.text and _LANGUAGE.fullmatch(fence[2]) and not found[-2].text.strip():
                begun_in = begun_in or opened
        else:
            found.append(Line(line, fence is not None, start))
            opened = Line(fence[1], True, start + fence.start(1)) if fence else None
        start += len(line) + 1
    return _Fenced(tuple(found), opened, begun_in)


def lines(text: str) -> tuple[Line, ...]:
    """The lines of ``text``. A fence that is never closed holds all that follows."""
    return _fenced(text).lines


def left_open(text: str) -> Line | None:
    """The fence that is opened and never closed, such as the three backticks of its line."""
    return _fenced(text).left_open


def begun_in(text: str) -> Line | None:
    """The fence in which, below an empty line, another begins: the end of that one was taken for its own."""
    return _fenced(text).begun_in
