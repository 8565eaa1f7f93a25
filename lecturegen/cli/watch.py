"""`lecturegen watch`: a course made again as it is edited, its pages live in the browser."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lecturegen.cli._app import app, complain
from lecturegen.cli._options import Concurrency, LogJson, Model, NoBlind, Offline
from lecturegen.cli._watching import watching
from lecturegen.cli.week import exported, read_briefs
from lecturegen.errors import UsageError

if TYPE_CHECKING:
    from lecturegen.batch import Tell, WeekOrder

PAGE = "html"


@app.command()
def watch(
    source: Annotated[Path, typer.Argument(metavar="COURSE.yaml", help="Course file.")],
    number: Annotated[int | None, typer.Option("--week", help="This week of the course only.")] = None,
    to: Annotated[str | None, typer.Option(metavar="FORMAT,…", help="Exports beside the page, as of `export`.")] = None,
    out: Annotated[Path, typer.Option(help="Where week folders are made.")] = Path("outputs"),
    model: Model = None,
    offline: Offline = False,
    no_blind: NoBlind = False,
    concurrency: Concurrency = None,
    budget: Annotated[float | None, typer.Option(help="US dollars that what one save asks for may cost.")] = None,
    budget_tokens: Annotated[int | None, typer.Option(help="Tokens that what one save asks for may use.")] = None,
    log_json: LogJson = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
) -> None:
    """Make weeks, show their pages, and make again what an edit of course file, notes or plan.yaml changes.

    Ctrl-C ends it, with exit code 0; while a week is being made, what is in flight is waited for, and the code is 130.
    """
    from lecturegen.batch import Batch, read_input
    from lecturegen.exporters._optional import optional
    from lecturegen.run_dir import week_path
    from lecturegen.settings import load_settings
    from lecturegen.stages.load import is_course_file
    from lecturegen.watching.loop import Loop
    from lecturegen.watching.served import Pages, serving

    optional("watchfiles", "watch")
    if not is_course_file(source) or not source.is_file():
        raise UsageError(f"{source}: this is no course file (.yaml) to watch")
    settings = load_settings(
        model=model, concurrency=concurrency, budget=budget, budget_tokens=budget_tokens,
        blind=False if no_blind else None,
    )  # fmt: skip

    def read() -> list[WeekOrder]:
        briefs = [exported(brief, to) for brief in read_briefs(source, number, {})]
        pages.only(week_path(out, brief.course, brief.number).name for brief in briefs)
        with_page = (dict.fromkeys((PAGE, *brief.exports)) for brief in briefs)
        briefs = [brief.model_copy(update={"exports": tuple(f)}) for brief, f in zip(briefs, with_page, strict=True)]
        return read_input(source, briefs)

    def make(orders: Sequence[WeekOrder], tell: Tell) -> None:
        with watching(len(orders), log_json) as show:
            Batch(out, settings, show, tell, offline).make(orders)

    pages = Pages()
    with serving(pages, port) as address:
        print(address, flush=True)
        print(f"watching {source}; Ctrl-C ends", file=sys.stderr, flush=True)
        if not no_open:
            webbrowser.open(address)
        try:
            Loop(source, out, read, make, pages, complain).run()
        except KeyboardInterrupt:
            print("no longer watching", file=sys.stderr)
