"""Old versions of an assessment: kept before a new one takes their place, and known to whoever asks anew.

A version is named for the day on which it was last written (UTC) and for its seed, where that is known:
``assessments/assessment.2026-11-28.seed-0.md``. What is kept already, byte for byte, is not kept twice, so a run that
is killed and begun again leaves the same files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from lecturegen.assessing.desk import Desk
from lecturegen.existing.details import FOLDER
from lecturegen.reading.assessment import load_assessment
from lecturegen.run_dir import WeekFolder
from lecturegen.schema.markdown import AssessmentSheet
from lecturegen.schema.remarks import unremarked


def earlier_stems(desk: Desk, titles: Sequence[str]) -> list[tuple[str, ...]]:
    """For each section with one of these ``titles``, in their order, every stem that students may know, each once.

    Raises DocumentError for a version that cannot be read: nobody could say what new questions have to differ from.
    """
    sheets = [load_assessment(path) for path in desk.known_sheets()]
    return [
        tuple(dict.fromkeys(stem for sheet in sheets for stem in _stems(sheet, index, title)))
        for index, title in enumerate(titles)
    ]


def _stems(sheet: AssessmentSheet, index: int, title: str) -> Iterator[str]:
    """The stems of the section in its place, and of those with its title: sections are moved, and renamed."""
    for place, section in enumerate(sheet.sections):
        if place == index or section.title == title:
            for question in section.questions:
                yield unremarked(question.stem, 0)[0].strip()


def keep(folder: WeekFolder, sheet: Path, text: str, seed: int | None, details: str | None) -> Path | None:
    """Keep what lies at ``sheet`` if ``text`` is to take its place; where it is kept.

    None: there is nothing to keep, or a person changed what we wrote, and ``WeekFolder.write`` will leave it alone.
    """
    if not sheet.is_file() or (old := sheet.read_bytes()) == text.encode():
        return None
    if sheet.name in folder.outputs and folder.edited(sheet.name):
        return None
    path = _place(folder.path / FOLDER, sheet, old, seed)
    name = path.relative_to(folder.path)
    if details is not None:
        folder.write(name.with_suffix(".json").as_posix(), details)
    folder.write(name.as_posix(), old)
    folder.hand_over(sheet.name)
    return path


def _place(kept: Path, sheet: Path, old: bytes, seed: int | None) -> Path:
    """Where these bytes are kept already, or may be."""
    for path in sorted(kept.glob(f"{escape(sheet.stem)}.*{sheet.suffix}")):
        if path.read_bytes() == old:
            return path
    day = datetime.fromtimestamp(sheet.stat().st_mtime, UTC).date().isoformat()
    name = f"{sheet.stem}.{day}" + ("" if seed is None else f".seed-{seed}")
    path, number = kept / f"{name}{sheet.suffix}", 2
    while path.exists():
        path, number = kept / f"{name}.{number}{sheet.suffix}", number + 1
    return path
