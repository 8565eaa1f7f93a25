"""A run over many courses as people and machines read it: sentences, tables, JSON."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from lecturegen.faculty.board import Row
from lecturegen.faculty.unit import Status

if TYPE_CHECKING:
    from lecturegen.faculty.unit import Done


def sentence(done: Done) -> str:
    """One line for a week."""
    unit = done.unit
    name = f"{unit.course}, week {unit.number}" if unit.number else unit.course
    if done.unchanged:
        return f"{name}: unchanged"
    tokens = done.tokens.prompt + done.tokens.completion
    if done.status is Status.WAITS:
        return (
            f"{name}: waits for a batch; {done.requests} requests answered, {tokens:,} tokens, {_money(done.cost_usd)}"
        )
    failed = f", {done.failed} missing" if done.failed else ""
    found = f", {done.findings.get('error', 0)} errors found" if done.findings.get("error") else ""
    return (
        f"{name}: {done.status.value}, {done.sections} sections{failed}{found}, {done.requests} requests, "
        f"{tokens:,} tokens, {_money(done.cost_usd)}, {done.seconds:.1f} s"
    )


def table(courses: Mapping[str, Row], total: Row) -> Table:
    """A row for each of ``courses``, and the total of all."""
    made = Table(box=None, header_style="bold", pad_edge=False)
    made.add_column("course", no_wrap=True, overflow="ellipsis", max_width=40)
    rare = {"waiting": total.waiting, "cut off": total.cut}  # by batches; by the end of a run
    shown = [name for name, weeks in rare.items() if weeks]
    for name in ("weeks", "in work", *shown, "failed", "sections", "requests", "tokens", "cost"):
        made.add_column(name, justify="right", no_wrap=True)
    for course, row in courses.items():
        made.add_row(Text(course), *_cells(row, shown))
    made.add_row("total", *_cells(total, shown), style="bold")
    return made


def _cells(row: Row, rare: Collection[str]) -> tuple[str, ...]:
    """``rare``: columns that are shown only where they say something."""
    tokens = row.usage.prompt + row.usage.completion
    failed = Text(str(row.failed), style="red" if row.failed else "")
    weeks = {"waiting": row.waiting, "cut off": row.cut}
    return (
        f"{row.done} of {row.weeks}", str(row.working), *(str(weeks[name]) for name in rare), failed.markup,
        str(row.sections), str(row.requests), f"{tokens:,}", _money(row.cost_usd),
    )  # fmt: skip


def _money(dollars: float | None) -> str:
    return "cost unknown" if dollars is None else f"${dollars:.4f}"


def totals(row: Row) -> dict[str, Any]:
    """A row for machines."""
    usage = row.usage
    return {
        "weeks": row.weeks, "done": row.done, "unchanged": row.unchanged, "findings": row.findings,
        "failed": row.failed, "waiting": row.waiting, "in_work": row.working, "cut_off": row.cut,
        "sections": row.sections, "requests": row.requests,
        "tokens": {"prompt": usage.prompt, "completion": usage.completion, "cached": usage.cached},
        "cost_usd": row.cost_usd,
    }  # fmt: skip


def week_json(done: Done) -> dict[str, Any]:
    """What came of a week, for machines."""
    unit = done.unit
    told = {"course": unit.course, "week": unit.number, "title": unit.title, "key": unit.key}
    return told | {"source": str(unit.source)} | done.model_dump(mode="json", exclude={"unit"})
