"""Files that were exported -> what of them is not accessible, in the place of each: those that lie in ``exports/``
beside a week, and those that are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lecturegen import accessible
from lecturegen.checking.lint import Located
from lecturegen.errors import ConfigurationError, DocumentError, Problem
from lecturegen.existing.find import EXPORTS
from lecturegen.existing.source import Position


def exported(folder: Path) -> list[Path]:
    """What was exported of the week in ``folder``, and is of a kind that is looked at."""
    return sorted(path for path in (folder / EXPORTS).glob("*") if accessible.is_checked(path.name))


def look(paths: Sequence[Path]) -> tuple[list[Located], list[Problem]]:
    """What is found, and which files cannot be looked at: a package that reads them may be missing."""
    found: list[Located] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found += _faults(path)
        except DocumentError as error:
            problems += error.problems
        except (ConfigurationError, OSError) as error:
            problems.append(Problem(str(path), str(error)))
    return found, problems


def _faults(path: Path) -> Iterator[Located]:
    """In a file that is no text a slide stands for the line."""
    for finding in accessible.faults(str(path), path.read_bytes()):
        start = Position(int(finding.where.rpartition(":")[2]), 1)
        yield Located(finding, path, start, start, "")
