"""`lecturegen export`: a week in the formats of others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lecturegen.cli._app import app, complain
from lecturegen.cli._lists import formats
from lecturegen.cli._written import show_written
from lecturegen.errors import LecturegenError


@app.command()
def export(
    paths: Annotated[list[str], typer.Argument(metavar="WEEK…", help="Week folders, trees, files or globs.")],
    to: Annotated[str, typer.Option(metavar="FORMAT,…", help="One or more formats, parted by commas.")],
    out: Annotated[Path | None, typer.Option(help="Instead of the folder exports/ of each week.")] = None,
    title: Annotated[str, typer.Option(help="Title of the documents, instead of the week's.")] = "",
    template: Annotated[Path | None, typer.Option(help="A file of the format whose looks are taken over.")] = None,
    answers: Annotated[bool, typer.Option("--answers", help="Print answers in handouts.")] = False,
) -> None:
    """Write weeks, ours or anybody's, in other formats: for the LMS, for the screen, for print."""
    from lecturegen.exporters import Wishes
    from lecturegen.exports import export_weeks

    names = formats(to)
    codes = []
    for done in export_weeks(paths, names, Wishes(title, template, answers), out):
        if isinstance(done, LecturegenError):
            complain(done)
            codes.append(done.exit_code)
            continue
        show_written(done)
        codes.append(0)
    raise typer.Exit(1 if 0 in codes and any(codes) else max(codes, default=0))
