"""What an assessment of ours beside somebody's script holds that is not printed: rationales, levels, links.

It lies in ``assessments/``, named as the sheet: a Week whose sections have no frames. Beside week.json there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from lecturegen.existing.ours import with_assessment
from lecturegen.existing.week_json import load_week
from lecturegen.schema import Section, Week

FOLDER = "assessments"


def details_path(sheet: Path) -> Path:
    return sheet.parent / FOLDER / f"{sheet.stem}.json"


def load_details(sheet: Path) -> Week | None:
    """None beside a sheet that we did not make. Raises DocumentError."""
    path = details_path(sheet)
    return load_week(path, "read the assessment alone") if path.is_file() else None


def detailed(read: Sequence[Section], details: Week) -> tuple[list[Section], list[bool]]:
    """What was read, with all that we know of its questions; and of each section, whether we know something."""
    sections, linked = [], []
    for section, mine in zip_longest(read, details.sections[: len(read)]):
        complete = with_assessment(section, mine) if mine and mine.title == section.title else None
        sections.append(complete or section)
        linked.append(complete is not None)
    return sections, linked
