"""Options that several commands have, told alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Model = Annotated[str | None, typer.Option(help="Model, as the service names it.")]
Offline = Annotated[bool, typer.Option("--offline", help="No model: arrange what the notes say.")]
NoBlind = Annotated[bool, typer.Option("--no-blind", help="Do not answer the questions without keys.")]
Concurrency = Annotated[int | None, typer.Option(min=1, help="Requests in flight at most.")]
Budget = Annotated[
    float | None, typer.Option(help="US dollars that this run may cost at most; by batch: all its rounds.")
]
BudgetTokens = Annotated[
    int | None, typer.Option(help="Tokens that this run may use at most; by batch: all its rounds.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Ask nothing: say what the run would need.")]
LogJson = Annotated[Path | None, typer.Option(metavar="FILE", help="Append each event as a line of JSON.")]
