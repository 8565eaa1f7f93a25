"""Packages that only some formats need."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from lecturegen.errors import ConfigurationError

_SLIDES = ("font_source_sans_pro", "typst", "ziamath")
NEEDED: dict[str, tuple[str, tuple[str, ...]]] = {
    "anki": ("lms", ("genanki",)),
    "handout": ("slides", _SLIDES),
    "pdf": ("slides", _SLIDES),
    "pptx": ("slides", ("pptx", "typst", "ziamath")),
    "qti12": ("lms", ("text2qti",)),
}
"""Format -> its extra, and the packages that it may ask for. Known without importing what writes the format."""


def optional(module: str, extra: str) -> Any:
    """The module. Raises ConfigurationError, which says what to install."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise _missing(module.split(".")[0], extra) from error


def ready(formats: Iterable[str]) -> None:
    """Raise ConfigurationError, which says what to install, if a package of ``formats`` is missing."""
    for name in formats:
        extra, packages = NEEDED.get(name, ("", ()))
        for package in packages:
            if find_spec(package) is None:
                raise _missing(package, extra, f"{name}: ")


def _missing(package: str, extra: str, wanted_for: str = "") -> ConfigurationError:
    return ConfigurationError(f"{wanted_for}{package} is missing; install it: pip install 'lecturegen[{extra}]'")
