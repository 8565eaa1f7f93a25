"""Texts under letters, and keys that name some of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lecturegen.schema.grammar import LETTERS
from lecturegen.schema.markdown import SheetOption, SheetQuestion
from lecturegen.schema.paper._base import Fault, Misprint


def lettered(texts: Sequence[str]) -> tuple[SheetOption, ...]:
    return tuple(SheetOption(letter=letter, text=text) for letter, text in zip(LETTERS, texts, strict=False))


def without_letters(where: str, number: int) -> Iterator[Fault]:
    if not 1 < number <= len(LETTERS):
        yield where, f"{number} options; there are letters for 2 to {len(LETTERS)}"


def found_in(shown: Sequence[str], texts: Sequence[str]) -> tuple[int, ...]:
    """The place of each text in ``shown``, which has all of them. Equal texts have different places."""
    left: list[str | None] = list(shown)
    places = []
    for text in texts:
        places.append(left.index(text))
        left[places[-1]] = None
    return tuple(places)


def key_of(places: Sequence[int]) -> str:
    return ", ".join(LETTERS[place] for place in places)


def named_by(sheet: SheetQuestion) -> tuple[int, ...]:
    """The places of the options that the key names, in its order. Raises Misprint."""
    letters = [option.letter for option in sheet.options]
    named = re.split(r" *, *", sheet.key.strip())
    for letter in named:
        if letter not in letters:
            fault = f"the key '{sheet.key}' names no option '{letter}'; name letters among {', '.join(letters)}"
            raise Misprint("/key", fault)
        if named.count(letter) > 1:
            raise Misprint("/key", f"the key '{sheet.key}' names {letter} twice; name each letter once")
    return tuple(map(letters.index, named))
