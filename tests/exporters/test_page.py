"""week.html: all of a week on one page, which no text of the week can break."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings

from lecturegen.exporters import EXPORTERS, Known, Wishes
from lecturegen.questions import Essay, Level
from lecturegen.questions.essay import Criterion
from lecturegen.schema import Finding, Severity, Week
from tests.command import run
from tests.exporters.weeks import exported, frame, question, section, week, weeks

SAMPLE = Path("outputs/data-mining/week-10")


def page(made: Week, known: Known | None = None) -> BeautifulSoup:
    files = EXPORTERS["html"](made, Wishes("Week 3", known=lambda: known or Known())).files
    return BeautifulSoup(files["week.html"], "html.parser")


def _text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def test_the_page_needs_no_network() -> None:
    (text,) = exported("html", week(section())).values()
    links = re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?([^"\'\s>)]+)', text)
    assert links
    assert all(link.startswith("#") for link in links)


def test_answers_are_there_and_hidden_until_they_are_asked_for() -> None:
    made = page(week(section(assessment={"questions": [question().model_dump()]})))
    (answer,) = made.select("details.answer")
    assert not answer.has_attr("open")
    assert _text(answer.find("summary")) == "Answer to question 1"
    assert question().explanation in _text(answer)
    assert question().explanation not in _text(made.select_one(".stem"))


def test_every_frame_stands_beside_what_is_said_to_it() -> None:
    shown = frame("A sift costs log n", script="It is cheap.", bullets=["Log n steps"], maths="\\log n")
    (article,) = page(week(section(frames=[shown]))).select("article")
    assert _text(article.find("h3")) == "A sift costs log n"
    assert "Log n steps" in _text(article.select_one(".slide"))
    assert article.select(".slide math")
    assert "It is cheap." in _text(article.select_one(".speech"))


def test_maths_that_is_none_is_shown_as_it_was_written() -> None:
    (article,) = page(week(section(frames=[frame(maths="\\nosuch{a")]))).select("article")
    assert _text(article.select_one("code.latex")) == "\\nosuch{a"


def test_minutes_are_the_words_at_the_rate_of_the_week() -> None:
    made = page(week(section()).model_copy(update={"words_per_minute": 100}), Known(words=(750,)))
    (row,) = made.select("table.plot")[0].select("tbody tr")
    assert [_text(cell) for cell in row.select("td.number")] == ["1", "7.5", "5.6"]
    assert row.select_one("td.over") is not None


def test_findings_stand_with_the_section_that_they_are_on() -> None:
    def found(where: str) -> Finding:
        return Finding(code="LG310", rule="r", severity=Severity.ERROR, where=where, message=f"at {where}")

    known = Known(findings=(found("/sections/1/opening"), found("")))
    made = page(week(section(), section("Tries")), known)
    assert "at /sections/1/opening" in _text(made.find(id="findings-2").find_next("ul"))  # type: ignore[union-attr]
    summary = made.find(id="findings")
    assert summary is not None
    assert "2 errors, 0 warnings" in _text(summary.find_next("p"))
    assert made.find(id="findings-1") is None


def test_a_rubric_is_a_table_with_its_points() -> None:
    essay = Essay(
        id="q", objective="o", frame=1, bloom=None, stem="Discuss.", explanation="Both sides.", points=2,
        rubric=(Criterion(text="Names both", levels=(Level(points=2, text="both"), Level(points=0, text="none"))),),
    )  # fmt: skip
    made = page(week(section(assessment={"questions": [essay.model_dump()]})))
    (table,) = made.select("details table")
    assert [[_text(cell) for cell in row.select("th, td")] for row in table.select("tbody tr")] == [
        ["Names both", "2", "both"],
        ["0", "none"],
    ]


@settings(deadline=None, max_examples=60)
@given(weeks())
def test_no_text_of_a_week_breaks_the_page(made: Week) -> None:
    parsed = page(made)
    assert len(parsed.select("script")) == 1
    assert len(parsed.select("style")) == 1
    assert not parsed.select("b, iframe, img, main main")
    assert len(parsed.select("article")) == sum(len(one.frames) for one in made.sections)
    asked = [q for one in made.sections if one.assessment for q in one.assessment.questions]
    assert len(parsed.select(".question")) == len(asked)
    headings = [_text(one) for one in parsed.select("section > h2")]
    wanted = [f"{number}. {' '.join(one.title.split())}".strip() for number, one in enumerate(made.sections, start=1)]
    assert headings == wanted


def test_the_sample_week_is_opened_with_its_figures(tmp_path: Path) -> None:
    done = run("export", SAMPLE, "--to", "html", "--out", tmp_path)
    assert done.code == 0, done.err
    made = BeautifulSoup((tmp_path / "week.html").read_text(), "html.parser")
    assert _text(made.find("h1")).startswith("Week 10: ")
    assert len(made.select("table.matrix")) == 13
    assert not made.select(".missing")
    assert done.out.strip() == str(tmp_path / "week.html")


def test_open_writes_the_page_beside_the_week(tmp_path: Path) -> None:
    (tmp_path / "assessment.md").write_bytes((SAMPLE / "assessment.md").read_bytes())
    done = run("open", tmp_path, "--no-show")
    assert done.code == 0, done.err
    assert Path(done.out.strip()) == tmp_path / "exports" / "week.html"
    assert "Questions on section 13" in (tmp_path / "exports" / "week.html").read_text()
