"""Signs that no font shows -> where they stand in the week."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from lecturegen.schema import Week

_MISSING = re.compile(r'the text `"(.*)"` could not be displayed with font')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_UNPRINTED = frozenset(("id", "topics", "sources"))
_LOOK = "\ufe0f"
"""Asks for the coloured form of the sign before it."""


def missing(diagnostic: str) -> tuple[str, ...]:
    """The signs that Typst names, without the digit of a keycap and what else is only a part of one."""
    named = dict.fromkeys(_ESCAPED.sub(_sign, text) for text in _MISSING.findall(diagnostic))
    whole = tuple(text for text in named if not text.isascii() and text != _LOOK)
    return whole or tuple(named)


def unshown(week: Week, signs: Sequence[str]) -> Iterator[str]:
    """A line for each place in ``week`` and sign; signs that are only in words of ours come without a place."""
    held = week.model_dump(include={"title", "sections"})
    found = [(where, sign) for where, text in _texts(held) for sign in signs if sign in text]
    yield from dict.fromkeys(f"{_place(week, where)}: {_named(sign)}" for where, sign in found)
    yield from (_named(sign) for sign in signs if sign not in {known for _, known in found})


def _sign(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16)) if escaped[1] else escaped[2]


def _named(sign: str) -> str:
    codes = " ".join(f"U+{ord(one):04X} {unicodedata.name(one, '')}".strip() for one in sign)
    return f"'{sign}' ({codes})"


def _texts(held: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(held, str):
        yield where, held
    elif isinstance(held, dict):
        for name, value in held.items():
            if name not in _UNPRINTED:
                yield from _texts(value, (*where, name))
    elif isinstance(held, list | tuple):
        for at, value in enumerate(held):
            yield from _texts(value, (*where, at))


def _place(week: Week, where: tuple[str | int, ...]) -> str:
    """In words: "section 2 'Trees', frame 2.1 'A split halves impurity', bullets 3"."""
    match where:
        case ("sections", int(at), "frames", int(place), *rest):
            section = week.sections[at]
            frame = f"frame {at + 1}.{place + 1} {section.frames[place].title!r}"
            return f"section {at + 1} {section.title!r}, {frame}, {_part(rest)}"
        case ("sections", int(at), *rest):
            return f"section {at + 1} {week.sections[at].title!r}, {_part(rest)}"
        case _:
            return "the week's title"


def _part(rest: Sequence[str | int]) -> str:
    return " ".join(str(step + 1) if isinstance(step, int) else step for step in rest)
