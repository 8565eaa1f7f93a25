"""Files, folders and globs -> the files to read, each once, with the name that the user sees."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lecturegen.errors import Problem

MARKDOWN = frozenset({".md", ".markdown", ".txt"})
HTML = frozenset({".html", ".htm"})
NOTEBOOK = frozenset({".ipynb"})
SUFFIXES = MARKDOWN | HTML | NOTEBOOK


class NotesFile(NamedTuple):
    """``name`` is relative to the base, or the bare name of a file outside it; no two files share one."""

    name: str
    path: Path


def find_files(patterns: Sequence[str], base: Path, problems: list[Problem]) -> list[NotesFile]:
    """The files in the order of the patterns, sorted within each; what a pattern gets wrong goes to ``problems``."""
    found: dict[Path, NotesFile] = {}
    names: set[str] = set()
    for pattern in patterns:
        for path in _matches(pattern, base, problems):
            if (real := path.resolve()) not in found:
                name = _unused(_shown(path, base), names)
                names.add(name)
                found[real] = NotesFile(name, path)
    return list(found.values())


def _matches(pattern: str, base: Path, problems: list[Problem]) -> list[Path]:
    """The files that ``pattern`` names; a name that exists is no glob, even with brackets in it."""
    expanded = os.path.expanduser(pattern)  # noqa: PTH111 - it leaves the home of an unknown user as it is
    path = base / expanded
    kinds = " ".join(sorted(SUFFIXES))
    if path.is_dir():
        files = sorted(_inside(path))
        if not files:
            problems.append(Problem(pattern, f"the folder holds no notes; put files in it that end in {kinds}"))
        return files
    if path.exists():
        if path.suffix.lower() in SUFFIXES:
            return [path]
        problems.append(Problem(pattern, f"notes of this kind are not read; save them as one of {kinds}"))
        return []
    if not glob.has_magic(expanded):
        problems.append(Problem(pattern, "there is no such file; check the path, which is relative to the course file"))
        return []
    files = [base / match for match in sorted(glob.glob(expanded, root_dir=base, recursive=True))]  # noqa: PTH207 - takes absolute patterns too
    files = [file for file in files if file.is_file() and file.suffix.lower() in SUFFIXES]
    if not files:
        problems.append(Problem(pattern, f"no notes match; check the pattern, and that they end in {kinds}"))
    return files


def _inside(folder: Path) -> Iterator[Path]:
    """Notes in ``folder`` and below, but not in what is hidden (.git, .ipynb_checkpoints)."""
    for file in folder.rglob("*"):
        below = file.relative_to(folder).parts
        if file.suffix.lower() in SUFFIXES and file.is_file() and not any(part.startswith(".") for part in below):
            yield file


def _shown(path: Path, base: Path) -> str:
    for file, folder in ((Path(os.path.abspath(path)), Path(os.path.abspath(base))), (path.resolve(), base.resolve())):  # noqa: PTH100
        if file.is_relative_to(folder):
            return _printable(file.relative_to(folder).as_posix())
    return _printable(path.name)


def _printable(name: str) -> str:
    """The name as documents can hold it: a file system may allow bytes that are no UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _unused(name: str, names: set[str]) -> str:
    stem, dot, suffix = name.rpartition(".")
    number = 1
    while name in names:
        number += 1
        name = f"{stem} ({number}){dot}{suffix}"
    return name
