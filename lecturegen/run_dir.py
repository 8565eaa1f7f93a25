"""A week's folder: atomic writes, and no file that a person changed is ever overwritten.

What we wrote is known by its digest: from the manifest, which lies beside the files wherever they are copied, and from
the journal, where a digest is noted *before* its file is replaced, so that a run killed in between is not mistaken for
a person.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError
from slugify import slugify

from lecturegen.errors import FolderError
from lecturegen.events import Emit, FileWritten, silent
from lecturegen.schema import Manifest

MANIFEST = "manifest.json"


class Notebook(Protocol):
    """Where digests are noted: the journal."""

    def note_written(self, name: str, digest: str) -> None: ...

    def has_written(self, name: str, digest: str) -> bool: ...


def week_path(out: Path, course: str, number: int) -> Path:
    """``<out>/<course-slug>/week-<number>``."""
    return out / (slugify(course, max_length=60, word_boundary=True) or "course") / f"week-{number:02}"


class WeekFolder:
    """The files of one week."""

    def __init__(self, path: Path, notebook: Notebook, emit: Emit = silent, manifest: Path | None = None) -> None:
        """``manifest``: where it lies if not beside the files. Raises FolderError if it cannot be read."""
        self.path, self._notebook, self._emit = path, notebook, emit
        self._manifest = manifest or path / MANIFEST
        known = manifest_in(self._manifest.parent)
        self._outputs = dict(known.outputs) if known else {}

    @property
    def outputs(self) -> dict[str, str]:
        """File name -> sha256 of what we wrote last."""
        return dict(sorted(self._outputs.items()))

    def edited(self, name: str) -> bool:
        """Whether ``name`` is there and is nothing that we wrote: a person's work. Raises FolderError."""
        path = self.path / name
        try:
            if not path.is_file():
                return False
            found = digest(path.read_bytes())
        except OSError as error:
            raise FolderError(f"{path}: cannot be read: {error.strerror}") from error
        return found != self._outputs.get(name) and not self._notebook.has_written(name, found)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write ``name``, or the file beside it (``script.new.md``) if a person changed ``name`` since we wrote it."""
        path, content = self.path / name, text.encode() if isinstance(text, str) else text
        if self.edited(name) and path.read_bytes() != content:
            beside = path.with_name(f"{path.stem}.new{path.suffix}")
            replace(beside, content)
            self._emit(FileWritten(str(beside), kept=str(path)))
            return beside
        self._notebook.note_written(name, digest(content))
        replace(path, content)
        self._outputs[name] = digest(content)
        self._emit(FileWritten(str(path)))
        return path

    def hand_over(self, name: str) -> None:
        """What lies there may be replaced, though it is not ours: it is kept elsewhere."""
        self._notebook.note_written(name, digest((self.path / name).read_bytes()))

    def write_manifest(self, manifest: Manifest) -> None:
        """A week's own has no formats, which are of its exports."""
        left_out = None if manifest.formats else {"formats"}
        replace(self._manifest, (manifest.model_dump_json(indent=2, exclude=left_out) + "\n").encode())


def replace(path: Path, content: bytes) -> None:
    """Atomic: the file is the old one or the new one at every moment, also after a crash. Raises FolderError."""
    scratch = path.with_name(f".{path.name}.tmp")
    try:
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with scratch.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise FolderError(f"{path}: cannot be written: {error.strerror}") from error


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def manifest_in(folder: Path) -> Manifest | None:
    """None if there is none. Raises FolderError if it cannot be read."""
    path = folder / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValidationError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise FolderError(f"{path}: cannot be read ({reason}); move it away: all files then count as yours") from error
