"""The command line: one thin function a command. Results go to stdout, words for people to stderr.

Heavy imports stand inside the functions: ``--help`` must never pay for a model.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lecturegen import __version__
from lecturegen.errors import Interrupted, LecturegenError, Problem, UsageError
from lecturegen.garbage import settle

if TYPE_CHECKING:
    from lecturegen.batch import Failed, Forecast
    from lecturegen.batch import Watch as Watching
    from lecturegen.events import Emit, Event
    from lecturegen.pipeline import Outcome
    from lecturegen.schema import Brief

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Draft a lecture week from a topic list: plan, speaking script, frames and assessment, checked and written.",
    epilog="Exit codes: 0 done and clean; 1 errors found, or sections failed; 2 input wrong; 3 configuration wrong; "
    "4 model or network failed; 130 interrupted.",
)  # fmt: skip


def main() -> None:
    """Entry point: expected errors end with one message and their exit code, never with a traceback."""
    settle()
    try:
        app()
    except LecturegenError as error:
        _complain(error)
        sys.exit(error.exit_code)
    finally:
        settle()


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        print(__version__)
        raise typer.Exit


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
    model: Annotated[str | None, typer.Option(help="Model, as the service names it.")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="No model: arrange what the notes say.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Stop after plan.yaml, to edit it.")] = False,
    concurrency: Annotated[int | None, typer.Option(min=1, help="Requests in flight at most.")] = None,
    budget: Annotated[float | None, typer.Option(help="US dollars that this run may cost at most.")] = None,
    budget_tokens: Annotated[int | None, typer.Option(help="Tokens that this run may use at most.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Ask nothing: say what the run would need.")] = False,
    log_json: Annotated[Path | None, typer.Option(metavar="FILE", help="Append each event as a line of JSON.")] = None,
) -> None:
    """Make a week: plan.yaml, script.md, assessment.md, slides.md."""
    from lecturegen.batch import Batch, Failed, read_input
    from lecturegen.settings import load_settings

    settings = load_settings(model=model, concurrency=concurrency, budget=budget, budget_tokens=budget_tokens)
    given = {"title": title, "notes": notes, "course": course, "audience": audience, "minutes": minutes}
    orders = read_input(source, _briefs(source, number, given | {"language": language}))
    codes = []

    def tell(done: Outcome | Failed) -> None:
        if isinstance(done, Failed):
            _complain(done.error)
            codes.append(done.error.exit_code)
            return
        for name in done.folder.outputs:
            print(done.folder.path / name)
        codes.append(0 if done.clean else 1)

    with _watching(len(orders), log_json) as watch:
        batch = Batch(out, settings, watch, tell, offline, review)
        if dry_run:
            _show_estimate(batch.estimate(orders), out)
            return
        try:
            batch.make(orders)
        except KeyboardInterrupt:
            raise Interrupted("interrupted") from None
    # one week that came out makes it a partial success
    raise typer.Exit(1 if 0 in codes and any(codes) else max(codes))


@app.command()
def check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Week folders, trees, files or globs.")],
    output: Annotated[str, typer.Option("--format", help="text, json or sarif.")] = "text",
    select: Annotated[str, typer.Option(help="Only these rules: codes or their beginnings, LG2,LG310.")] = "",
    ignore: Annotated[str, typer.Option(help="Not these rules, for this run.")] = "",
    statistics: Annotated[bool, typer.Option("--statistics", help="Count by rule instead of listing.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Make the mends that lose nothing; then check.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    config: Annotated[Path | None, typer.Option(help="Instead of the nearest lecturegen.yaml.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of foreign weeks: en, de …")] = None,
) -> None:
    """Check scripts and assessments, ours or anybody's: with lines, causes and remedies."""
    from lecturegen.checking.fixes import write
    from lecturegen.checking.formats import FORMATS
    from lecturegen.checking.run import Wishes, run_check, run_fix
    from lecturegen.checking.summary import Summary

    if output not in FORMATS:
        raise UsageError(f"--format {output}: choose one of {', '.join(FORMATS)}")
    wishes = Wishes(_codes("select", select), _codes("ignore", ignore), config, language)
    if fix or diff:
        for mended in run_fix(paths, wishes):
            if isinstance(mended, Problem):
                print(mended, file=sys.stderr)
            elif diff:
                print(mended.diff(), end="")
            else:
                write(mended)
                print(f"mended {mended.path}", file=sys.stderr)
        if diff:
            return
    summary = Summary()
    results = summary.counting(run_check(paths, wishes))
    if statistics:
        for _ in results:
            pass
        print(summary.table(), end="")
    else:
        for piece in FORMATS[output](results):
            print(piece, end="")
    print(summary, file=sys.stderr)
    raise typer.Exit(summary.exit_code)


def _codes(option: str, given: str) -> tuple[str, ...]:
    from lecturegen.rules import RULES

    codes = tuple(code.strip().upper() for code in given.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in RULES):
            raise UsageError(f"--{option} {code}: there is no such rule; `lecturegen rules` lists them")
    return codes


@app.command()
def cost(
    path: Annotated[Path, typer.Argument(help="A week's folder, or one above several.")] = Path("outputs"),
    by: Annotated[str, typer.Option(help="week, section, stage, model or outcome.")] = "week",
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
        print(f"besides, {unseen} requests ended before their count arrived; a service may bill them", file=sys.stderr)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Where to begin a course.")] = Path()) -> None:
    """Write a commented course file to start from."""
    from lecturegen.stages.starter import write_starter

    for path in write_starter(folder):
        print(path)


@app.command()
def rules(
    code: Annotated[str | None, typer.Argument(help="Explain this rule, such as LG301.")] = None,
    check: Annotated[bool, typer.Option("--check", help="For developers: fail if docs/rules.md is stale.")] = False,
    write: Annotated[bool, typer.Option("--write", help="For developers: write docs/rules.md.")] = False,
) -> None:
    """List the rules, or show the manual page of one."""
    from lecturegen.reading._losses import MANUAL
    from lecturegen.rules import RULES
    from lecturegen.rules._manual import manual

    pages = MANUAL | {name: rule.doc for name, rule in RULES.items()}

    if check or write:
        _freshen({Path("docs/rules.md"): manual()}, write=write)
    elif code is None:
        for rule in (RULES[name] for name in sorted(RULES)):
            print(f"{rule.code}  {rule.severity.value:8} {rule.name:28} {rule.doc.splitlines()[0].split(': ', 1)[-1]}")
    elif code.upper() in pages:
        print(pages[code.upper()])
    else:
        raise UsageError(f"there is no rule {code}; `lecturegen rules` lists them")


@app.command()
def schemas(
    out: Annotated[Path, typer.Option(help="Where to write them.")] = Path("schemas"),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if one is stale.")] = False,
) -> None:
    """Write the JSON Schemas of all documents and wire shapes."""
    from lecturegen.schema.export import json_schemas

    _freshen({out / name: text for name, text in json_schemas().items()}, write=not check)


def _freshen(wanted: dict[Path, str], *, write: bool) -> None:
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in stale:
        print(path)
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], "utf-8")
    if stale and not write:
        raise UsageError(f"{len(stale)} generated files are stale; `make schemas docs` writes them")


def _briefs(source: Path, number: int | None, given: dict[str, Any]) -> list[Brief]:
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


@contextmanager
def _watching(weeks: int, path: Path | None) -> Iterator[Watching]:
    """What watches each week: the terminal, and the log if one is wanted."""
    if path is None:
        with _showing(weeks) as watch:
            yield watch
        return
    from lecturegen.event_log import EventLog

    log = EventLog(path)

    @contextmanager
    def both(brief: Brief) -> Iterator[Emit]:
        with watch(brief) as show, log.listening(brief) as note:

            def emit(event: Event) -> None:
                note(event)
                show(event)

            yield emit

    try:
        with _showing(weeks) as watch:
            yield both
    finally:
        log.close()


@contextmanager
def _showing(weeks: int) -> Iterator[Watching]:
    """What tells people of each week: a bar on a terminal, lines elsewhere."""
    from rich.console import Console

    from lecturegen.progress import Watch, live_bars

    terminal = Console(stderr=True)
    # a log is not wrapped at the 80 columns that rich takes where there is no terminal
    bars = live_bars(terminal if terminal.is_terminal else Console(stderr=True, width=120))

    @contextmanager
    def watch(brief: Brief) -> Iterator[Emit]:
        with Watch(bars, f"week {brief.number}" if weeks > 1 else "") as listens:
            yield listens

    with bars:
        yield watch


def _show_estimate(weeks: list[Forecast], out: Path) -> None:
    """What the weeks would need, and how far such estimates have been off below ``out`` before."""
    from lecturegen.accounts import past_runs
    from lecturegen.llm.journal import Expected
    from lecturegen.stages.forecast import off

    print(f"{'week':50} {'requests':>8} {'prompt':>10} {'completion':>10} {'US dollars':>10}")
    total = sum((week.expected for week in weeks), start=Expected())
    dollars = [week.dollars for week in weeks]
    whole = None if None in dollars else sum(filter(None, dollars))
    for name, need, money in (*((w.week, w.expected, w.dollars) for w in weeks), ("total", total, whole)):
        said = "unknown" if money is None else f"{money:.4f}"
        print(f"{name:50} {need.requests:>8} {need.prompt:>10} {need.completion:>10} {said:>10}")
    print(off(past_runs(out)))


def _complain(error: LecturegenError) -> None:
    print(f"error: {error}" if "\n" not in str(error) else str(error), file=sys.stderr)
    if error.hint:
        print(f"hint: {error.hint}", file=sys.stderr)


if __name__ == "__main__":
    main()
