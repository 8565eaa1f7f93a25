"""Files that were exported -> what of them is not accessible, in the words of WCAG 2.2; each kind of file is read back.

The same checks look at what `lecturegen export` has made and at what `lecturegen check` finds in ``exports/``. A kind
of file has a module of its own, which is imported when one is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import Any

from lecturegen.accessible._base import MANUAL, Fault, Unreadable
from lecturegen.errors import DocumentError, Problem
from lecturegen.schema import Finding

_KINDS = {".pptx": "powerpoint", ".pdf": "pdf", ".html": "page"}


def is_checked(name: str) -> bool:
    """Whether a file of this name is of a kind that is looked at."""
    return PurePath(name).suffix.lower() in _KINDS


def faults(name: str, content: bytes) -> tuple[Finding, ...]:
    """Of the file ``name``, which ``is_checked``. ``where`` is the file with the slide, page or line, as ``name:3``.

    Raises DocumentError for what is no such file, and ConfigurationError if a package is missing that reads it.
    """
    module: Any = import_module(f"{__name__}.{_KINDS[PurePath(name).suffix.lower()]}")
    look: Callable[[bytes], list[Fault]] = module.faults
    try:
        found = look(content)
    except Unreadable as error:
        raise DocumentError(Problem(name, str(error))) from error
    return tuple(kind.finding(f"{name}:{place}", message, fix) for kind, place, message, fix in found)


def of_exports() -> frozenset[str]:
    """Codes of all findings in exported files, with those that exporters report, which are imported for this."""
    from lecturegen.exporters._losses import MANUAL as LOSSES

    return frozenset((*MANUAL, *LOSSES))


__all__ = ["MANUAL", "faults", "is_checked", "of_exports"]
