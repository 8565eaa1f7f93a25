"""Paths, folders and globs -> the files of each week.

In a folder script.md, assessment.md and slides.tex are looked for, however deep; a file that is named may have any
name: its ending or its first line says what it is. A script and an assessment belong to one week if they lie in one
folder and have the same title, or are the only ones of their kind there; slides belong to the only script of their
folder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from glob import glob, has_magic
from pathlib import Path

from lecturegen.errors import CourseError, DocumentError, InputError, Problem
from lecturegen.reading.text_file import read_text
from lecturegen.schema.signs import ENGLISH_SIGNS, signs_in

NAMES = ("script.md", "assessment.md", "slides.tex")
EXPORTS = "exports"
"""The folder beside a week's files for what they are exported to, script.md among it: no week of its own."""


class Sort(StrEnum):
    SCRIPT = "script"
    SHEET = "assessment"
    DECK = "slides"


@dataclass(frozen=True)
class Bundle:
    """The files of one week, by path; the rest is read by whoever checks it."""

    script: Path | None = None
    sheet: Path | None = None
    deck: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(path for path in (self.script, self.sheet, self.deck) if path)

    @property
    def folder(self) -> Path:
        return self.paths[0].parent


def find(paths: Sequence[str]) -> tuple[list[Bundle], list[Problem]]:
    """The weeks that ``paths`` name, and what is wrong with single files. Raises InputError for what names nothing."""
    named: dict[Path, None] = {}
    for given in paths:
        named.update(dict.fromkeys(_files(given)))
    sorts: dict[Path, list[tuple[Path, Sort, str]]] = defaultdict(list)
    problems: list[Problem] = []
    for path in named:
        try:
            sort, title = sort_of(path)
        except InputError as error:
            problems += error.problems
        else:
            sorts[path.parent].append((path, sort, title))
    return [bundle for files in sorts.values() for bundle in _bundles(files)], problems


def sort_of(path: Path) -> tuple[Sort, str]:
    """What a file is, and its title, from its first line. Raises InputError."""
    if path.suffix.lower() == ".tex":
        return Sort.DECK, ""
    try:
        with path.open("rb") as file:
            head = file.readline(1000)
    except OSError:
        head = b""
    first = head.decode("utf-8-sig", "replace").rstrip("\r\n")
    if signs := signs_in(first):
        if first.startswith(signs.script):
            return Sort.SCRIPT, first.removeprefix(signs.script)
        return Sort.SHEET, first.removeprefix(signs.assessment)
    try:
        text = read_text(path)
    except CourseError as error:
        raise DocumentError(*error.problems) from None
    fault = "the file is empty" if not text.strip() else "this is neither a script nor an assessment"
    wanted = f"the first line has to begin with '{ENGLISH_SIGNS.script}' or '{ENGLISH_SIGNS.assessment}'"
    raise DocumentError(Problem(f"{path}:1", f"{fault}; {wanted}"))


def _files(path: str) -> Iterator[Path]:
    pattern = has_magic(path) and not Path(path).exists()
    found = sorted(glob(path, recursive=True)) if pattern else [path]  # noqa: PTH207  # Path.glob knows no absolute patterns
    if not found:
        raise DocumentError(Problem(path, "nothing matches; check the pattern"))
    for one in map(Path, found):
        if not one.is_dir():
            yield one
            continue
        below = [file for name in NAMES for file in one.rglob(name) if file.parent == one or not _is_exported(file)]
        if not below and not has_magic(path):
            raise DocumentError(
                Problem(str(one), f"there is no {', '.join(NAMES[:-1])} or {NAMES[-1]} in this folder; name the files")
            )
        yield from sorted(below, key=lambda file: (file.parent, NAMES.index(file.name)))


def _is_exported(file: Path) -> bool:
    return file.parent.name == EXPORTS and any((file.parents[1] / name).is_file() for name in NAMES)


def _bundles(files: Iterable[tuple[Path, Sort, str]]) -> Iterator[Bundle]:
    scripts, sheets, decks = ([(path, title) for path, sort, title in files if sort is one] for one in Sort)
    alone = len(scripts) == len(sheets) == 1
    for path, title in scripts:
        match = next((sheet for sheet in sheets if sheet[1] == title or alone), None)
        if match:
            sheets.remove(match)
        deck = decks.pop() if len(scripts) == len(decks) == 1 else None
        yield Bundle(path, match[0] if match else None, deck[0] if deck else None)
    for path, _ in sheets:
        yield Bundle(sheet=path)
    for path, _ in decks:
        yield Bundle(deck=path)
