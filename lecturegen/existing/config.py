"""lecturegen.yaml -> what to go by: the nearest one in a file's folder or above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from lecturegen import accessible
from lecturegen.reading.text_file import read_text
from lecturegen.reading.yaml_document import read_document
from lecturegen.reading.yaml_source import Fault, YamlSource, parse_yaml
from lecturegen.rules._policy import unfit
from lecturegen.schema import CheckSettings
from lecturegen.schema.policy import Ignore

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
    for wish in unfit(source.data, accessible.of_exports):
        yield Fault(source.line(*wish.steps), wish.message)


def is_ignored(code: str, path: Path, ignores: tuple[Ignore, ...], root: Path | None) -> bool:
    """Whether the settings silence ``code`` in this file."""
    alike = [one for one in ignores if one.rule == code]
    if not alike:
        return False  # without a look at the disk, which resolving a path takes
    absolute = path.resolve()
    inside = root is not None and absolute.is_relative_to(root)
    name = (absolute.relative_to(root) if root and inside else absolute).as_posix()
    return any(one.files is None or fnmatchcase(name, one.files) for one in alike)
