"""`lecturegen cost`: what was paid."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lecturegen.cli._app import app
from lecturegen.errors import UsageError


@app.command()
def cost(
    path: Annotated[Path, typer.Argument(help="A week's folder, or one above several.")] = Path("outputs"),
    by: Annotated[str, typer.Option(help="week, section, stage, model, outcome, or way: live or batch.")] = "week",
) -> None:
    """Show what was paid: requests, tokens and money, retries and failures included."""
    from lecturegen.accounts import BY, spent, total
    from lecturegen.llm.journal import UNSEEN

    if by not in BY:
        raise UsageError(f"--by {by}: choose one of {', '.join(BY)}")
    rows = spent(path, by)
    print(f"{by:50} {'requests':>8} {'failed':>6} {'prompt':>10} {'completion':>10} {'US dollars':>10}")
    for row in (*rows, total(rows)):
        dollars = "unknown" if row.cost is None else f"{row.cost:.4f}"
        numbers = f"{row.attempts:>8} {row.failed:>6} {row.usage.prompt:>10} {row.usage.completion:>10} {dollars:>10}"
        print(f"{' '.join(row.group):50} {numbers}")
    if unseen := sum(row.attempts for row in spent(path, "outcome") if row.group == (UNSEEN,)):
        told = "1 request ended before its" if unseen == 1 else f"{unseen} requests ended before their"
        print(f"besides, {told} count arrived; a service may bill that", file=sys.stderr)
