"""`lecturegen week`: make the weeks of a course, or of a topic list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lecturegen.cli._app import app, complain
from lecturegen.cli._by_batch import by_batch, come_back
from lecturegen.cli._estimates import show_estimates
from lecturegen.cli._lists import formats
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
from lecturegen.cli._watching import watching
from lecturegen.cli._written import show_written
from lecturegen.errors import Interrupted, UsageError
from lecturegen.garbage import importing

if TYPE_CHECKING:
    from lecturegen.batch import Failed, Waits
    from lecturegen.exports import Written
    from lecturegen.pipeline import Outcome
    from lecturegen.schema import Brief


@app.command()
def week(
    source: Annotated[Path, typer.Argument(metavar="COURSE.yaml|topics.txt", help="Course file, or one topic a line.")],
    number: Annotated[int | None, typer.Option("--week", help="This week of the course only.")] = None,
    title: Annotated[str | None, typer.Option(help='For a topic list: "Week 10: …".')] = None,
    notes: Annotated[list[str] | None, typer.Option(help="For a topic list: notes; file, folder or glob.")] = None,
    course: Annotated[str | None, typer.Option(help="For a topic list: title of the course.")] = None,
    audience: Annotated[str | None, typer.Option(help="For a topic list: who listens.")] = None,
    minutes: Annotated[int | None, typer.Option(help="For a topic list: minutes of the week; 60.")] = None,
    language: Annotated[str | None, typer.Option(help="For a topic list: en, de …; en.")] = None,
    out: Annotated[Path, typer.Option(help="Where week folders are made.")] = Path("outputs"),
    model: Model = None,
    to: Annotated[str | None, typer.Option(metavar="FORMAT,…", help="Also export it: as of `export`.")] = None,
    offline: Offline = False,
    review: Annotated[bool, typer.Option("--review", help="Stop after plan.yaml, to edit it.")] = False,
    no_blind: NoBlind = False,
    concurrency: Concurrency = None,
    budget: Budget = None,
    budget_tokens: BudgetTokens = None,
    batch_api: BatchApi = False,
    resume: Resume = False,
    finish_live: FinishLive = False,
    dry_run: DryRun = False,
    log_json: LogJson = None,
) -> None:
    """Make a week: plan.yaml, script.md, assessment.md, slides.md, and the exports that its course or --to names.

    With --batch-api a week takes four or five rounds of up to a day: plan, drafts, questions, their check, and what is
    sent back; each round is the same command again.
    """
    with importing():
        from lecturegen.batch import Batch, Failed, Waits, read_input
        from lecturegen.pipeline import Outcome
        from lecturegen.settings import load_settings

    settings = load_settings(
        model=model, concurrency=concurrency, budget=budget, budget_tokens=budget_tokens,
        blind=False if no_blind else None,
    )  # fmt: skip
    given = {"title": title, "notes": notes, "course": course, "audience": audience, "minutes": minutes}
    briefs = [exported(brief, to) for brief in read_briefs(source, number, given | {"language": language})]
    orders = read_input(source, briefs)
    codes = []
    waiting = 0

    def tell(done: Outcome | Failed | Waits | Written) -> None:
        nonlocal waiting
        if isinstance(done, Waits):
            waiting += 1
            codes.append(0)
            return
        if isinstance(done, Failed):
            complain(done.error, f"week {done.brief.number}" if len(orders) > 1 else "")
            codes.append(done.error.exit_code)
            return
        if isinstance(done, Outcome):
            for name in done.folder.outputs:
                print(done.folder.path / name)
            codes.append(0 if done.clean else 1)
            return
        show_written(done)

    with watching(len(orders), log_json) as watch:
        batch = Batch(out, settings, watch, tell, offline, review, by_batch(out, batch_api, resume, finish_live))
        if dry_run:
            from lecturegen.accounts import past_runs
            from lecturegen.stages.forecast import off

            show_estimates(batch.estimate(orders), width=50)
            print(off(past_runs(out)))
            return
        try:
            batch.make(orders)
        except KeyboardInterrupt:
            raise Interrupted("interrupted") from None
    come_back(waiting)
    # one week that came out makes it a partial success
    raise typer.Exit(1 if 0 in codes and any(codes) else max(codes))


def exported(brief: Brief, to: str | None) -> Brief:
    """``brief`` with the exports that ``--to`` names, if it does, instead of its own. Raises UsageError."""
    return brief if to is None else brief.model_copy(update={"exports": formats(to)})


def read_briefs(source: Path, number: int | None, given: dict[str, Any]) -> list[Brief]:
    """What is asked of each week that was meant. ``given``: the flags that a course file has fields for."""
    from lecturegen.stages.load import is_course_file, load_course, load_topics

    flags = {name: value for name, value in given.items() if value}
    if is_course_file(source):
        if flags:
            raise UsageError(f"--{next(iter(flags))} goes with a topic list; a course file has its own")
        course = load_course(source)
    elif "title" not in flags:
        raise UsageError(f"{source}: a topic list needs --title, such as --title 'Week 10: Generative Models'")
    else:
        course = load_topics(source, **flags)
    numbers = [week.number for week in course.weeks]
    if number is not None and number not in numbers:
        raise UsageError(f"{source}: there is no week {number}; there are {', '.join(map(str, numbers))}")
    return [course.brief(n) for n in numbers if number in (None, n)]
