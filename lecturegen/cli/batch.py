"""`lecturegen batch`: the weeks of many courses in one run."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lecturegen.cli._app import app
from lecturegen.cli._by_batch import by_batch, come_back
from lecturegen.cli._lists import formats, parted
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
    Offline,
    Resume,
)
from lecturegen.errors import Interrupted, LecturegenError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from lecturegen.cli._faculty import Screen
    from lecturegen.faculty.engines import Engine
    from lecturegen.faculty.run import Job, Listener
    from lecturegen.faculty.unit import Step

JOURNALS_HELP = "Where each machine keeps what was answered, for --engine dask and URLs; ~/.cache/lecturegen."
TO_HELP = "Formats of exports, instead of those that course files name; means --do export, too."
DO_HELP = (
    "week: make the weeks of course files, and the exports that they name; assess: new questions for weeks that are "
    "there; export: with --to."
)
ENGINE_HELP = "Who does the work: process, or dask (without --batch-api and item banks: `bank add` fills them)."
FAILED_HELP = "What failed, was cut off or was left to a batch last time."


@app.command()
def batch(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH…", help="Course files, week folders, globs.")
    ] = None,
    do: Annotated[str, typer.Option("--do", metavar="STEP,…", help=DO_HELP)] = "",
    to: Annotated[str, typer.Option(metavar="FORMAT,…", help=TO_HELP)] = "",
    out: Annotated[
        str | None, typer.Option(metavar="DIR|URL", help="Where weeks go, with the run's state; s3://… too; outputs.")
    ] = None,
    output: Annotated[str, typer.Option("--format", help="On stdout: text (paths) or json (a summary).")] = "text",
    only_failed: Annotated[bool, typer.Option("--only-failed", help=FAILED_HELP)] = False,
    go_on: Annotated[
        bool, typer.Option("--continue-on-error/--fail-fast", help="Whether weeks are begun after one has failed.")
    ] = True,
    status: Annotated[
        str | None, typer.Option(metavar="DIR|URL", help="Show the run of an --out folder, and end.")
    ] = None,
    engine: Annotated[str, typer.Option(metavar="NAME", help=ENGINE_HELP)] = "process",
    scheduler: Annotated[str, typer.Option(metavar="ADDRESS", help="Of dask: its scheduler, tcp://HOST:8786.")] = "",
    workers: Annotated[int | None, typer.Option(min=1, help="Of dask: processes on this machine; its cores.")] = None,
    journals: Annotated[Path | None, typer.Option(metavar="DIR", help=JOURNALS_HELP)] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of new questions: another seed, other questions.")] = 1,
    offline: Offline = False,
    no_blind: NoBlind = False,
    model: Model = None,
    concurrency: Concurrency = None,
    budget: Budget = None,
    budget_tokens: BudgetTokens = None,
    batch_api: BatchApi = False,
    resume: Resume = False,
    finish_live: FinishLive = False,
    dry_run: DryRun = False,
    log_json: LogJson = None,
) -> None:
    """Make the weeks of many courses in one run: a week of each in turn, with one limit and one budget for all.

    Run it again to go on: what is finished and unchanged is skipped. One wrong course stops no other. Exit codes: 0
    all done, or posted; 1 some weeks failed, or errors were found; 2 all input is wrong; 3 configuration; 4 the model
    failed for all; 130 interrupted.
    """
    from lecturegen.cli._faculty import FORMATS
    from lecturegen.faculty.apart import at
    from lecturegen.faculty.run import Job
    from lecturegen.faculty.sources import Shelf, existing, formats_named
    from lecturegen.faculty.unit import Step, Wanted
    from lecturegen.settings import load_settings

    if output not in FORMATS:
        raise UsageError(f"--format {output}: choose one of {', '.join(FORMATS)}")
    if status is not None:
        from lecturegen.cli._faculty_status import show_status

        show_status(at(status, load_settings(journals=journals).journals).root, output)
        return
    if not paths:
        raise UsageError("name course files, week folders, or folders of them; or --status DIR")
    settings = load_settings(
        model=model, concurrency=concurrency, budget=budget, budget_tokens=budget_tokens,
        blind=False if no_blind else None, journals=journals,
    )  # fmt: skip
    place = at(out or "outputs", settings.journals)
    found, shelf = existing(paths), Shelf(_steps(do, to), place.root, apart=out is not None)
    named = formats(to) if to else ()
    needs = named or (formats_named(found, shelf) if Step.WEEK in shelf.steps else ())
    if (batch_api or resume) and engine.partition(":")[0] != "process":
        raise UsageError(f"--batch-api goes with --engine process, not {engine}: one process walks all weeks and posts")
    posted = by_batch(place.root, batch_api, resume, finish_live)
    wanted = Wanted(
        settings, offline, seed, named, needs, by_batch=posted, out=place.address, root=place.root
    )  # fmt: skip
    job = Job(found, shelf, wanted, fail_fast=not go_on, only_failed=only_failed)
    if dry_run:
        _estimate(job)
        return
    raise typer.Exit(_run(job, _engine(engine, scheduler, workers), output, log_json))


def _engine(name: str, scheduler: str, workers: int | None) -> Engine:
    from lecturegen.faculty.engines import ENGINES

    name, _, rest = name.partition(":")
    if name not in ENGINES:
        raise UsageError(f"--engine {name}: choose of {', '.join(sorted(ENGINES))}")
    given = [one for one in (rest, scheduler, str(workers or "")) if one]
    if len(given) > 1:
        raise UsageError("--scheduler and --workers exclude each other: a cluster has the workers that it has")
    return ENGINES[name]("".join(given))


def _steps(do: str, to: str) -> tuple[Step, ...]:
    """In the order in which they are done. Without --do weeks are made, and exported if formats are named."""
    from lecturegen.faculty.unit import Step

    names = parted(do) or ("week",)
    for name in names:
        if name not in list(Step):
            raise UsageError(f"--do {name}: choose of {', '.join(Step)}")
    wanted = {*names, *(["export"] if to else [])}
    if Step.EXPORT in wanted and not to:
        raise UsageError("--do export needs --to FORMAT,…")
    return tuple(step for step in Step if step in wanted)


def _run(job: Job, engine: Engine, output: str, log_json: Path | None) -> int:
    """Do it, and tell of it; the exit code."""
    from lecturegen.cli._faculty import FORMATS, Log, Screen
    from lecturegen.cli._night import NightConsole
    from lecturegen.event_log import EventLog
    from lecturegen.faculty.run import run_job

    terminal = NightConsole(stderr=True)
    console = terminal if terminal.is_terminal else NightConsole(stderr=True, width=120)
    told, screen, code = FORMATS[output](), Screen(console), Interrupted.exit_code
    with ExitStack() as stack:
        listeners: list[Listener] = [told, screen]
        if log_json is not None:
            log = EventLog(log_json)
            stack.callback(log.close)
            stack.enter_context(log.listening(None))
            listeners.append(Log(log))
        try:
            with screen:
                run = run_job(job, engine, listeners, screen.say)
            code = run.exit_code
        except KeyboardInterrupt:
            raise Interrupted("interrupted") from None
        except LecturegenError as error:
            code = error.exit_code
            raise
        finally:
            if screen.board.begun is not None:
                told.close(screen.board, code)
                _sum_up(screen, console)
    if job.only_failed and not run.met:
        console.print(f"nothing had failed in {job.shelf.out}")
    if run.over:
        console.print(f"nothing more was begun: {run.over}")
    come_back(screen.board.total.waiting, console.print)
    told.results.check()
    return code


def _sum_up(screen: Screen, console: Console) -> None:
    """The courses in which something failed or was cut off, and the total."""
    from lecturegen.cli._faculty_tables import table

    board = screen.board
    console.print(table({course: row for course, row in board.courses.items() if row.failed or row.cut}, board.total))


def _estimate(job: Job) -> None:
    """A row for each course."""
    import asyncio

    from rich.console import Console

    from lecturegen.cli._estimates import show_estimates
    from lecturegen.cli._faculty import Screen
    from lecturegen.faculty.estimate import estimates
    from lecturegen.faculty.run import FacultyRun

    with Screen(Console(stderr=True, width=120)) as screen:
        run = FacultyRun(job, [screen])
        found = asyncio.run(estimates(run.units(), job.wanted))
    show_estimates(found, width=60)
