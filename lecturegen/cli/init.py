"""`lecturegen init`: a course to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lecturegen.cli._app import app


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Where to begin a course.")] = Path()) -> None:
    """Write a commented course file to start from."""
    from lecturegen.stages.starter import write_starter

    for path in write_starter(folder):
        print(path)
