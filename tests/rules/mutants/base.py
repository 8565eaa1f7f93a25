"""What a mutant is, and how those who plant defects are entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any

from lecturegen.schema import Plan, Week


class Into(StrEnum):
    """What a defect is planted into: a document, or the text of a file."""

    PLAN = "plan"
    WEEK = "week"
    DOCUMENT = "week of ours, which is no file"
    SCRIPT = "script.md"
    SHEET = "assessment.md"
    DECK = "slides.tex"


class UnfitError(Exception):
    """This defect cannot be planted into this week: it has no code, no table, no second question …"""


@dataclass(frozen=True)
class Mutant:
    """What is changed.

    ``edits``: JSON pointer -> new value (None deletes, ``/-`` appends); for a file, ``""`` -> the whole text.
    ``section``: index of the section that the finding has to stand in, in a deck of the frame; None where no single one
    is to blame.
    ``words``: what was planted; if the rule says where the wrong words stand, it has to be there.
    ``told``: what the rules are told differently.
    """

    edits: Mapping[str, Any]
    section: int | None = None
    words: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)


Plant = Callable[[Any, Random], Mutant]


@dataclass(frozen=True)
class Mutator:
    """``code``: the rule that has to find it. ``also``: other rules that cannot help it -> why."""

    name: str
    code: str
    into: Into
    plant: Plant
    also: Mapping[str, str]


MUTATORS: list[Mutator] = []
HARMLESS: list[Mutator] = []


def plants(code: str, into: Into = Into.WEEK, **also: str) -> Callable[[Plant], Plant]:
    """Enter the decorated function: it plants a defect that the rule ``code`` has to find."""

    def enter(plant: Plant) -> Plant:
        MUTATORS.append(Mutator(f"{code}-{plant.__name__}", code, into, plant, also))
        return plant

    return enter


def harmless(into: Into = Into.WEEK) -> Callable[[Plant], Plant]:
    """Enter the decorated function: it changes what no rule may object to."""

    def enter(plant: Plant) -> Plant:
        HARMLESS.append(Mutator(plant.__name__, "", into, plant, {}))
        return plant

    return enter


def some_section(document: Plan | Week, draw: Random, first: int = 0, last: int | None = None) -> int:
    """The first, a middle or the last section, of those from ``first`` to ``last`` (the last but none)."""
    end = len(document.sections) - 1 if last is None else len(document.sections) - 1 + last
    if end < first:
        raise UnfitError
    return draw.choice([first, draw.randint(first, end), end])
