"""Exporters: what they are, how they are entered, and what all of them do to text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from lecturegen.frozen import Same
from lecturegen.schema import Origin, Week
from lecturegen.schema.grammar import OFFLINE
from lecturegen.schema.writable import unwritable

Export = Callable[[Week, str], dict[str, str]]
"""A week and the title of its documents -> file name -> text."""


class Piece(NamedTuple):
    """A stretch of a file. ``where``: JSON pointer to the text it is, in what is written; empty for signs and gaps."""

    text: str
    where: str = ""


def joined(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


EXPORTERS: dict[str, Export] = {}


def exporter(name: str) -> Callable[[Export], Export]:
    """Enter the decorated function under ``name``, the word for it after ``--to``."""

    def enter(export: Export) -> Export:
        if name in EXPORTERS:
            raise ValueError(f"two exporters are named {name!r}")
        EXPORTERS[name] = export
        return export

    return enter


def guard(week: Week) -> None:
    """Raise ValueError if something in ``week`` would be read back as something else.

    Rules keep such a week from coming here; that one did is a mistake of ours, not of the user.
    """
    if fault := _fault(Same(week)):
        raise ValueError(f"{fault}; a rule has to reject this before it is written")


# a week is written in several formats, one after the other
@lru_cache(maxsize=1)
def _fault(key: Same[Week]) -> str:
    """The first, with its place; empty if there is none."""
    faults = ((index, *fault) for index, section in enumerate(key.document.sections) for fault in unwritable(section))
    return next((f"/sections/{index}{where}: {fault}" for index, where, fault in faults), "")


def titled(week: Week, title: str) -> str:
    """The title of a document, which says so when no language model took part."""
    return f"{title} ({OFFLINE})" if week.origin is Origin.OFFLINE else title


def tidy(text: str) -> str:
    """Text without spaces at the end of lines, and without empty lines before and after."""
    return "\n".join(line.rstrip(" \t") for line in text.split("\n")).strip("\n")


def as_item(text: str) -> str:
    """Text of a list item: what follows the first line is indented, so that it stays inside the item."""
    first, *others = tidy(text).split("\n")
    if first and not first.strip("- "):
        first = f"\\{first}"  # "- --" would be a dividing line, not an item
    return "\n".join([first, *(f"  {line}" if line else "" for line in others)])
