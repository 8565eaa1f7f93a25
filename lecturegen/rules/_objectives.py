"""The objectives of a plan, or of a section that comes from a file and has no plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lecturegen.rules._base import Context
from lecturegen.schema import Objective, Plan, Section


class Objectives(NamedTuple):
    """``where``: JSON pointer to the list. ``title``: the section's."""

    where: str
    title: str
    all: tuple[Objective, ...]


def objectives(document: Plan | Section, context: Context) -> Iterator[Objectives]:
    """None for a section that was planned: its objectives were looked at in the plan."""
    if isinstance(document, Plan):
        for index, section in enumerate(document.sections):
            yield Objectives(f"/sections/{index}/objectives", section.title, section.objectives)
    elif context.planned is None:
        yield Objectives("/objectives", document.title, document.objectives)
