"""Signs that no font shows -> where they stand in the week."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from lecturegen.schema import Week

_MISSING = re.compile(r'the text `"(.*)"` could not be displayed with font')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_MOST, _FEW = 50, 3
"""Places, and signs of a place, that are told: a whole script may be missing."""
_UNPRINTED = frozenset(("id", "topics", "sources"))
_LOOK = "\ufe0f"
"""Asks for the coloured form of the sign before it."""


def missing(diagnostic: str) -> tuple[str, ...]:
    """The signs that Typst names, without the digit of a keycap and what else is only a part of one."""
    named = dict.fromkeys(_ESCAPED.sub(_sign, text) for text in _MISSING.findall(diagnostic))
    whole = tuple(text for text in named if not text.isascii() and text != _LOOK)
    return whole or tuple(named)


def unshown(week: Week, signs: Sequence[str]) -> Iterator[str]:
    """A line for each place in ``week`` with its signs; signs that are only in words of ours come without a place."""
    places: dict[str, list[str]] = {}
    for where, text in _texts(week.model_dump(include={"title", "sections"})):
        if found := [sign for sign in signs if sign in text]:
            places.setdefault(_place(week, where), []).extend(found)
    lines = [f"{place}: {_listed(list(dict.fromkeys(found)))}" for place, found in places.items()]
    known = {sign for found in places.values() for sign in found}
    lines += [_named(sign) for sign in signs if sign not in known]
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"and {len(lines) - _MOST} places more"


def _listed(signs: Sequence[str]) -> str:
    more = f" and {len(signs) - _FEW} signs more" if len(signs) > _FEW else ""
    return ", ".join(map(_named, signs[:_FEW])) + more


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
