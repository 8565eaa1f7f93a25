"""Parallel forms: other questions, on the same objectives, at the same levels, of the same types."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lecturegen.schema import Section
from tests.assessing.weeks import assess, contents, details, near, stems, summary, tides
from tests.command import run
from tests.openai_server import Behaviour, running

FORMS = ("assessment", "assessment-b", "assessment-c")


def blueprint(section: Section) -> Counter[tuple[str, str, str | None]]:
    assert section.assessment is not None
    return Counter((q.kind, q.objective, q.bloom) for q in section.assessment.questions)


@pytest.mark.slow
def test_three_forms_differ_in_words_and_in_nothing_else(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    old = stems(week / "assessment.md")
    with running(Behaviour()) as server:
        ran = assess(server, week, "--forms", "3")
        assert ran.code == 0, ran.err
        before, asked = contents(week), len(server.log)
        assess(server, week, "--forms", "3")
        assert (contents(week), len(server.log)) == (before, asked)
    assert ran.out.split() == [str(week / f"{name}.md") for name in FORMS]
    known = old
    for name in FORMS:
        asked_about = stems(week / f"{name}.md")
        for new, before_it in zip(asked_about, known, strict=True):
            assert not near(new, before_it)
        known = [[*a, *b] for a, b in zip(known, asked_about, strict=True)]
    weeks = [details(week, name) for name in FORMS]
    for sections in zip(*(one.sections for one in weeks), strict=True):
        assert blueprint(sections[0]) == blueprint(sections[1]) == blueprint(sections[2])
    assert ", form B\n" in (week / "assessment-b.md").read_text("utf-8")
    assert run("check", week / "assessment-b.md", "--select", "LG2").code == 0


def test_more_forms_later_keep_the_first_as_it_is(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    with running(Behaviour()) as server:
        assess(server, week, "--section", "2")
        first = (week / "assessment.md").read_bytes()
        told = summary(assess(server, week, "--section", "2", "--forms", "2", "--format", "json"))
    assert (week / "assessment.md").read_bytes() == first
    assert told["total"]["questions"] == 8
    assert told["total"]["requests"] == 2


def test_a_form_that_fails_is_named_and_the_others_stand(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    with running(Behaviour(faults=["assess#3:2+:refusal"])) as server:
        ran = assess(server, week, "--forms", "2")
    assert ran.code == 1
    assert "section 3" in ran.err
    assert "form B keeps what it had" in ran.err
    assert [len(section) for section in stems(week / "assessment.md")] == [4] * 5
    assert [len(section) for section in stems(week / "assessment-b.md")] == [4, 4, 0, 4, 4]


def test_forms_are_whole_quizzes(tmp_path: Path) -> None:
    with running(Behaviour()) as server:
        ran = assess(server, tides(tmp_path / "week"), "--forms", "2", "--only-type", "essay")
    assert ran.code == 2
    assert "leave --only-type out" in ran.err
