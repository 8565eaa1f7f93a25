"""Weeks to be assessed anew, and how to look at what came of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from lecturegen.reading.assessment import load_assessment
from lecturegen.rules._alike import overlap
from lecturegen.rules._words import normal
from lecturegen.schema import Week
from tests.command import Ran, run_hosted
from tests.openai_server import Server

TIDES = Path(__file__).parents[1] / "rules" / "mutants" / "tides"
SECTIONS, ASKED = 5, 20
"""Of that week, with four questions a section."""


def tides(folder: Path, *, assessed: bool = True) -> Path:
    """A week of somebody else's, with or without its assessment."""
    shutil.copytree(TIDES, folder)
    if not assessed:
        (folder / "assessment.md").unlink()
    return folder


def assess(server: Server, *arguments: str | Path, **environment: str) -> Ran:
    return run_hosted(server, "assess", *arguments, **environment)


def summary(ran: Ran) -> dict[str, Any]:
    """What `--format json` told."""
    told: dict[str, Any] = json.loads(ran.out)
    return told


def stems(sheet: Path) -> list[list[str]]:
    """Of each section."""
    return [[question.stem for question in section.questions] for section in load_assessment(sheet).sections]


def near(new: Sequence[str], old: Sequence[str]) -> list[tuple[str, str]]:
    """New stems that are old ones, or nearly: the measure of the design, in words."""
    return [(a, b) for a in new for b in old if normal(a) == normal(b) or overlap(a, b) >= 0.5]


def details(folder: Path, name: str = "assessment") -> Week:
    return Week.model_validate_json((folder / "assessments" / f"{name}.json").read_text("utf-8"))


def contents(folder: Path) -> Mapping[str, str]:
    """Digest of every file below ``folder`` but the journals."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "journal" not in path.name
    }
