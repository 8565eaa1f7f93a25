"""The demo: a week from the example course, offline; the committed one is what comes out today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lecturegen.reading.assessment import read_assessment
from lecturegen.reading.script import read_script
from lecturegen.schema import Origin
from tests.command import contents, made, report_of, run, week_of

ROOT = Path(__file__).parents[1]
COMMITTED = ROOT / "outputs" / "data-mining" / "week-10"
EXAMPLE = ROOT / "examples" / "data-mining" / "week10.yaml"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    ran = run("week", EXAMPLE, "--offline", "--out", folder / "out")
    assert ran.code == 0, ran.err
    return folder


def test_the_committed_week_is_what_the_demo_makes(demo: Path) -> None:
    fresh = contents(demo)
    assert sorted(fresh) == sorted(path.name for path in COMMITTED.iterdir() if "journal" not in path.name)
    stale = [name for name, content in fresh.items() if (COMMITTED / name).read_bytes() != content]
    assert not stale, "run `make demo` and commit outputs/"


def test_it_has_thirteen_sections_and_no_error(demo: Path) -> None:
    week, report = week_of(demo), report_of(demo)
    assert len(week.sections) == 13
    assert not report.rejected
    assert report.errors == 0
    assert week.origin is Origin.OFFLINE


def test_it_says_in_every_document_that_no_model_took_part(demo: Path) -> None:
    for name in ("script.md", "assessment.md", "slides.md", "week.json", "manifest.json", "plan.yaml", "report.json"):
        assert "offline" in (made(demo) / name).read_text().lower(), name


def test_its_documents_are_read_back_and_agree(demo: Path) -> None:
    script = read_script((made(demo) / "script.md").read_text())
    sheet = read_assessment((made(demo) / "assessment.md").read_text())
    slides = (made(demo) / "slides.md").read_text()
    assert [section.title for section in script.sections] == [section.title for section in sheet.sections]
    assert sum(section.frames for section in script.sections) == len(re.findall(r"^# ", slides, re.M))


def test_run_again_it_asks_nothing_and_changes_no_byte(demo: Path) -> None:
    before = contents(demo)
    ran = run("week", EXAMPLE, "--offline", "--out", demo / "out")
    assert "0 asked, 27 remembered" in ran.err
    assert contents(demo) == before


def test_every_quote_stands_in_the_notes(demo: Path) -> None:
    notes = " ".join(path.read_text() for path in (EXAMPLE.parent / "notes").glob("*.md"))
    plain = " ".join(re.sub(r"[*_`]", "", notes).split())
    quotes = [s.quote for section in week_of(demo).sections for frame in section.frames for s in frame.sources]
    assert len(quotes) > 40
    assert all(" ".join(re.sub(r"[*_`]", "", quote).split()) in plain for quote in quotes)


def test_no_letter_gives_the_answer_away(demo: Path) -> None:
    sheet = read_assessment((made(demo) / "assessment.md").read_text())
    keys = [question.key for section in sheet.sections for question in section.questions]
    assert max(keys.count(letter) for letter in "ABCD") / len(keys) <= 0.35
