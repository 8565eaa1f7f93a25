"""The command line as tests use it: run in this process, with its own environment and its output caught."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

import typer.main

from lecturegen.cli import main
from lecturegen.schema import Report, Week
from tests.openai_server import Server

_built = cache(typer.main.get_command)
"""Typer makes its commands anew for each call, which takes longer than some of them; a process calls once."""


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str


def run(*arguments: str | Path, **environment: str) -> Ran:
    """Run ``lecturegen ARGUMENTS`` and catch what it says and how it ends."""
    out, err = io.StringIO(), io.StringIO()
    argv = ["lecturegen", *map(str, arguments)]
    with (
        patch.object(sys, "argv", argv),
        patch.object(typer.main, "get_command", _built),
        patch.dict(os.environ, environment),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def run_hosted(server: Server, *arguments: str | Path, **environment: str) -> Ran:
    """The same, with ``server`` as the hosted model, and little patience."""
    hosted = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test", "LECTUREGEN_RETRY_WAIT": "0.01"}
    return run(*arguments, **(hosted | environment))


TOPICS = ("Random variables", "Expectation", "Variance")


def topic_list(folder: Path, *topics: str) -> Path:
    path = folder / "topics.txt"
    path.write_text("\n".join(topics or TOPICS) + "\n")
    return path


def make_week(server: Server, folder: Path, *flags: str, **environment: str) -> Ran:
    """Week 2 of a small course without notes, made in ``folder``."""
    return run_hosted(server, *week_arguments(folder), *flags, **environment)


def week_arguments(folder: Path) -> list[str]:
    """The command line that makes it."""
    source = topic_list(folder)
    return ["week", str(source), "--title", "Week 2: Chance", "--minutes", "18", "--out", str(folder / "out")]


def made(folder: Path) -> Path:
    """The one week folder below ``folder``/out."""
    (path,) = (folder / "out").glob("*/week-*")
    return path


def week_of(folder: Path) -> Week:
    return Week.model_validate_json((made(folder) / "week.json").read_text())


def report_of(folder: Path) -> Report:
    return Report.model_validate_json((made(folder) / "report.json").read_text())


def contents(folder: Path) -> dict[str, bytes]:
    """Name -> bytes of every file of the week but the journal."""
    return {path.name: path.read_bytes() for path in sorted(made(folder).iterdir()) if "journal" not in path.name}


def manifest_of(folder: Path) -> dict[str, object]:
    value: dict[str, object] = json.loads((made(folder) / "manifest.json").read_text())
    return value
