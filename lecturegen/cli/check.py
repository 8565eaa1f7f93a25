"""`lecturegen check`: the rules over any week."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lecturegen.cli._app import app
from lecturegen.errors import Problem, UsageError


@app.command()
def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Weeks, trees, files, globs; exported files."),
    ],
    output: Annotated[str, typer.Option("--format", help="text, json or sarif.")] = "text",
    select: Annotated[str, typer.Option(help="Only these rules: codes or their beginnings, LG2,LG310.")] = "",
    ignore: Annotated[str, typer.Option(help="Not these rules, for this run.")] = "",
    statistics: Annotated[bool, typer.Option("--statistics", help="Count by rule instead of listing.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Make the mends that lose nothing; then check.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    config: Annotated[Path | None, typer.Option(help="Instead of the nearest lecturegen.yaml.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of foreign weeks: en, de …")] = None,
) -> None:
    """Check scripts and assessments, ours or anybody's, and what was exported of them: with causes and remedies."""
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
    from lecturegen.accessible import MANUAL
    from lecturegen.rules import RULES

    codes = tuple(code.strip().upper() for code in given.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in (*RULES, *MANUAL)):
            raise UsageError(f"--{option} {code}: there is no such rule; `lecturegen rules` lists them")
    return codes
