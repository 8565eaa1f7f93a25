"""Course files, read once for the weeks that are made at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from lecturegen.errors import CourseError, NotesError, Problem
from lecturegen.schema import Course
from lecturegen.stages.load import load_course


def course_of(path: Path) -> Course:
    """Raises CourseError."""
    try:
        stat = path.stat()
    except OSError as error:
        raise CourseError(Problem(str(path), f"cannot be opened: {error.strerror}")) from error
    return _loaded(path, stat.st_mtime_ns, stat.st_size)


@contextmanager
def notes_beside(source: Path) -> Iterator[None]:
    """Notes are called as their course file calls them; where there are many courses, errors need the folder, too."""
    try:
        yield
    except NotesError as error:
        placed = (Problem(str(source.parent / problem.place), problem.message) for problem in error.problems)
        raise NotesError(*placed) from error


@lru_cache(maxsize=256)
def _loaded(path: Path, changed: int, size: int) -> Course:
    """Reading one takes 10 ms, a twentieth of what a week does; it holds some 30 kB. Courses take turns, so as many as
    there are have their next week before one of them comes again. ``changed`` (ns) and ``size`` tell an edited file."""
    return load_course(path)
