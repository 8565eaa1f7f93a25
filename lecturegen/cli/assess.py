"""`lecturegen assess`: new assessments for weeks that there are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lecturegen.cli._app import app
from lecturegen.cli._by_batch import by_batch, come_back
from lecturegen.cli._estimates import show_estimates
from lecturegen.cli._options import (
    BatchApi,
    Budget,
    BudgetTokens,
    Concurrency,
    DryRun,
    FinishLive,
    LogJson,
    Model,
    NoBlind,
)
from lecturegen.cli._watching import watching
from lecturegen.errors import DocumentError, Interrupted, UsageError

if TYPE_CHECKING:
    from lecturegen.assessing.desk import Desk
    from lecturegen.llm.batches.office import ByBatch


@app.command()
def assess(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Week folders, trees, files or globs.")],
    out: Annotated[Path | None, typer.Option(help="Write there, and leave the weeks' folders as they are.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Names a version: another seed, other questions.")] = 1,
    forms: Annotated[int, typer.Option(min=1, max=10, help="Parallel forms: assessment.md, assessment-b.md …")] = 1,
    section: Annotated[list[str] | None, typer.Option(metavar="N[,M]|TITLE", help="These sections only.")] = None,
    only_type: Annotated[str, typer.Option(metavar="TYPE", help="Only questions of this type; others stay.")] = "",
    language: Annotated[str | None, typer.Option(help="Language of foreign weeks: en, de …")] = None,
    questions: Annotated[int | None, typer.Option(min=3, max=5, help="Questions a section; 4.")] = None,
    no_blind: NoBlind = False,
    model: Model = None,
    concurrency: Concurrency = None,
    budget: Budget = None,
    budget_tokens: BudgetTokens = None,
    dry_run: DryRun = False,
    batch_api: BatchApi = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a run ended, batches included.")] = False,
    finish_live: FinishLive = False,
    output: Annotated[str, typer.Option("--format", help="On stdout: text (paths) or json (a summary).")] = "text",
    log_json: LogJson = None,
) -> None:
    """Make new assessments for weeks, ours or anybody's: other questions than ever before; the old ones are kept."""
    from lecturegen.assessing.desk import desks
    from lecturegen.assessing.many import Assessing
    from lecturegen.assessing.results import Result
    from lecturegen.assessing.wishes import Wishes
    from lecturegen.cli._assessed import FORMATS, Summary
    from lecturegen.existing.find import find
    from lecturegen.questions import TYPES
    from lecturegen.settings import load_settings

    if output not in FORMATS:
        raise UsageError(f"--format {output}: choose one of {', '.join(FORMATS)}")
    if only_type and only_type not in TYPES:
        raise UsageError(f"--only-type {only_type}: choose one of {', '.join(TYPES)}")
    if only_type and forms > 1:
        raise UsageError("--forms makes whole quizzes; leave --only-type out")
    settings = load_settings(
        model=model, concurrency=concurrency, budget=budget, budget_tokens=budget_tokens,
        blind=False if no_blind else None,
    )  # fmt: skip
    wishes = Wishes(seed, forms, tuple(section or ()), only_type, language, questions, out)
    bundles, unread = find(paths)
    found, unfit = desks(bundles, paths, out)
    summary = Summary(FORMATS[output](sys.stdout), picky=bool(section or only_type))
    with watching(len(found), log_json) as watch:
        posted = _batches(found, batch_api, resume, finish_live)
        work = Assessing(wishes, settings, watch, summary.tell, posted)
        if dry_run:
            show_estimates(work.estimate(found), width=60)
            return
        for problem in (*unread, *unfit):
            summary.tell(Result(problem.place, seed=seed, error=DocumentError(problem)))
        try:
            work.make(found)
        except (KeyboardInterrupt, Interrupted):
            summary.close(Interrupted.exit_code)
            raise Interrupted("interrupted") from None
    summary.close()
    come_back(summary.waiting)
    if summary.missed:
        named = [f"--section {' '.join(section)}"] if section else []
        named += [f"--only-type {only_type}"] if only_type else []
        raise UsageError(f"{' '.join(named)}: no week has such a section")
    raise typer.Exit(summary.exit_code)


def _batches(found: Sequence[Desk], batch_api: bool, resume: bool, finish_live: bool) -> ByBatch | None:
    """What is on its way is noted in the folder above all weeks; going on means batches only where some were posted."""
    from lecturegen.assessing.desk import root_of
    from lecturegen.llm.batches.store import FILE

    if not found:
        return None
    root = root_of(found)
    posted = (root / FILE).is_file()
    return by_batch(root, batch_api or (resume and posted), resume and posted, finish_live)
