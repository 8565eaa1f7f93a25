"""Packages that only some formats need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from lecturegen.errors import ConfigurationError


def optional(module: str, extra: str) -> Any:
    """The module. Raises ConfigurationError, which says what to install."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.split(".")[0]
        raise ConfigurationError(f"{package} is missing; install it: pip install 'lecturegen[{extra}]'") from error
