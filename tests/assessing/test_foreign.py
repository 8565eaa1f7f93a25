"""Somebody else's week gets a new assessment; its script, its slides and its old assessment are kept."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.assessing.weeks import ASKED, SECTIONS, TIDES, assess, contents, details, near, stems, summary, tides
from tests.command import run
from tests.openai_server import Behaviour, running


def test_every_section_gets_other_questions_and_all_else_stays_byte_for_byte(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    old = (week / "assessment.md").read_bytes()
    with running(Behaviour()) as server:
        ran = assess(server, week)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [str(week / "assessment.md")]
    for name in ("script.md", "slides.tex"):
        assert (week / name).read_bytes() == (TIDES / name).read_bytes()
    (kept,) = (week / "assessments").glob("assessment.*.md")
    assert re.fullmatch(r"assessment\.\d{4}-\d\d-\d\d\.md", kept.name)
    assert kept.read_bytes() == old
    asked = stems(week / "assessment.md")
    assert [len(section) for section in asked] == [4] * SECTIONS
    for new, before in zip(asked, stems(kept), strict=True):
        assert not near(new, before)


def test_what_is_written_has_no_error_of_a_question_and_its_links_are_known(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    with running(Behaviour()) as server:
        assess(server, week)
    ran = run("check", week, "--select", "LG2")
    assert ran.code == 0, ran.out
    for section in details(week).sections:
        assert section.assessment is not None
        assert not section.frames
        assert all(
            question.objective and question.bloom and question.frame for question in section.assessment.questions
        )
    # a rule that needs links is heard: nothing tests the second objective any more
    path = week / "assessments" / "assessment.json"
    path.write_text(re.sub(r'("objective": ".+\.)o2"', r'\1o1"', path.read_text("utf-8")), "utf-8")
    assert "LG202" in run("check", week).out


def test_a_second_run_asks_nothing_and_changes_nothing(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    with running(Behaviour()) as server:
        assess(server, week)
        before, asked = contents(week), len(server.log)
        ran = assess(server, week, "--resume", "--format", "json")
        assert len(server.log) == asked
    assert contents(week) == before
    assert (summary(ran)["total"]["requests"], summary(ran)["total"]["made"]) == (0, SECTIONS)


def test_another_seed_differs_from_all_that_went_before(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    known = stems(week / "assessment.md")
    with running(Behaviour()) as server:
        for seed in ("1", "2", "3"):
            assert assess(server, week, "--seed", seed).code == 0
            now = stems(week / "assessment.md")
            for new, before in zip(now, known, strict=True):
                assert not near(new, before)
            known = [[*before, *new] for before, new in zip(known, now, strict=True)]
    kept = sorted(path.name for path in (week / "assessments").glob("*.md"))
    assert len(kept) == 3
    assert [name for name in kept if "seed-1" in name or "seed-2" in name] == kept[1:]


def test_going_back_to_a_seed_brings_its_version_back_without_asking(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    with running(Behaviour()) as server:
        assess(server, week)
        first = (week / "assessment.md").read_bytes()
        assess(server, week, "--seed", "2")
        second, asked = (week / "assessment.md").read_bytes(), len(server.log)
        assess(server, week)
        assert len(server.log) == asked
    assert (week / "assessment.md").read_bytes() == first
    assert second in [path.read_bytes() for path in (week / "assessments").glob("*.seed-2.md")]


def test_without_an_assessment_the_objectives_come_from_the_script(tmp_path: Path) -> None:
    week = tides(tmp_path / "week", assessed=False)
    with running(Behaviour()) as server:
        ran = assess(server, week)
        assert [entry.kind for entry in server.log].count("objectives") == SECTIONS
        asked = len(server.log)
        before = contents(week)
        assess(server, week)
        assert len(server.log) == asked
    assert ran.code == 0, ran.err
    assert contents(week) == before
    assert not list((week / "assessments").glob("*.md"))
    sections = details(week).sections
    assert all(len(section.objectives) == 2 for section in sections)
    assert run("check", week, "--select", "LG2").code == 0


def test_a_question_that_a_person_takes_out_makes_nobody_ask_again(tmp_path: Path) -> None:
    week = tides(tmp_path / "week", assessed=False)
    path = week / "assessment.md"
    with running(Behaviour()) as server:
        assess(server, week)
        asked = len(server.log)
        text = path.read_text("utf-8")
        start, end = text.index("**Question 4:**"), text.index("### Activities")
        path.write_text(text[:start] + text[end:], "utf-8")
        assess(server, week)
        assert len(server.log) == asked


def test_objectives_that_only_stand_in_for_some_are_found_anew(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    path = week / "assessment.md"
    text = path.read_text("utf-8")
    first = re.search(r"### Learning Objectives\n((?:- .*\n)+)", text)
    assert first is not None
    path.write_text(text.replace(first[1], "- Understand concepts from Why the water moves\n"), "utf-8")
    with running(Behaviour()) as server:
        assert assess(server, week).code == 0
        assert [entry.section for entry in server.log if entry.kind == "objectives"] == [1]
    assert "Understand concepts from" not in path.read_text("utf-8")


def test_a_sentence_in_bold_between_frames_reaches_the_model_and_so_does_what_stands_before_the_first(
    tmp_path: Path,
) -> None:
    week = tides(tmp_path / "week")
    with running(Behaviour()) as server:
        assess(server, week, "--section", "1")
        (body,) = [body for body in server.requests if "<questions>" not in str(body)]
    assert "I left a dinghy on a mooring in Cancale" in str(body)


def test_out_leaves_the_folder_as_it_is(tmp_path: Path) -> None:
    week, out = tides(tmp_path / "course" / "week"), tmp_path / "out"
    before = contents(tmp_path / "course")
    with running(Behaviour()) as server:
        assert assess(server, tmp_path / "course", "--out", out).code == 0
        asked = len(server.log)
        assert assess(server, tmp_path / "course", "--out", out).code == 0
        assert len(server.log) == asked
        assert assess(server, week, "--out", tmp_path / "other", "--seed", "2").code == 0
    assert contents(tmp_path / "course") == before
    made = stems(out / "week" / "assessment.md")
    assert not any(near(new, old) for new, old in zip(made, stems(week / "assessment.md"), strict=True))


def test_files_of_any_name_lie_side_by_side(tmp_path: Path) -> None:
    for name in ("a", "b"):
        title = f"Week {name}"
        script = (TIDES / "script.md").read_text("utf-8").split("\n", 1)[1]
        (tmp_path / f"{name}-script.txt").write_text(f"# Slides Script: {title}\n{script}", "utf-8")
    sheet = (TIDES / "assessment.md").read_text("utf-8").split("\n", 1)[1]
    (tmp_path / "a-quiz.txt").write_text(f"# Assessment: Week a\n{sheet}", "utf-8")
    with running(Behaviour()) as server:
        ran = assess(server, str(tmp_path / "*.txt"))
        assert ran.code == 0, ran.err
        before, asked = contents(tmp_path), len(server.log)
        assess(server, str(tmp_path / "*.txt"))
        assert len(server.log) == asked
    assert contents(tmp_path) == before
    assert sorted(map(Path, ran.out.split())) == [tmp_path / "a-quiz.txt", tmp_path / "b-script.assessment.md"]
    assert len(list((tmp_path / "assessments").glob("a-quiz.*.txt"))) == 1
    assert run("check", str(tmp_path / "*"), "--select", "LG2").code == 0


def test_a_file_that_a_person_changed_is_not_overwritten(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    path = week / "assessment.md"
    with running(Behaviour()) as server:
        assess(server, week)
        mine = path.read_text("utf-8").replace("**Question 1:** ", "**Question 1:** Mind you: ", 1)
        path.write_text(mine, "utf-8")
        asked = len(server.log)
        ran = assess(server, week)
        assert len(server.log) == asked
        assert path.read_text("utf-8") == mine
        assert "was changed by hand and is kept" in ran.err
        assess(server, week, "--seed", "2")
    assert path.read_text("utf-8") == mine
    new = stems(week / "assessment.new.md")
    assert not any(near(one, old) for one, old in zip(new, stems(path), strict=True))


def test_what_a_person_remarked_above_a_section_stays(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    remark = "<!-- lecturegen: ignore LG213 because the rule of thumb is a ban -->"
    path = week / "assessment.md"
    head = "## Section 1: Why the water moves\n\n"
    text = path.read_text("utf-8")
    assert head in text
    path.write_text(text.replace(head, f"{head}{remark}\n\n", 1), "utf-8")
    with running(Behaviour()) as server:
        assess(server, week)
    assert f"{head}{remark}\n\n" in path.read_text("utf-8")


def test_a_version_is_named_for_the_day_it_was_written_and_kept_once(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    os.utime(week / "assessment.md", (1_700_000_000, 1_700_000_000))
    with running(Behaviour()) as server:
        assess(server, week)
        (kept,) = (week / "assessments").glob("*.md")
        assert kept.name == "assessment.2023-11-14.md"
        # killed after keeping, before writing
        (week / "assessment.md").write_bytes(kept.read_bytes())
        assess(server, week)
    assert list((week / "assessments").glob("*.md")) == [kept]


@pytest.mark.parametrize("language", ["de"])
def test_language_is_what_foreign_weeks_are_asked_in(language: str, tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    with running(Behaviour()) as server:
        assess(server, week, "--language", language, "--section", "2")
        assert all("language of all you write: German" in str(body) for body in server.requests[:1])


def test_number_of_questions_is_what_was_wished(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    with running(Behaviour()) as server:
        told = summary(assess(server, week, "--questions", "3", "--format", "json"))
    assert told["total"]["questions"] == 3 * SECTIONS < ASKED
