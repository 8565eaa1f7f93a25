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
BatchApi = Annotated[
    bool,
    typer.Option(
        "--batch-api",
        help="Half price: post what is to be asked as a batch, and end. The same command collects it, within a day.",
    ),
]
Resume = Annotated[
    bool,
    typer.Option("--resume", help="Collect and go on; an error if nothing was posted here. Means --batch-api."),
]
FinishLive = Annotated[
    bool,
    typer.Option(
        "--finish-live",
        help="With --batch-api: ask live what a batch failed to answer, and what is sent back.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Ask nothing: say what the run would need.")]
LogJson = Annotated[Path | None, typer.Option(metavar="FILE", help="Append each event as a line of JSON.")]
