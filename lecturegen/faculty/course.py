"""Course files, read once for the weeks that are made at the same time."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lecturegen.errors import CourseError, Problem
from lecturegen.schema import Course
from lecturegen.stages.load import load_course


def course_of(path: Path) -> Course:
    """Raises CourseError."""
    try:
        stat = path.stat()
    except OSError as error:
        raise CourseError(Problem(str(path), f"cannot be opened: {error.strerror}")) from error
    return _loaded(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=32)
def _loaded(path: Path, changed: int, size: int) -> Course:
    """Reading one takes 10 ms; ``changed`` (ns) and ``size`` tell an edited file."""
    return load_course(path)
