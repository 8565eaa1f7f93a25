"""Packages that only some formats need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from lecturegen.errors import ConfigurationError


def optional(package: str, extra: str) -> Any:
    """The package. Raises ConfigurationError, which says what to install."""
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        raise ConfigurationError(f"{package} is missing; run: pip install 'lecturegen[{extra}]'") from error
