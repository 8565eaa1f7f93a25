"""Small courses for runs over many of them, and how such a run is started and looked at."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.apart import Apart
from tests.command import Ran, run_hosted
from tests.openai_server import Server

TOPICS = ("Odds", "Evens")


def course(folder: Path, name: str, weeks: int = 1) -> Path:
    """A course file whose requests are nobody else's: each topic names course and week."""
    lines = [f"title: {name}", "minutes: 12", "weeks:"]
    for number in range(1, weeks + 1):
        topics = ", ".join(f"{topic} of {name} {number}" for topic in TOPICS)
        lines.append(f"- {{number: {number}, title: Part {number}, topics: [{topics}]}}")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name.lower()}.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def batch(server: Server, folder: Path, *arguments: str | Path, **environment: str) -> Ran:
    """`lecturegen batch ARGUMENTS` with its out folder below ``folder``."""
    return run_hosted(server, "batch", *arguments, "--out", folder / "out", **environment)


def start(server: Server, folder: Path, *arguments: str | Path) -> Apart:
    """The same as a process of its own, with sixteen requests in flight."""
    hosted = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test"}
    return Apart(["batch", *arguments, "--out", folder / "out", "--concurrency", "16"], **hosted)


def piped(server: Server, folder: Path, *arguments: str | Path, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
    """The same as people start it, where it matters what its streams are: it imports all by itself."""
    command = [sys.executable, "-m", "lecturegen.cli", "batch", *map(str, arguments), "--out", str(folder / "out")]
    hosted = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test"}
    return subprocess.Popen(command, env=os.environ | hosted, text=True, stdout=subprocess.PIPE, stderr=stderr)


def summary(ran: Ran) -> dict[str, Any]:
    """What `--format json` told."""
    told: dict[str, Any] = json.loads(ran.out)
    return told


def statuses(ran: Ran) -> dict[str, str]:
    """Course and week -> what came of it."""
    return {f"{week['course']} {week['week']}": week["status"] for week in summary(ran)["weeks"]}


def documents(folder: Path) -> dict[str, bytes]:
    """The files of all weeks that say nothing about how they were come by."""
    out = folder / "out"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.glob("*/week-*/*"))
        if path.is_file() and path.name != "manifest.json" and "journal" not in path.name
    }
