"""`lecturegen check`: what is found where, how it is told, and what is silenced."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sarif_pydantic import Sarif

from tests.checking.foreign import SCRIPT, SHEET, write_week
from tests.command import Ran, run

STUB = "- Count your looks for ten cards of a shuffled deck, and hand in the list."
ALL_ABOVE = "  D) 41"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def faulty(folder: Path) -> Path:
    """The good week with a preamble in section 2 and an option that speaks of the others."""
    script = SCRIPT.replace(
        "Suppose the box is", "Certainly! Here's a speaking script for the slide.\n\nSuppose the box is"
    )
    return write_week(folder, script, SHEET.replace(ALL_ABOVE, "  D) None of the above"))


def found(ran: Ran) -> list[tuple[str, str, int, int]]:
    """Code, file name, line and column of every finding, from JSON."""
    return [(f["code"], Path(f["path"]).name, f["line"], f["column"]) for f in json.loads(ran.out)["findings"]]


def test_good_week_in_somebody_elses_hand_has_no_finding() -> None:
    write_week(Path("w"))
    ran = run("check", "w")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "2 files checked, nothing found\n"


def test_finding_names_file_line_and_column_shows_the_line_and_says_what_to_do() -> None:
    ran = run("check", faulty(Path("w")))
    assert ran.code == 1
    line = 1 + next(n for n, text in enumerate(SCRIPT.split("\n")) if text.startswith("Suppose the box"))
    assert f"w/script.md:{line}:1: LG141 error: this is an answer to us, not speech" in ran.out
    assert f"{line:>5} | Certainly! Here's a speaking script for the slide." in ran.out
    assert "      = leave it out: the first sentence is the lecturer's" in ran.out
    assert "2 files checked: 2 errors, 0 warnings; --fix mends what it safely can of 1" in ran.err


def test_column_and_end_point_to_the_wrong_words() -> None:
    ran = run("check", faulty(Path("w")), "--format", "json")
    line = SHEET.split("\n").index(ALL_ABOVE) + 1
    assert ("LG222", "assessment.md", line, 6) in found(ran)
    (one,) = [f for f in json.loads(ran.out)["findings"] if f["code"] == "LG222"]
    assert (one["end_line"], one["end_column"]) == (line, 6 + len("None of the above"))


def test_json_holds_all_findings_and_their_number() -> None:
    ran = run("check", faulty(Path("w")), "--format", "json")
    told = json.loads(ran.out)
    assert [f["code"] for f in told["findings"]] == ["LG141", "LG222"]
    assert (told["version"], told["errors"], told["warnings"], told["ignored"], told["problems"]) == (1, 2, 0, 0, [])


def test_sarif_is_what_an_independent_reader_takes_for_sarif() -> None:
    ran = run("check", faulty(Path("w")), "no.md", "--format", "sarif")
    assert ran.code == 2
    (log,) = Sarif.model_validate_json(ran.out).runs
    results = log.results or []
    assert [one.rule_id for one in results] == ["LG141", "LG222"]
    assert {rule.id for rule in log.tool.driver.rules or []} >= {"LG141", "LG222"}
    place = (results[1].locations or [])[0].physical_location
    assert place is not None
    assert place.artifact_location is not None
    assert place.artifact_location.uri == "w/assessment.md"
    (invocation,) = log.invocations or []
    assert not invocation.execution_successful


def test_statistics_count_by_rule() -> None:
    ran = run("check", faulty(Path("w")), "--statistics")
    assert ran.out.split("\n")[:2] == [
        "      1  LG141  error    no-preamble",
        "      1  LG222  error    options-independent",
    ]


@pytest.mark.parametrize(
    ("flags", "codes"),
    [
        (["--select", "LG2"], ["LG222"]),
        (["--select", "LG141,LG222"], ["LG141", "LG222"]),
        (["--ignore", "lg222"], ["LG141"]),
        (["--select", "LG1,LG2", "--ignore", "LG14"], ["LG222"]),
    ],
)
def test_rules_are_selected_and_ignored_by_the_beginning_of_their_codes(flags: list[str], codes: list[str]) -> None:
    ran = run("check", faulty(Path("w")), "--format", "json", *flags)
    assert [code for code, *_ in found(ran)] == codes


def test_warnings_alone_are_no_failure() -> None:
    write_week(Path("w"), sheet=SHEET.replace("  C) 40\n", "  C) all of the forty cards there are in that box\n"))
    ran = run("check", "w", "--format", "json")
    told = json.loads(ran.out)
    assert (ran.code, told["errors"]) == (0, 0)
    assert told["warnings"] > 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "Missing argument"),
        (["check", "w", "--format", "xml"], "choose one of json, sarif, text"),
        (["check", "w", "--select", "LG999"], "--select LG999: there is no such rule"),
        (["check", "empty"], "there is no script.md, assessment.md or slides.tex in this folder"),
        (["check", "*.nothing"], "*.nothing: nothing matches"),
        (["check", "w", "--config", "gone.yaml"], "gone.yaml: there is no such file"),
    ],
)
def test_wrong_command_is_one_message_and_exit_code_2(arguments: list[str], said: str) -> None:
    write_week(Path("w"))
    Path("empty").mkdir()
    ran = run(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


# --- which files


def test_script_alone_assessment_alone_and_globs_are_checked() -> None:
    faulty(Path("a/w"))
    assert [code for code, *_ in found(run("check", "a/w/script.md", "--format", "json"))] == ["LG141"]
    assert [code for code, *_ in found(run("check", "a/w/assessment.md", "--format", "json"))] == ["LG222"]
    assert [code for code, *_ in found(run("check", "a/*/*.md", "--format", "json"))] == ["LG141", "LG222"]


def test_named_files_of_any_name_are_a_week_if_their_titles_agree() -> None:
    write_week(Path("w"))
    for old, new in (("script.md", "000.txt"), ("assessment.md", "002.txt")):
        Path("w", old).rename(Path("w", new))
    other = SCRIPT.replace("Finding things again", "Losing things again")
    Path("w/001.txt").write_text(other, "utf-8")
    ran = run("check", "w/000.txt", "w/001.txt", "w/002.txt", "--format", "json")
    assert (ran.code, found(ran)) == (0, [])
    Path("w/002.txt").write_text(SHEET.replace("## Section 1: Linear search", "## Section 1: Linear hunting"), "utf-8")
    ran = run("check", "w/000.txt", "w/001.txt", "w/002.txt", "--format", "json")
    assert {code for code, *_ in found(ran)} == {"LG190"}


def test_many_weeks_are_checked_side_by_side_and_told_in_their_order() -> None:
    for number in range(20):
        (faulty if number % 3 else write_week)(Path(f"all/w{number:02}"))
    # as a user does: processes talk over sockets, which are shut in this one
    command = [sys.executable, "-m", "lecturegen.cli", "check", "all", "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 1
    told = json.loads(done.stdout)["findings"]
    paths = [Path(f["path"]).parent.name for f in told]
    assert paths == sorted(paths)
    assert len(told) == 2 * 13
    for number in range(0, 20, 7):
        one = json.loads(run("check", f"all/w{number:02}", "--format", "json").out)["findings"]
        assert one == [f for f in told if f"w{number:02}" in f["path"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "bad.md:1: the file is empty"),
        (b"\n \n", "bad.md:1: the file is empty"),
        (b"# Notes on heaps\n\nA heap.\n", "bad.md:1: this is neither a script nor an assessment"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "bad.md: this is no text file"),
        (b"\xff\xfe#\0 \0", "bad.md: the file is saved as UTF-16"),
        (b"# Slides Script: T\n\ncaf\xe9\n", "bad.md:3: "),
        (b"# Slides Script: T\n\nNothing here.\n", "bad.md:3: no section begins here"),
        (SCRIPT[:600].encode(), "section 1 never ends"),
        (SCRIPT[:-400].encode(), "section 2 never ends"),
        (SHEET[:1100].encode(), "section 1 never ends"),
        ((SCRIPT + SHEET).encode(), "another document begins here"),
        ((SHEET + SCRIPT).encode(), "another document begins here"),
        (SHEET.replace("**Correct Answer:** C\n", "", 1).encode(), "has no key"),
        (b"# Slides Script: T\n\n## Section 1: A\n\n" + b"word " * 1_100_000, "larger than 5 MB"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_is_one_error_and_the_others_are_checked(content: bytes, said: str) -> None:
    faulty(Path("w"))
    Path("bad.md").write_bytes(content)
    ran = run("check", "bad.md", "w")
    assert ran.code == 2
    assert ran.out.count("bad.md") == 1
    assert said in ran.out
    assert "LG141" in ran.out
    assert "1 file could not be read" in ran.err


# --- what is silenced


def remarked(remark: str, before: str, text: str) -> str:
    assert before in text
    return text.replace(before, f"{remark}\n\n{before}", 1)


def test_remark_silences_a_rule_in_its_section_of_its_file() -> None:
    faulty(Path("w"))
    script = Path("w/script.md").read_text("utf-8")
    said = "<!-- lecturegen: ignore LG141 because the dean likes it -->"
    Path("w/script.md").write_text(remarked(said, "Certainly!", script), "utf-8")
    ran = run("check", "w", "--format", "json")
    assert [code for code, *_ in found(ran)] == ["LG222"]
    assert json.loads(ran.out)["ignored"] == 1
    Path("w/script.md").write_text(remarked(said, "**Frame 1: Looking", script), "utf-8")
    assert [code for code, *_ in found(run("check", "w", "--format", "json"))] == ["LG141", "LG222"]


def test_remark_in_a_question_is_for_that_question_and_above_the_blocks_for_all() -> None:
    sheet = SHEET.replace("  D) 41", "  D) None of the above").replace(
        "  D) The sorted box holds", "  D) All of the above hold"
    )
    said = "<!-- lecturegen: ignore LG222 because it is tested -->"
    asked = "**Question 1:** A box holds 40 cards in no order. How many looks does a search take at most?"
    write_week(Path("w"), sheet=sheet.replace(asked, f"{asked}\n{said}"))
    lines = Path("w/assessment.md").read_text("utf-8").split("\n")
    second = next(n for n, line in enumerate(lines, 1) if line.startswith("  D) All of"))
    only = ("check", "w", "--select", "LG222", "--format", "json")
    assert [(code, line) for code, _, line, _ in found(run(*only))] == [("LG222", second)]
    write_week(Path("w"), sheet=remarked(said, "### Learning Objectives", sheet))
    assert found(run(*only)) == []


@pytest.mark.parametrize(
    "remark",
    [
        "<!-- lecturegen: ignore LG141 -->",
        "<!-- lecturegen: ignore LG141 because -->",
        "<!-- lecturegen: ignore because I say so -->",
        "<!-- lecturegen: ignore LG998 because there is none -->",
        "<!-- lecturegen: shut up -->",
    ],
)
def test_remark_without_a_reason_or_a_rule_is_an_error_and_silences_nothing(remark: str) -> None:
    faulty(Path("w"))
    path = Path("w/script.md")
    path.write_text(remarked(remark, "Certainly!", path.read_text("utf-8")), "utf-8")
    codes = [code for code, *_ in found(run("check", "w", "--select", "LG1", "--format", "json"))]
    assert sorted(codes) == ["LG141", "LG199"]


def settings(text: str, folder: str = ".") -> None:
    Path(folder, "lecturegen.yaml").write_text(text, "utf-8")


def test_settings_beside_or_above_the_files_ignore_with_a_reason_everywhere_or_in_some_files() -> None:
    faulty(Path("term/w1"))
    faulty(Path("term/w2"))
    settings("ignore:\n- {rule: LG141, because: it is wanted}\n- {rule: LG222, because: old, files: w1/*}\n", "term")
    assert [(c, p) for c, p, *_ in found(run("check", "term", "--format", "json"))] == [("LG222", "assessment.md")]
    assert [code for code, *_ in found(run("check", "term/w2", "--format", "json"))] == ["LG222"]


def test_settings_change_severity_and_limits() -> None:
    faulty(Path("w"))
    settings("rules:\n  LG141: {severity: warning}\n  LG222: {severity: warning}\n")
    ran = run("check", "w", "--format", "json")
    assert (ran.code, json.loads(ran.out)["warnings"]) == (0, 2)
    settings("rules:\n  LG310: {severity: error, limits: {marked: 0}}\n")
    write_week(Path("w"), SCRIPT.replace("But nothing", "It's vital, a robust and a key insight, that nothing"))
    assert [code for code, *_ in found(run("check", "w", "--format", "json"))] == ["LG310"]
    settings("rules:\n  LG310: {limits: {marked: 40}}\n")
    assert found(run("check", "w", "--format", "json")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules:\n  LG998: {severity: error}\n", "lecturegen.yaml:2: there is no rule LG998"),
        ("rules:\n  LG310: {limits: {maked: 3}}\n", "lecturegen.yaml:2: LG310 has no limit 'maked'; it has marked"),
        ("rules:\n  LG310: {severity: fatal}\n", "lecturegen.yaml:2: "),
        ("ignore:\n- {rule: LG310}\n", "lecturegen.yaml:2: "),
        ("ignore:\n- {rule: LG159, because: x}\n", "LG159 cannot be ignored"),
        ("rules:\n  LG209: {severity: warning}\n", "LG209 cannot be softened"),
        ("rulez: {}\n", "lecturegen.yaml:1: "),
    ],
)
def test_wrong_settings_are_told_with_their_line(text: str, said: str) -> None:
    write_week(Path("w"))
    settings(text)
    ran = run("check", "w")
    assert ran.code == 2
    assert said in ran.out + ran.err


def test_language_of_foreign_files_is_told() -> None:
    script = SCRIPT.replace("Suppose the box", "Willkommen zurück! Suppose the box")
    write_week(Path("w"), script.replace("Good morning.", "Certainly!"))
    english = run("check", "w", "--format", "json")
    german = run("check", "w", "--format", "json", "--language", "de")
    assert len(found(german)) <= len(found(english))


# --- a course file wants the same of its rules


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("rules: {LG998: {severity: error}}", "course.yaml:4: there is no rule LG998"),
        ("ignore: [{rule: LG310, because: x, files: y}]", "course.yaml:4: `files:` goes into lecturegen.yaml"),
    ],
)
def test_course_file_is_held_against_the_rules_too(lines: str, said: str) -> None:
    Path("course.yaml").write_text(f"title: C\nweeks:\n- {{number: 1, title: A, topics: [a]}}\n{lines}\n", "utf-8")
    ran = run("week", "course.yaml", "--offline")
    assert ran.code == 2
    assert said in ran.err


def test_script_that_was_exported_is_no_week_of_its_own_unless_it_is_named() -> None:
    write_week(Path("w"))
    write_week(Path("w/exports"))
    assert run("check", ".").err == "2 files checked, nothing found\n"
    assert run("check", "w/exports").err == "2 files checked, nothing found\n"
    write_week(Path("exports"))
    assert run("check", ".").err == "4 files checked, nothing found\n"
