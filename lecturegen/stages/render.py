"""Week -> the files of its folder."""

from __future__ import annotations

from lecturegen.exporters import EXPORTERS, Wishes
from lecturegen.languages import words_of
from lecturegen.run_dir import WeekFolder
from lecturegen.schema import Week

ALWAYS = ("script", "assessment", "slides")


def render(week: Week, folder: WeekFolder, title: str | None) -> None:
    """Every format is made before the first file is written, so a format that fails leaves all files as they were."""
    files: dict[str, bytes] = {"week.json": (week.model_dump_json(indent=2) + "\n").encode()}
    wishes = Wishes((title or words_of(week.language).title).format(number=week.number, title=week.title))
    for name in ALWAYS:
        files |= EXPORTERS[name](week, wishes).files
    for name, content in files.items():
        folder.write(name, content)
