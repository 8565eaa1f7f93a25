"""Paths, folders and globs -> sources of units: course files, and weeks that lie side by side in a folder.

Only names are looked at before the first unit is made. A source is read when its turn comes, and what stays of it then
is a few words for each of its weeks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from glob import glob, has_magic
from itertools import groupby
from pathlib import Path
from typing import Protocol

from lecturegen.assessing.desk import SCRIPT, SHEET, desk_of, name_below
from lecturegen.errors import CourseError, DocumentError, PathError, Problem
from lecturegen.existing.config import NAME as CONFIG
from lecturegen.existing.find import NAMES, Bundle, find
from lecturegen.existing.ours import PLAN
from lecturegen.faculty.course import course_of
from lecturegen.faculty.unit import Step, Unit
from lecturegen.run_dir import week_path
from lecturegen.stages.load import is_course_file

_COURSE = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?weeks\s*:", re.M)
_EXPORTS = re.compile(rb"exports")
_NUMBER = re.compile(r"(\d{1,2})\D*$")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is wanted of all that is found. ``out``: where courses are made; weeks that are there are written below it
    only if ``apart``."""

    steps: tuple[Step, ...]
    out: Path
    apart: bool = False

    def key(self, folder: Path) -> str:
        """How a week that is written to ``folder`` is called, wherever the run was started."""
        folder, out = folder.resolve(), self.out.resolve()
        return folder.relative_to(out).as_posix() if folder.is_relative_to(out) else folder.as_posix()


Units = Callable[[], Iterator[Unit]]
"""Makes a unit for each week, as often as it is called: a key is small, and a unit is not."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a source is called, its weeks, and what is wrong with files that are therefore in none of them."""

    course: str
    units: Units
    problems: Sequence[Problem] = ()


class Source(Protocol):
    """``path``: course file or folder."""

    @property
    def path(self) -> Path: ...

    def open(self) -> Contents:
        """Raises InputError."""
        ...


def existing(given: Sequence[str]) -> list[Path]:
    """The files and folders that are named, each once. Raises PathError for all that cannot be found."""
    found: dict[Path, None] = {}
    problems = []
    for one in given:
        pattern = has_magic(one) and not os.path.lexists(one)
        paths = sorted(glob(one, recursive=True)) if pattern else [one]  # noqa: PTH207  # Path.glob knows no absolute patterns
        if not paths:
            problems.append(Problem(one, "nothing matches; check the pattern"))
        elif not pattern:
            try:
                Path(one).stat()
            except FileNotFoundError:
                problems.append(Problem(one, "there is no such file or folder"))
            except OSError as error:
                problems.append(Problem(one, f"cannot be opened: {error.strerror}"))
        found.update(dict.fromkeys(map(Path, paths)))
    if problems:
        raise PathError(*problems)
    return list(found)


def sources(paths: Iterable[Path], shelf: Shelf) -> Iterator[Source]:
    """In the order of ``paths``, folders as they are walked. Weeks side by side in one folder are one source."""
    roots = list(paths)
    for folder, files in groupby(_files(roots, shelf), _side):
        if is_course_file(folder):
            yield CourseFile(folder, shelf)
        else:
            yield WeekFolders(folder, tuple(files), shelf, tuple(map(str, roots)))


def formats_named(paths: Iterable[Path], shelf: Shelf) -> tuple[str, ...]:
    """The formats that course files name for their weeks; a file that cannot be read is told when its turn comes.

    A file is read for it only if it has the word.
    """
    found: dict[str, None] = {}
    for path in _files(paths, shelf):
        if not is_course_file(path) or not _has(path, _EXPORTS):
            continue
        with suppress(CourseError):
            course = course_of(path)
            found |= {name: None for week in course.weeks for name in course.brief(week.number).exports}
    return tuple(found)


def _side(path: Path) -> Path:
    """Files with the same are one source: a course file is its own, weeks have the folder above theirs."""
    return path if is_course_file(path) or path.is_dir() else path.parent.parent


def _files(paths: Iterable[Path], shelf: Shelf) -> Iterator[Path]:
    """Every course file, every file of a week that is there, and every folder with nothing to do or that is barred."""
    for path in paths:
        if path.is_dir():
            yield from _walk(path, shelf)
        else:
            yield path


def _walk(root: Path, shelf: Shelf) -> Iterator[Path]:
    """What is made below ``shelf.out`` by this very run is not found in it. Links are followed, each folder once."""
    courses = Step.WEEK in shelf.steps
    barred: list[Path] = []
    seen, empty = {root.resolve()} | ({shelf.out.resolve()} if courses else set()), True
    for folder, below, names in os.walk(
        root, onerror=lambda error: barred.append(Path(error.filename)), followlinks=True
    ):
        places = {name: Path(folder, name).resolve() for name in sorted(below) if not name.startswith(".")}
        below[:] = [name for name, place in places.items() if place not in seen]
        seen.update(places.values())
        for name in sorted(names):
            path = Path(folder, name)
            if (courses and _is_course(path)) or (shelf.steps != (Step.WEEK,) and name in NAMES):
                empty = False
                yield path
    yield from barred
    if empty and not barred:
        yield root


def _is_course(path: Path) -> bool:
    """Whether a file that nobody has named is one: YAML with weeks."""
    if not is_course_file(path) or path.name in (PLAN, CONFIG):
        return False
    return _has(path, _COURSE)


def _has(path: Path, words: re.Pattern[bytes]) -> bool:
    try:
        # a pipe would be waited for; without its zeros, words are found in UTF-16, too, which whoever opens it names
        return not path.is_fifo() and words.search(path.read_bytes().replace(b"\0", b"")) is not None
    except OSError:
        return True  # whoever opens it says what is wrong


@dataclass(frozen=True, slots=True)
class CourseFile:
    """Its weeks are made; or, if that is not wanted, what else is to be done with those that it has."""

    path: Path
    shelf: Shelf

    def open(self) -> Contents:
        course = course_of(self.path)
        weeks = [(week.number, week.title) for week in course.weeks]
        return Contents(course.title, partial(self._units, course.title, weeks))

    def _units(self, course: str, weeks: Sequence[tuple[int, str]]) -> Iterator[Unit]:
        steps = self.shelf.steps
        if Step.WEEK in steps:
            steps = tuple(step for step in steps if step is not Step.ASSESS)  # new weeks have new questions
        for number, title in weeks:
            folder = week_path(self.shelf.out, course, number)
            yield Unit(
                key=self.shelf.key(folder), steps=steps, course=course, number=number, title=title, source=self.path,
                folder=folder,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class WeekFolders:
    """Weeks that are there. ``files``: theirs; ``roots``: what the user has named."""

    path: Path
    files: tuple[Path, ...]
    shelf: Shelf
    roots: tuple[str, ...]

    def open(self) -> Contents:
        steps = tuple(step for step in self.shelf.steps if step is not Step.WEEK)
        if self.files == (self.path,):
            raise PathError(Problem(str(self.path), self._nothing()))
        if not steps:
            fault = "weeks that are there need --do assess or --do export; --do week takes course files"
            raise DocumentError(Problem(str(self.files[0]), fault))
        bundles, problems = find(list(map(str, self.files)))
        if problems and not bundles:
            raise DocumentError(*problems)
        return Contents(str(self.path), lambda: (self._unit(bundle, steps) for bundle in bundles), problems)

    def _nothing(self) -> str:
        """Why there is nothing to do in a folder."""
        try:
            os.listdir(self.path)  # noqa: PTH208  # as os.walk has it
        except OSError as error:
            return f"cannot be opened: {error.strerror}"
        if Step.WEEK not in self.shelf.steps:
            return "there is no script or assessment below this folder; course files are taken if they are named"
        what = "course file" if self.shelf.steps == (Step.WEEK,) else "course file, script or assessment"
        return f"there is no {what} below this folder"

    def _unit(self, bundle: Bundle, steps: tuple[Step, ...]) -> Unit:
        return Unit(
            key=self._key(bundle), steps=steps, course=str(self.path), number=_number(bundle),
            title=bundle.folder.name, source=bundle.paths[0], folder=self._folder(bundle), bundle=bundle,
        )  # fmt: skip

    def _folder(self, bundle: Bundle) -> Path | None:
        inside = bundle.folder.resolve().is_relative_to(self.shelf.out.resolve())
        if not self.shelf.apart or inside or bundle.script is None:
            return None
        return self.shelf.out / name_below(bundle, self.roots)

    def _key(self, bundle: Bundle) -> str:
        if bundle.script is None:
            return self.shelf.key(bundle.paths[0])
        desk = desk_of(bundle, self._folder(bundle))
        plain = (desk.folder / SHEET) == desk.sheet and (bundle.script.name == SCRIPT or self._folder(bundle))
        return self.shelf.key(desk.folder if plain else bundle.script)


def _number(bundle: Bundle) -> int:
    """By the name of the folder; 0 if it has none."""
    found = _NUMBER.search(bundle.folder.name)
    return int(found[1]) if found else 0


def fair(opened: Iterable[Iterator[Unit]]) -> Iterator[Unit]:
    """A week of each course in turn. The next source is opened when the first week of all before it has been taken."""
    turns: list[Iterator[Unit]] = []
    for units in opened:
        if (first := next(units, None)) is not None:
            yield first
            turns.append(units)
    while turns:
        for units in tuple(turns):
            if (further := next(units, None)) is None:
                turns.remove(units)
            else:
                yield further
