"""The state of runs as lines of JSON, appended: what began and what ended. Any beginning of the file can be read.

The coordinating process alone writes it, so a shared folder will do. A line that a kill tore is left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

from pydantic import Field, TypeAdapter, ValidationError

from lecturegen.errors import FolderError
from lecturegen.faculty.unit import Done, Step
from lecturegen.frozen import Frozen

FOLDER, FILE = ".lecturegen-batch", "weeks.jsonl"


class RunBegun(Frozen):
    event: Literal["run"] = "run"
    at: str
    run: str
    host: str
    pid: int
    steps: tuple[Step, ...]


class Opened(Frozen):
    """A course has been read and has so many ``weeks``. ``key``: as that of the week which stands for a source that
    cannot be read."""

    event: Literal["course"] = "course"
    key: str
    course: str
    weeks: int


class Begun(Frozen):
    event: Literal["begun"] = "begun"
    at: str
    key: str
    course: str
    number: int


class Ended(Frozen):
    event: Literal["ended"] = "ended"
    at: str
    done: Done

    @property
    def key(self) -> str:
        return self.done.unit.key


class RunEnded(Frozen):
    event: Literal["over"] = "over"
    at: str
    exit_code: int


Line = RunBegun | Opened | Begun | Ended | RunEnded
_LINE: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="event")])


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def read(path: Path) -> Iterator[Line]:
    """The whole lines of the file, in order; none if it is not there. Raises FolderError."""
    for _, line in _placed(path):
        yield line


def _placed(path: Path) -> Iterator[tuple[bytes, Line]]:
    try:
        with path.open("rb") as file:
            for raw in file:
                if raw.endswith(b"\n"):
                    yield raw, _LINE.validate_json(raw)
    except FileNotFoundError:
        return
    except ValidationError as error:
        raise FolderError(f"{path}: a line is none of ours; move the file away: no week is lost by that") from error
    except OSError as error:
        raise FolderError(f"{path}: cannot be read: {error.strerror}") from error


def compact(path: Path) -> None:
    """Leave the last word on each week alone, so that the file does not grow from night to night."""
    last: dict[str, int] = {}
    for place, line in enumerate(read(path)):
        if isinstance(line, Begun | Ended):
            last[line.key] = place
        elif isinstance(line, Opened):
            last.pop(line.key, None)
    keep = set(last.values())
    scratch = path.with_name(f".{path.name}.tmp")
    try:
        with scratch.open("wb") as file:
            file.writelines(raw for place, (raw, _) in enumerate(_placed(path)) if place in keep)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError as error:
        raise FolderError(f"{path}: cannot be written: {error.strerror}") from error


def open_work(path: Path) -> set[str]:
    """The keys of the weeks whose last word is that they failed in part or whole, or that they began."""
    keys: set[str] = set()
    for line in read(path):
        if isinstance(line, Begun) or (isinstance(line, Ended) and line.done.failing):
            keys.add(line.key)
        elif isinstance(line, Ended | Opened):
            keys.discard(line.key)
    return keys


class Writer:
    """Appends lines, each at once."""

    def __init__(self, path: Path) -> None:
        """Raises FolderError."""
        self._path = path
        try:
            self._file: BinaryIO = path.open("ab", buffering=0)
        except OSError as error:
            raise FolderError(f"{path}: cannot be written: {error.strerror}") from error

    def add(self, line: Line) -> None:
        """All of it or nothing. Raises FolderError."""
        text = line.model_dump_json().encode() + b"\n"
        try:
            before = self._file.tell()
            if self._file.write(text) < len(text):
                self._file.truncate(before)  # a full disk takes what still fits; the next line must not stand behind it
                raise FolderError(f"{self._path}: cannot be written: the disk is full")
        except OSError as error:
            raise FolderError(f"{self._path}: cannot be written: {error.strerror}") from error

    def close(self) -> None:
        self._file.close()
