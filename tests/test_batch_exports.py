"""Formats that course files name, made by `lecturegen batch` as `lecturegen week` makes them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from pptx import Presentation
from pptx.util import Emu

from lecturegen.errors import Unwritable
from lecturegen.exporters import EXPORTERS
from tests.command import Ran, run_hosted
from tests.courses import batch, course, statuses, summary
from tests.crew import local_cluster
from tests.openai_server import running


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    with patch.dict(os.environ):
        yield


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    pytest.importorskip("distributed", reason="lecturegen[dask] is not installed")
    with local_cluster() as address:
        yield address


@pytest.fixture(params=["process", "dask"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> list[str | Path]:
    """The flags of an engine."""
    if request.param == "process":
        return []
    os.environ |= {"OPENAI_API_KEY": "sk-test"}  # workers have it in their own environment
    address = request.getfixturevalue("cluster")
    return ["--engine", "dask", "--scheduler", address, "--journals", tmp_path / "journals"]


def exporting(folder: Path, name: str, more: str, weeks: int = 1) -> Path:
    path = course(folder, name, weeks)
    path.write_text(path.read_text() + more + "\n")
    return path


def exports(out: Path) -> dict[str, bytes]:
    """Every export below ``out`` but their manifests."""
    found = {path.relative_to(out).as_posix(): path for path in sorted(out.glob("*/week-*/exports/*"))}
    return {name: path.read_bytes() for name, path in found.items() if path.name != "manifest.json"}


def only(ran: Ran) -> dict[str, Any]:
    """The one week of the summary."""
    (week,) = summary(ran)["weeks"]
    assert isinstance(week, dict)
    return week


def without(*packages: str) -> Any:
    """As if ``packages`` were not installed."""
    return patch("lecturegen.exporters._optional.find_spec", lambda name: None if name in packages else find_spec(name))


def test_formats_and_template_of_the_course_are_made_as_week_makes_them(
    engine: list[str | Path], tmp_path: Path
) -> None:
    looks = Presentation()
    looks.slide_width = Emu(9_000_000)
    (tmp_path / "courses").mkdir()
    looks.save(str(tmp_path / "courses" / "looks.pptx"))
    path = exporting(tmp_path / "courses", "Alpha", "exports: [pptx, gift]\ntemplate: looks.pptx", 2)
    text = path.read_text().replace("of Alpha 2]}", "of Alpha 2], overrides: {exports: [csv]}}")
    path.write_text(text)
    with running() as server:
        ran = batch(server, tmp_path, path, *engine, "--format", "json")
        run_hosted(server, "week", path, "--out", tmp_path / "alone")
    assert ran.code == 0, ran.err
    assert exports(tmp_path / "out") == exports(tmp_path / "alone")
    assert sorted(exports(tmp_path / "out")) == [
        "alpha/week-01/exports/assessment.gift", "alpha/week-01/exports/slides.pptx",
        "alpha/week-02/exports/assessment.csv",
    ]  # fmt: skip
    slides = tmp_path / "out" / "alpha" / "week-01" / "exports" / "slides.pptx"
    assert Presentation(str(slides)).slide_width == 9_000_000
    assert str(slides) in [file for week in summary(ran)["weeks"] for file in week["files"]]


def test_what_is_there_is_not_made_again_and_what_is_missing_is_without_a_request(
    engine: list[str | Path], tmp_path: Path
) -> None:
    path = exporting(tmp_path, "Alpha", "exports: [csv, gift]")
    with running() as server:
        batch(server, tmp_path, path, *engine)
        before, asked = exports(tmp_path / "out"), len(server.log)
        again = only(batch(server, tmp_path, path, *engine, "--format", "json"))
        assert again["unchanged"]
        assert sum("exports" in file for file in again["files"]) == 2
        (tmp_path / "out" / "alpha" / "week-01" / "exports" / "assessment.csv").unlink()
        lacking = only(batch(server, tmp_path, path, *engine, "--format", "json"))
        assert not lacking["unchanged"]
        assert len(server.log) == asked
    assert exports(tmp_path / "out") == before


def test_the_command_line_overrules_the_course_file_and_has_its_template(tmp_path: Path) -> None:
    looks = Presentation()
    looks.slide_width = Emu(9_000_000)
    looks.save(str(tmp_path / "looks.pptx"))
    path = exporting(tmp_path, "Alpha", "exports: [csv]\ntemplate: looks.pptx")
    with running() as server:
        assert batch(server, tmp_path, path, "--to", "pptx").code == 0
    (slides,) = exports(tmp_path / "out")
    assert Presentation(str(tmp_path / "out" / slides)).slide_width == 9_000_000


@pytest.mark.parametrize("flags", [(), ("--to", "pptx")])
def test_a_missing_package_is_told_before_the_first_request_of_any_course(
    flags: tuple[str, ...], engine: list[str | Path], tmp_path: Path
) -> None:
    course(tmp_path / "courses", "Alpha")
    exporting(tmp_path / "courses", "Beta", "exports: [gift]" if flags else "exports: [gift, pptx]")
    with running() as server, without("pptx"):
        ran = batch(server, tmp_path, tmp_path / "courses", *engine, *flags)
        assert not server.log
    assert ran.code == 3
    assert "pptx: pptx is missing; install it: pip install 'lecturegen[slides]'" in ran.err
    assert ("worker tcp://" in ran.err) is bool(engine)


def test_a_package_that_no_format_of_the_run_needs_is_not_missed(tmp_path: Path) -> None:
    path = exporting(tmp_path, "Alpha", "exports: [pptx]")
    with running() as server, without("pptx"):
        assert batch(server, tmp_path, path, "--to", "gift").code == 0


def test_a_template_that_is_none_is_told_before_its_course_asks_and_stops_no_other(
    engine: list[str | Path], tmp_path: Path
) -> None:
    (tmp_path / "courses").mkdir()
    (tmp_path / "courses" / "looks.pptx").write_bytes(b"no slides")
    exporting(tmp_path / "courses", "Alpha", "exports: [pptx]\ntemplate: looks.pptx")
    course(tmp_path / "courses", "Beta")
    with running() as server:
        ran = batch(server, tmp_path, tmp_path / "courses", *engine, "--format", "json")
        asked = [json.dumps(request["messages"]) for request in server.requests]
    assert statuses(ran) == {"Alpha 1": "failed", "Beta 1": "done"}
    assert "looks.pptx: this is no PowerPoint file" in ran.err
    assert not [text for text in asked if "of Alpha" in text]


def test_a_format_that_fails_keeps_the_week_and_the_others_and_is_done_next_night(tmp_path: Path) -> None:
    path = exporting(tmp_path, "Alpha", "exports: [gift, csv, html]")

    def fails(*_: object) -> Any:
        raise Unwritable("/sections/0: no sign for this")

    EXPORTERS.load()
    with running() as server:
        with patch.dict(EXPORTERS.entered, {"csv": fails}):
            ran = batch(server, tmp_path, path, "--format", "json")
        asked = len(server.log)
        night = batch(server, tmp_path, path, "--only-failed", "--format", "json")
        assert len(server.log) == asked
    assert (ran.code, only(ran)["status"]) == (1, "partial")
    assert "no sign for this" in ran.err
    assert any(file.endswith("week.html") for file in only(ran)["files"])
    assert any(file.endswith("script.md") for file in only(ran)["files"])
    assert (night.code, only(night)["status"]) == (0, "done")
    assert "alpha/week-01/exports/assessment.csv" in exports(tmp_path / "out")


def test_an_export_that_a_person_changed_is_kept(engine: list[str | Path], tmp_path: Path) -> None:
    path = exporting(tmp_path, "Alpha", "exports: [csv]")
    with running() as server:
        batch(server, tmp_path, path, *engine)
        folder = tmp_path / "out" / "alpha" / "week-01"
        (folder / "exports" / "assessment.csv").write_text("mine")
        sheet = folder / "assessment.md"
        sheet.write_text(sheet.read_text().replace("**Question 1:** ", "**Question 1:** Now: ", 1))
        batch(server, tmp_path, path, *engine)
    assert (folder / "exports" / "assessment.csv").read_text() == "mine"
    assert (folder / "exports" / "assessment.new.csv").is_file()
