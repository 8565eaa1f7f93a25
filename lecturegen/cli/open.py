"""`lecturegen open`: the page of a week, in the browser."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from lecturegen.cli._app import app, complain
from lecturegen.errors import LecturegenError


@app.command("open")
def open_(
    week: Annotated[str, typer.Argument(metavar="WEEK", help="A week's folder, or its script or assessment.")],
    show: Annotated[bool, typer.Option(help="--no-show only writes the page and prints its path.")] = True,
) -> None:
    """Show the page of a week: frames, script, questions, findings and figures."""
    from lecturegen.exporters import Wishes
    from lecturegen.exports import export_weeks

    codes = []
    for done in export_weeks([week], ["html"], Wishes("")):
        if isinstance(done, LecturegenError):
            complain(done)
            codes.append(done.exit_code)
            continue
        for path in done.paths:
            print(path)
            if show:
                webbrowser.open(path.resolve().as_uri())
    raise typer.Exit(max(codes, default=0))
