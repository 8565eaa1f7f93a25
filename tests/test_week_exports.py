"""Exports that are made with their week: named in the course file or on the command line, and only when they change."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from pptx import Presentation
from pptx.util import Emu

from lecturegen.exporters import EXPORTERS, Wishes
from lecturegen.exporters._optional import NEEDED
from lecturegen.schema import Week
from lecturegen.schema.formats import FORMATS
from tests.checking.foreign import write_week
from tests.command import Ran, made, run, run_hosted
from tests.openai_server import Server, running

SAMPLE = Path(__file__).parents[1] / "outputs" / "data-mining" / "week-10" / "week.json"
COURSE = """\
title: Chance
minutes: 12
exports: {exports}
weeks:
- number: 2
  title: Chance
  topics: [Expectation, Variance]
  overrides: {overrides}
"""


def course(folder: Path, exports: str = "[]", overrides: str = "{}") -> Path:
    path = folder / "course.yaml"
    path.write_text(COURSE.format(exports=exports, overrides=overrides))
    return path


def make(server: Server, folder: Path, *flags: str | Path) -> Ran:
    return run_hosted(server, "week", folder / "course.yaml", "--out", folder / "out", *flags)


def exported(folder: Path) -> dict[str, bytes]:
    """Name -> bytes of every export but their manifest."""
    found = (made(folder) / "exports").glob("*")
    return {path.name: path.read_bytes() for path in sorted(found) if path.name != "manifest.json"}


def without(*packages: str) -> Any:
    """As if ``packages`` were not installed."""
    return patch("lecturegen.exporters._optional.find_spec", lambda name: None if name in packages else find_spec(name))


def test_formats_of_the_course_file_are_made_with_the_week_as_export_makes_them(tmp_path: Path) -> None:
    course(tmp_path, "[pptx, pdf, html, gift]")
    with running() as server:
        ran = make(server, tmp_path)
    assert ran.code == 0, ran.err
    assert sorted(exported(tmp_path)) == ["assessment.gift", "slides.pdf", "slides.pptx", "week.html"]
    assert str(made(tmp_path) / "exports" / "slides.pptx") in ran.out
    run("export", made(tmp_path), "--to", "pptx,pdf,html,gift", "--out", tmp_path / "other")
    assert exported(tmp_path) == {name: (tmp_path / "other" / name).read_bytes() for name in exported(tmp_path)}


def test_a_week_may_have_others_and_the_command_line_overrules_both(tmp_path: Path) -> None:
    course(tmp_path, "[csv]", "{exports: [gift]}")
    with running() as server:
        make(server, tmp_path)
        assert list(exported(tmp_path)) == ["assessment.gift"]
        asked = len(server.log)
        ran = make(server, tmp_path, "--to", "aiken,csv")
        assert len(server.log) == asked
    assert ran.code == 0, ran.err
    assert list(exported(tmp_path)) == ["assessment.aiken.txt", "assessment.csv", "assessment.gift"]


def test_a_week_may_have_none(tmp_path: Path) -> None:
    course(tmp_path, "[csv]", "{exports: []}")
    with running() as server:
        assert make(server, tmp_path).code == 0
    assert not exported(tmp_path)


def test_a_name_that_is_no_format_is_told_with_its_line_and_the_names_that_there_are(tmp_path: Path) -> None:
    course(tmp_path, "[pdf, powerpoint]")
    ran = run("week", tmp_path / "course.yaml", "--offline", "--out", tmp_path / "out")
    assert ran.code == 2
    assert "course.yaml:3: export 2 must be 'aiken', 'anki'" in ran.err
    assert "or 'slides', not 'powerpoint'" in ran.err
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_of_the_command_line_is_told_before_anything_is_made(tmp_path: Path) -> None:
    ran = run("week", course(tmp_path), "--offline", "--to", "docx", "--out", tmp_path / "out")
    assert ran.code == 2
    assert "--to docx: choose of aiken, anki" in ran.err
    assert not (tmp_path / "out").exists()


def test_names_are_those_of_the_exporters_and_checking_them_imports_none() -> None:
    assert sorted(FORMATS) == sorted(EXPORTERS)
    code = (
        "import sys; from pathlib import Path; from lecturegen.stages.load import load_course\n"
        "from lecturegen.exporters._optional import ready\n"
        f"ready({FORMATS!r}); load_course(Path('examples/data-mining/week10.yaml')); print(*sys.modules)"
    )
    there = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"pptx", "typst", "lecturegen.exporters.pptx", "lecturegen.exporters.gift"} & set(there)


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_asks_for_is_among_what_it_is_said_to_need(name: str) -> None:
    asked = set()
    sample = Week.model_validate_json(SAMPLE.read_text())
    first = sample.sections[0]
    frames = (first.frames[0].model_copy(update={"maths": "x^2"}), *first.frames[1:])
    shown = sample.model_copy(update={"sections": (first.model_copy(update={"frames": frames}),)})

    def note(module: str) -> Any:
        asked.add(module.split(".")[0])
        return import_module(module)

    from lecturegen.exporters import _formulas, _pdf, _pictures

    for cached in (_formulas.formula, _pictures.png, _pdf._fonts):
        cached.cache_clear()
    with patch("lecturegen.exporters._optional.import_module", note):
        EXPORTERS[name](shown, Wishes("Week 3: Heaps"))
    _, packages = NEEDED.get(name, ("", ()))
    assert asked == set(packages)


def test_what_is_not_installed_is_told_before_the_first_request_with_what_to_install(tmp_path: Path) -> None:
    course(tmp_path, "[gift, pptx]")
    with running() as server, without("pptx"):
        ran = make(server, tmp_path)
        assert not server.log
    assert ran.code == 3
    assert "pptx: pptx is missing; install it: pip install 'lecturegen[slides]'" in ran.err


def test_the_template_lies_beside_the_course_file_and_gives_its_looks(tmp_path: Path) -> None:
    looks = Presentation()
    looks.slide_width = Emu(9_000_000)
    (tmp_path / "faculty").mkdir()
    looks.save(str(tmp_path / "faculty" / "looks.pptx"))
    course(tmp_path, "[pptx]\ntemplate: faculty/looks.pptx")
    with running() as server:
        assert make(server, tmp_path).code == 0
    assert Presentation(str(made(tmp_path) / "exports" / "slides.pptx")).slide_width == 9_000_000


@pytest.mark.parametrize("content", [None, b"no slides"])
def test_a_template_that_is_none_is_told_before_the_first_request(tmp_path: Path, content: bytes | None) -> None:
    course(tmp_path, "[pptx]\ntemplate: looks.pptx")
    if content:
        (tmp_path / "looks.pptx").write_bytes(content)
    with running() as server:
        ran = make(server, tmp_path)
        assert not server.log
    assert ran.code == 2
    fault = "this is no PowerPoint file" if content else "there is no such file"
    assert f"looks.pptx: {fault}" in ran.err


def test_what_a_format_cannot_carry_is_said_also_when_nothing_is_made_again(tmp_path: Path) -> None:
    course(tmp_path, "[aiken]")
    with running() as server:
        first, second = make(server, tmp_path), make(server, tmp_path)
    assert "LG6" in first.err
    said = [line for line in first.err.splitlines() if "LG6" in line]
    assert said == [line for line in second.err.splitlines() if "LG6" in line]


def test_a_format_that_fails_keeps_the_week_and_the_other_formats(tmp_path: Path) -> None:
    course(tmp_path, "[gift, csv, html]")

    def fails(*_: object) -> Any:
        from lecturegen.errors import Unwritable

        raise Unwritable("/sections/0: no sign for this")

    EXPORTERS.load()
    with running() as server, patch.dict(EXPORTERS.entered, {"csv": fails}):
        ran = make(server, tmp_path)
    assert ran.code == 1
    assert "no sign for this" in ran.err
    assert (made(tmp_path) / "script.md").is_file()
    assert list(exported(tmp_path)) == ["assessment.gift", "week.html"]


class Making:
    """Which formats are made while it is open."""

    def __init__(self) -> None:
        self.made: list[str] = []
        EXPORTERS.load()
        self._patch = patch.dict(EXPORTERS.entered, {name: self._noting(name) for name in FORMATS[3:]})

    def _noting(self, name: str) -> Any:
        export = EXPORTERS[name]

        def note(*given: Any) -> Any:
            self.made.append(name)
            return export(*given)

        return note

    def __enter__(self) -> list[str]:
        self._patch.start()
        return self.made

    def __exit__(self, *_: object) -> None:
        self._patch.stop()


def test_nothing_is_made_again_that_would_come_out_the_same(tmp_path: Path) -> None:
    course(tmp_path, "[csv, gift, html]")
    with running() as server:
        make(server, tmp_path)
        before = exported(tmp_path)
        with Making() as again:
            assert make(server, tmp_path).code == 0
        assert not [name for name in again if name not in ("script", "assessment", "slides")]
        course(tmp_path, "[csv, gift, html]\n# a remark")  # the course file is no input of an export
        with Making() as remarked:
            make(server, tmp_path)
        assert "gift" not in remarked
        (made(tmp_path) / "exports" / "assessment.csv").unlink()
        with Making() as lacking:
            make(server, tmp_path)
        assert "csv" in lacking
        assert "gift" not in lacking
    assert exported(tmp_path) == before


def test_what_a_person_edited_in_the_script_goes_into_the_exports(tmp_path: Path) -> None:
    course(tmp_path, "[html]")
    with running() as server:
        make(server, tmp_path)
        script = made(tmp_path) / "script.md"
        script.write_text(script.read_text().replace("Expectation", "Expected value", 1))
        with Making() as again:
            make(server, tmp_path)
    assert "html" in again


def test_an_export_that_a_person_changed_is_kept_and_the_new_one_lies_beside_it(tmp_path: Path) -> None:
    course(tmp_path, "[csv]")
    with running() as server:
        make(server, tmp_path)
        mine = made(tmp_path) / "exports" / "assessment.csv"
        mine.write_text("mine")
        make(server, tmp_path)
        assert list(exported(tmp_path)) == ["assessment.csv"]
        sheet = made(tmp_path) / "assessment.md"
        sheet.write_text(sheet.read_text().replace("**Question 1:** ", "**Question 1:** Now: ", 1))
        make(server, tmp_path)
    assert mine.read_text() == "mine"
    assert "assessment.new.csv" in exported(tmp_path)


def test_a_week_that_stops_after_its_plan_has_no_exports(tmp_path: Path) -> None:
    course(tmp_path, "[html]")
    with running() as server:
        assert make(server, tmp_path, "--review").code == 0
    assert not (made(tmp_path) / "exports").exists()


def test_the_manifest_says_what_each_format_was_made_from(tmp_path: Path) -> None:
    course(tmp_path, "[csv]")
    with running() as server:
        make(server, tmp_path)
    manifest = json.loads((made(tmp_path) / "exports" / "manifest.json").read_text())
    assert manifest["formats"]["csv"]["files"] == ["assessment.csv"]
    assert sorted(manifest["inputs"]) == ["assessment.md", "script.md", "week.json"]
    assert "formats" not in json.loads((made(tmp_path) / "manifest.json").read_text())
    shutil.rmtree(made(tmp_path) / "exports")
    ran = run("export", made(tmp_path), "--to", "csv")
    assert ran.code == 0
    again = json.loads((made(tmp_path) / "exports" / "manifest.json").read_text())
    assert (again["formats"], again["inputs"]) == (manifest["formats"], manifest["inputs"])


def test_a_week_of_others_that_does_not_say_how_long_it_takes_is_refused_as_our_script_in_one_sentence(
    tmp_path: Path,
) -> None:
    folder = write_week(tmp_path / "mine")
    ran = run("export", folder, "--to", "script")
    assert (ran.code, "does not say how long it takes" in ran.err) == (2, True)
