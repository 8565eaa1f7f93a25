"""What weeks would need, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lecturegen.stages.forecast import Forecast


def show_estimates(weeks: Sequence[Forecast], width: int) -> None:
    """Each week's, and their sum. ``width``: characters for the names of weeks."""
    from lecturegen.llm.journal import Expected

    print(f"{'week':{width}} {'requests':>8} {'prompt':>10} {'completion':>10} {'US dollars':>10}")
    total = sum((week.expected for week in weeks), start=Expected())
    dollars = [week.dollars for week in weeks]
    whole = None if None in dollars else sum(filter(None, dollars))
    for name, need, money in (*((w.week, w.expected, w.dollars) for w in weeks), ("total", total, whole)):
        said = "unknown" if money is None else f"{money:.4f}"
        print(f"{name:{width}} {need.requests:>8} {need.prompt:>10} {need.completion:>10} {said:>10}")
