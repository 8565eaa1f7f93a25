"""Lines that announce instead of being spoken: headings, bold or bracketed labels, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from lecturegen.rules._markdown import Piece
from lecturegen.schema.grammar import Line, lines

_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(.{1,200})$")
_STRONG = re.compile(r"[ \t]*([*_]{1,3})([^*_\n]{1,200})\1[ \t]*(.*)$")
_BRACKET = re.compile(r"[ \t]*(?:\[([^\[\]\n]{1,200})\](?!\()|\(([^()\n]{1,200})\))[ \t]*(.*)$")
_MARKS = re.compile(r"^[\s*_\[(#]+|[\s*_\])#:]+$")
MOST_WORDS = 20
"""A longer line is speech, whatever it begins with."""


class Kind(StrEnum):
    HEADING = "heading"
    STRONG = "strong"  # bold or italics
    SQUARE = "in square brackets"
    ROUND = "in round brackets"
    PLAIN = "plain"


_BRACKETS = {"[": Kind.SQUARE, "(": Kind.ROUND}


class Label(NamedTuple):
    """``text`` without marks; ``rest``: what is spoken after it on the same line."""

    kind: Kind
    text: str
    rest: str


@lru_cache(maxsize=4096)
def label(line: str) -> Label | None:
    """The label that ``line`` is or begins with. A short plain line may be one: its words decide.

    ``**Introduction** sorts are slow`` has none: what is bold in a sentence labels only with a colon.
    """
    if not line.strip():
        return None
    if heading := _HEADING.match(line):
        found = Label(Kind.HEADING, heading[1], "")
    elif strong := _STRONG.match(line):
        found = Label(_BRACKETS.get(strong[2].strip()[:1], Kind.STRONG), strong[2], strong[3])
    elif bracket := _BRACKET.match(line):
        found = Label(Kind.SQUARE if bracket[1] else Kind.ROUND, bracket[1] or bracket[2], bracket[3])
    else:
        found = Label(Kind.PLAIN, line, "")
    emphasised = found.kind is Kind.STRONG and found.rest and ":" not in (found.text.rstrip()[-1:], found.rest[:1])
    spoken = found.kind is Kind.PLAIN and found.text.rstrip().endswith((".", "!", "?"))
    if emphasised or spoken or len(found.text.split()) > MOST_WORDS:
        return None
    return found._replace(text=_MARKS.sub("", found.text), rest=found.rest.lstrip(":").strip())


Test = Callable[[Label], object]


def labelled(text: str, test: Test) -> list[Piece]:
    """The labels outside code that pass ``test``, each without what is spoken after it on its line."""
    return [
        Piece(line.text[: len(line.text.rstrip()) - len(mark.rest)], line.start)
        for line, mark in _labels(text)
        if test(mark)
    ]


# each kind of label has a rule of its own
@lru_cache(maxsize=1024)
def _labels(text: str) -> tuple[tuple[Line, Label], ...]:
    return tuple((line, mark) for line in lines(text) if not line.code and (mark := label(line.text)))


def without_labels(text: str, test: Test) -> str:
    """``text`` without such labels; what is spoken after one on its line is kept."""
    if not labelled(text, test):
        return text
    kept: list[str] = []
    dropped = False
    for line in lines(text):
        mark = None if line.code else label(line.text)
        is_label = mark is not None and bool(test(mark))
        said = mark.rest if mark is not None and is_label else line.text
        if is_label and not said:
            dropped = True
        # where a label stood between two empty lines, one is enough
        elif not dropped or said.strip() or (kept and kept[-1].strip()):
            dropped = False
            kept.append(said)
    return "\n".join(kept).strip("\n")
