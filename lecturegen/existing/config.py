"""lecturegen.yaml -> what to go by: the nearest one in a file's folder or above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lecturegen import accessible
from lecturegen.reading.text_file import read_text
from lecturegen.reading.yaml_document import read_document
from lecturegen.reading.yaml_source import Fault, YamlSource, parse_yaml
from lecturegen.rules._policy import unfit
from lecturegen.schema import CheckSettings

NAME = "lecturegen.yaml"


@dataclass(frozen=True)
class Config:
    """``root``: the folder that globs of ignored files count from."""

    settings: CheckSettings
    root: Path | None = None


def config_for(folder: Path) -> Config:
    """Of the nearest lecturegen.yaml. Raises CourseError for one that is wrong."""
    for one in (folder, *folder.parents):
        if (one / NAME).is_file():
            return load_config(one / NAME)
    return Config(CheckSettings())


def load_config(path: Path) -> Config:
    """Raises CourseError with everything that is wrong, line by line."""
    return _loaded(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=64)
def _loaded(path: Path, changed: int) -> Config:
    """A thousand weeks below one folder have it in common; ``changed``, in nanoseconds, tells an edited file."""
    settings = read_document(parse_yaml(read_text(path), str(path)), CheckSettings, policy_faults)
    return Config(settings, path.resolve().parent)


def policy_faults(source: YamlSource) -> Iterator[Fault]:
    """Rules, limits and ignores that there are not."""
    for wish in unfit(source.data, accessible.MANUAL):
        yield Fault(source.line(*wish.steps), wish.message)
