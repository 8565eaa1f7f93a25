"""The clean week that examples are laid over, and how an example is laid over it.

An example is a mapping from JSON pointer to new value. Pointers count from the plan (rules about plans), from the
second section of the week (rules about a section), from the week, from its files, or from a deck of two slides. A
pointer that ends in ``/-`` appends to a list; the value ``null`` deletes. Beside pointers an example may hold
``section: 0`` for another section, ``asked: [numeric]`` for clean questions of these types that are appended to the
section's three, and ``context:`` for what the rule is told differently (``{language: de}``, ``{planned: null, unknown:
[links]}``).
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from lecturegen.rules._base import Context, Known, Scope
from lecturegen.schema import Plan, Section, Slot, Week, WeekFiles
from lecturegen.schema.deck import Deck

_MIDDLE = 1
_ASIDE = ("section", "asked", "context")


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is shown: a document, and the context that belongs to it."""

    document: Any
    scope: Scope
    context: Context


@cache
def _raw() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load((files("lecturegen.rules") / "_sample.yaml").read_text("utf-8"))
    return raw


@cache
def sample_plan() -> Plan:
    return Plan.model_validate(_raw()["plan"])


@cache
def sample_week() -> Week:
    return Week.model_validate(_raw()["week"])


@cache
def sample_questions() -> dict[str, dict[str, Any]]:
    """Kind -> a clean question of it about the second section, as plain data; for all but single choice."""
    kinds: dict[str, dict[str, Any]] = _raw()["kinds"]
    return kinds


@cache
def sample_deck() -> Deck:
    return Deck.model_validate(_raw()["deck"])


def sample_context(section: int = _MIDDLE) -> Context:
    """The context of the section with this index."""
    raw = _raw()
    return Context(
        language=raw["language"],
        minutes=raw["minutes"],
        words_per_minute=raw["words_per_minute"],
        questions=raw["questions"],
        topics=tuple(raw["topics"]),
        number=section + 1,
        of=len(sample_plan().sections),
        planned=sample_plan().sections[section],
        passages=raw["passages"],
        terms=frozenset(raw["terms"]),
    )


def laid_over(scope: Scope, example: Mapping[str, Any]) -> Case:
    """The sample with the changes of ``example``. Raises KeyError or IndexError for a pointer to nothing."""
    index = example.get("section", _MIDDLE)
    kind: type[Plan | Section | Week | WeekFiles | Deck]
    if scope is Scope.PLAN:
        kind, base = Plan, _raw()["plan"]
    elif scope is Scope.WEEK:
        kind, base = Week, _raw()["week"]
    elif scope is Scope.FILES:
        kind, base = WeekFiles, _raw()["files"]
    elif scope is Scope.DECK:
        kind, base = Deck, _raw()["deck"]
    else:
        kind, base = Section, _raw()["week"]["sections"][index]
    plain = deepcopy(base)
    for asked in example.get("asked", ()):
        holder = plain["sections"][index] if scope is Scope.WEEK else plain
        holder["assessment"]["questions"].append(deepcopy(sample_questions()[asked]))
    for pointer, value in example.items():
        if pointer not in _ASIDE:
            plain = overlaid(plain, pointer, value)
    told = dict(example.get("context", {}))
    for name in ("terms", "topics", "kinds", "missing_figures"):
        if name in told:
            told[name] = tuple(told[name]) if name == "topics" else frozenset(told[name])
    told["slots"] = tuple(map(Slot.model_validate, told.get("slots", ())))
    told["unknown"] = frozenset(Known[name.upper()] for name in told.get("unknown", ()))
    return Case(kind.model_validate(plain), scope, replace(sample_context(index), **told))


def overlaid(document: Any, pointer: str, value: Any) -> Any:
    """A copy of plain data with ``value`` at ``pointer``: set, appended (``/-``) or, for None, deleted."""
    first, _, rest = pointer.removeprefix("/").partition("/")
    copied = document.copy()
    if first == "-":
        return [*copied, value]
    place = int(first) if isinstance(document, list) else first
    if rest:
        copied[place] = overlaid(document[place], rest, value)
    elif value is None:
        del copied[place]
    else:
        copied[place] = value
    return copied
