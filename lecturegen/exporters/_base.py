"""Exporters: what they are, how they are entered, and what all of them do to text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lecturegen.errors import Unwritable
from lecturegen.languages import words_of
from lecturegen.registry import Plugins
from lecturegen.schema import Finding, Guessed, Origin, Section, Tokens, Week
from lecturegen.schema.grammar import indented
from lecturegen.schema.writable import Fault
from lecturegen.shown.plain import plain


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a week beside itself, for the formats that show it. ``words``: spoken, one a section."""

    findings: tuple[Finding, ...] = ()
    words: tuple[int, ...] = ()
    guessed: Guessed | None = None
    tokens: Tokens | None = None
    cost_usd: float | None = None
    model: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants of the files. ``title``: of the documents. ``template``: a file of the format's own kind
    whose looks are taken over. ``answers``: a handout for students has none. ``known`` is asked by formats that
    show it, since it takes all rules to tell.
    """

    title: str
    template: Path | None = None
    answers: bool = False
    known: Callable[[], Known] = Known


class Exported(NamedTuple):
    """``files``: name -> content, the same bytes for the same week. ``findings``: what the format cannot carry."""

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()


Export = Callable[[Week, Wishes], Exported]


class Piece(NamedTuple):
    """A stretch of a file. ``where``: JSON pointer to the text it is, in what is written; empty for signs and gaps.

    ``depth``: columns that lines of the text after its first stand further in than in the document.
    """

    text: str
    where: str = ""
    depth: int = 0


def joined(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


EXPORTERS: Plugins[Export] = Plugins("lecturegen.exporters")
"""By the word after ``--to``."""


def exporter(name: str) -> Callable[[Export], Export]:
    """Enter the decorated function under ``name``, the word for it after ``--to``."""

    def enter(export: Export) -> Export:
        if name in EXPORTERS.entered:
            raise ValueError(f"two exporters are named {name!r}")
        EXPORTERS.entered[name] = export
        return export

    return enter


def guard(week: Week, faults: Callable[[Section], Iterable[Fault]]) -> None:
    """Raise Unwritable if something in ``week`` would be read back as something else.

    Rules keep such a week of ours from coming here; one that was read from files may come.
    """
    for index, section in enumerate(week.sections):
        for where, fault in faults(section):
            raise Unwritable(f"/sections/{index}{where}: {fault}")


def titled(week: Week, title: str) -> str:
    """The title of a document, which says so when no language model took part."""
    return f"{title} ({words_of(week.language).offline})" if week.origin is Origin.OFFLINE else title


def headline(title: str, number: str) -> str:
    """``title``, or the number of the frame where nothing of it would be seen: every slide has a name."""
    return title if any(sign.isprintable() and not sign.isspace() for sign in plain(title)) else number


def tidy(text: str) -> str:
    """Text without spaces at the end of lines, and without empty lines before and after."""
    return "\n".join(line.rstrip(" \t") for line in text.split("\n")).strip("\n")


def as_item(text: str) -> str:
    """Text of a list item: what follows the first line is indented, so that it stays inside the item."""
    text = tidy(text)
    first = text.split("\n", 1)[0]
    if first and not first.strip("- "):
        text = f"\\{text}"  # "- --" would be a dividing line, not an item
    return indented(text, 2)


def text_file(name: str, text: str) -> Exported:
    return Exported({name: text.encode()})
