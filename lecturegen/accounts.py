"""Journals -> what was paid: tokens and money by week, section, stage, model and way, failures included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lecturegen.database import to_read
from lecturegen.errors import InputError, Problem
from lecturegen.llm.journal import FILE, Expected
from lecturegen.usage import Usage

BY = {
    "week": ("week",),
    "section": ("week", "unit"),
    "stage": ("kind",),
    "model": ("model",),
    "outcome": ("outcome",),
    "way": ("way",),
}
"""What a table may be grouped by -> the fields that make a group."""


@dataclass(frozen=True, slots=True)
class Spent:
    """One row: ``group`` names what it is about; ``cost`` in US dollars, None if a price is not known."""

    group: tuple[str, ...]
    attempts: int
    failed: int
    usage: Usage
    cost: float | None


@dataclass(frozen=True, slots=True)
class _Attempt:
    week: str
    unit: str
    kind: str
    model: str
    outcome: str
    usage: Usage
    cost: float | None
    way: str


def spent(path: Path, by: str) -> list[Spent]:
    """The rows of all journals at or below ``path``, in order of their groups. Raises InputError if there is none."""
    groups: dict[tuple[str, ...], Spent] = {}
    for attempt in _attempts(path):
        group = tuple(getattr(attempt, field) or "plan" for field in BY[by])
        groups[group] = _added(groups.get(group, Spent(group, 0, 0, Usage(), 0.0)), attempt)
    return [groups[group] for group in sorted(groups)]


def total(rows: list[Spent]) -> Spent:
    usage = sum((row.usage for row in rows), Usage())
    unknown = any(row.cost is None for row in rows)
    cost = None if unknown else sum(row.cost or 0.0 for row in rows)
    return Spent(("total",), sum(row.attempts for row in rows), sum(row.failed for row in rows), usage, cost)


def _added(row: Spent, attempt: _Attempt) -> Spent:
    cost = None if row.cost is None or attempt.cost is None else row.cost + attempt.cost
    failed = row.failed + (attempt.outcome != "ok")
    return Spent(row.group, row.attempts + 1, failed, row.usage + attempt.usage, cost)


def past_runs(path: Path) -> list[tuple[Expected, Expected]]:
    """Of every week that was made at or below ``path`` in one go: what an estimate said, and what it needed."""
    sql = "select requests, prompt, completion, asked, prompt_paid, completion_paid from runs order by id"
    rows = [row for journal in _journals(path) for row in _read(journal, sql)]
    return [(Expected(*row[:3]), Expected(*row[3:])) for row in rows]


def _attempts(path: Path) -> Iterator[_Attempt]:
    journals = _journals(path)
    if not journals:
        raise InputError(Problem(str(path), "no week was made here; name a week's folder, or one above it"))
    sql = "select id, unit, kind, model, outcome, prompt, completion, cached, cost from attempts order by id"
    for journal in journals:
        week = f"{journal.parent.parent.name}/{journal.parent.name}"
        batched = {attempt for (attempt,) in _read(journal, "select attempt from collected")}
        for number, unit, kind, model, outcome, prompt, completion, cached, cost in _read(journal, sql):
            way = "batch" if number in batched else "live"
            yield _Attempt(week, unit, kind, model, outcome, Usage(prompt, completion, cached), cost, way)


def _journals(path: Path) -> list[Path]:
    return sorted(path.rglob(FILE)) if path.is_dir() else []


def _read(journal: Path, sql: str) -> list[Any]:
    """Rows of a journal, read only: another run may be at work there."""
    with to_read(journal) as connection:
        try:
            return connection.execute(sql).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            return []  # made by an older version, which did not note this, or without the Batch API
