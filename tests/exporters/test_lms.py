"""What all formats for the LMS have in common: their bytes, their losses, and what they need."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from lecturegen.exporters._carried import FORMATS
from lecturegen.schema import Finding, Week
from tests.command import run
from tests.exporters.quizzes import exported, shown_html
from tests.exporters.weeks import question, section, week

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "outputs/data-mining/week-10"
COMMON = {"objective": "heaps.o1", "frame": 1, "bloom": "apply", "explanation": "So."}
HTML = ("moodle-xml", "gift", "qti12", "anki")


def asked(kind: str, **changes: Any) -> Week:
    return week(section(assessment={"questions": [COMMON | {"kind": kind, "id": "q1", "stem": "Which?"} | changes]}))


def told(name: str, made: Week) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in exported(name, made)[1]]


@pytest.fixture(scope="module")
def made_twice(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, tuple[str, bytes]]]:
    """Format -> name and bytes of its file, from two processes that put sets in different orders."""
    made = []
    for seed in ("1", "2"):
        arguments = ["export", str(SAMPLE), "--to", ",".join(FORMATS), "--out", str(tmp_path_factory.mktemp(seed))]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "lecturegen.cli", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        paths = map(Path, done.stdout.splitlines())
        made.append({name: (path.name, path.read_bytes()) for name, path in zip(FORMATS, paths, strict=True)})
    return made


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_week_gives_the_same_bytes_in_every_process(
    name: str, made_twice: list[dict[str, tuple[str, bytes]]]
) -> None:
    one, other = made_twice
    assert one[name] == other[name]


@pytest.mark.parametrize(("name", "file"), [("qti12", "assessment.qti.zip"), ("anki", "assessment.apkg")])
def test_no_clock_is_read(name: str, file: str) -> None:
    files, _ = exported(name, week(section(assessment={"questions": [question().model_dump()]})))
    with ZipFile(io.BytesIO(files[file])) as zipped:
        assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for entry in zipped.namelist():
            if entry == "imsmanifest.xml":
                assert b"dateTime>2000-01-01<" in zipped.read(entry)


@pytest.mark.parametrize("name", FORMATS)
def test_a_week_without_questions_has_no_file(name: str) -> None:
    assert exported(name, week(section())) == ({}, ())


def test_all_formats_are_written_by_one_command(tmp_path: Path) -> None:
    ran = run("export", SAMPLE, "--to", ",".join(FORMATS), "--out", tmp_path)
    assert ran.code == 0, ran.err
    assert [Path(line).name for line in ran.out.splitlines()] == [
        "assessment.moodle.xml", "assessment.gift", "assessment.qti.zip", "assessment.aiken.txt", "assessment.apkg",
        "assessment.csv",
    ]  # fmt: skip
    assert "LG602 aiken: explanations, rationales, objectives and levels are left out (questions 1.1" in ran.err


@pytest.mark.parametrize("name", HTML)
def test_control_characters_are_left_out_and_told(name: str) -> None:
    files, found = exported(name, asked("single-choice", answer="A\x0bB", distractors=[{"text": "C\uffff"}]))
    assert ("LG602", f"{name}: control characters are left out (question 1.1)") in [(f.code, f.message) for f in found]
    assert files


@pytest.mark.parametrize("name", HTML)
def test_an_image_is_the_words_that_stand_for_it(name: str) -> None:
    made = asked("true-false", answer=True, stem="See ![a heap](/etc/hostname).")
    files, found = exported(name, made)
    assert ("LG602", f"{name}: images are left out; the words that stand for them are there (question 1.1)") in [
        (f.code, f.message) for f in found
    ]
    assert all(b"etc/hostname" not in content for content in files.values())


@pytest.mark.parametrize("name", ["moodle-xml", "gift"])
def test_moodle_has_no_fraction_for_one_of_eleven(name: str) -> None:
    right = [{"text": f"r{number}"} for number in range(11)]
    files, found = exported(name, asked("multiple-choice", answers=right, distractors=[{"text": "w"}]))
    assert not files
    assert [one.code for one in found] == ["LG600"]


def test_gift_names_each_answer_that_it_cannot_accept() -> None:
    accepted = ["a -> b", "[html]", "%50%", "&&058;"]
    files, found = exported("gift", asked("short-answer", answer="heap", variants=accepted))
    assert files["assessment.gift"].decode().count("\t=") == 1
    assert [f"{answer!r}" in one.message for answer, one in zip(accepted, found, strict=True)] == [True] * 4
    files, found = exported("gift", asked("short-answer", answer="a -> b"))
    assert not files
    assert [one.code for one in found] == ["LG600"]


def test_one_right_option_of_several_is_a_single_choice_in_gift() -> None:
    made = asked("multiple-choice", answers=[{"text": "r"}], distractors=[{"text": "w"}])
    files, _ = exported("gift", made)
    assert "\t=[html]<p>r</p>" in files["assessment.gift"].decode()
    assert told("gift", made) == [
        ("LG601", "gift: multiple choice with one right option is written as single choice (question 1.1)")
    ]


@pytest.mark.parametrize("name", ["moodle-xml", "gift", "qti12"])
@pytest.mark.parametrize("response", ["So:\n\n```\na\n  b\n```", "Both:\n\n- a\n- b"])
def test_blocks_do_not_fit_into_a_menu(name: str, response: str) -> None:
    pairs = [{"premise": "p", "response": response}, {"premise": "q", "response": "r"}]
    files, found = exported(name, asked("matching", pairs=pairs))
    assert not files
    assert [one.code for one in found] == ["LG600"]


@pytest.mark.parametrize("name", ["moodle-xml", "gift", "qti12"])
def test_scoring_that_the_format_lacks_is_told(name: str) -> None:
    right = [{"text": "r"}, {"text": "s"}]
    made = asked("multiple-choice", answers=right, distractors=[{"text": "w"}], scoring="all-or-nothing")
    assert "LG601" in dict(told(name, made))


def test_a_finding_of_several_questions_names_them_all_and_points_to_the_first() -> None:
    several = [question(f"q{number}", points=number) for number in (1, 2, 3)]
    (found,) = exported("gift", week(section(assessment={"questions": [one.model_dump() for one in several]})))[1]
    assert isinstance(found, Finding)
    assert found.message == "gift: points are left out; every question counts one (questions 1.2, 1.3)"
    assert found.where == "/sections/0/assessment/questions/1"


def test_long_objectives_stay_apart_where_moodle_would_cut_them() -> None:
    long = [question(f"q{number}", objective=f"{'a-very-long-title-' * 3}.o{number}").model_dump() for number in (1, 2)]
    files, _ = exported("gift", week(section(assessment={"questions": long})))
    tags = [
        line.split("[tag:")[1].split("]")[0]
        for line in files["assessment.gift"].decode().splitlines()
        if "[tag:" in line
    ]
    assert len(set(tags)) == 2
    assert all(len(tag) <= 50 for tag in tags)


def test_a_stem_begins_with_words_whatever_they_look_like() -> None:
    for stem in (
        "# of keys?",
        "- 3 is what?",
        "> 5 or < 5?",
        "1. or 2.?",
        "    indented?",
        "+ or -?",
        "***",
        "So?\n===",
        "[1]: so?",
    ):
        files, _ = exported("moodle-xml", asked("true-false", answer=True, stem=stem))
        shown = files["assessment.moodle.xml"].decode()
        assert "&lt;p&gt;" in shown
        assert not any(f"&lt;{tag}" in shown for tag in ("h1", "ul", "ol", "blockquote", "pre", "hr")), stem


@pytest.mark.parametrize("stem", ["Which is it?\n===", "Which?\n\n[1]: it", "Which?\n\n<b>it</b> <!-- it -->"])
def test_no_words_vanish_though_markdown_has_a_use_for_them(stem: str) -> None:
    files, _ = exported("moodle-xml", asked("true-false", answer=True, stem=stem))
    shown = ElementTree.fromstring(files["assessment.moodle.xml"]).findtext("question/questiontext/text", "")
    assert shown_html(shown) == (("words", " ".join(stem.split())),)


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("qti12", "text2qti", "lms"), ("anki", "genanki", "lms"), ("pptx", "pptx", "slides"), ("pdf", "typst", "slides")],
)
def test_a_package_that_is_missing_is_named_with_its_cure(
    name: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loaded in [one for one in sys.modules if one.startswith(f"{module}.")]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)
    ran = run("export", SAMPLE, "--to", name, "--out", tmp_path)
    assert ran.code == 3
    assert f"{module} is missing; install it: pip install 'lecturegen[{extra}]'" in ran.err.replace("\n", " ")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("code", ["LG600", "LG601", "LG602"])
def test_every_loss_has_a_manual_page(code: str) -> None:
    assert "Why:" in run("rules", code).out
