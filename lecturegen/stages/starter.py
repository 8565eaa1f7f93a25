"""An empty folder -> a course file that works, sample notes for it, and the schema that editors complete it by."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from lecturegen.errors import FolderError, InputError, Problem
from lecturegen.schema.export import json_schemas

SCHEMA = ".lecturegen/course.schema.json"  # the first line of the course file names it
_TEXTS = ("course.yaml", "notes/week-1.md")


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write the starter into ``folder`` and return its files, the course file first.

    Raises InputError if one of the files exists (nothing is written then), FolderError if they cannot be written.
    The schema is ours: an older one is replaced.
    """
    source = files("lecturegen") / "_starter"
    texts = {name: (source / name).read_text("utf-8") for name in _TEXTS}
    taken = [folder / name for name in texts if (folder / name).exists()]
    if taken:
        remedy = "it is not overwritten; name another folder, or move it away"
        raise InputError(*(Problem(str(path), f"the file exists already; {remedy}") for path in taken))
    texts[SCHEMA] = json_schemas()["course.schema.json"]
    for name, text in texts.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        except OSError as error:
            raise FolderError(f"{path}: cannot be written ({error.strerror})") from error
    return tuple(folder / name for name in texts)
