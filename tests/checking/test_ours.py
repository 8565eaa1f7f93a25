"""Weeks of ours are checked as they were before they were written, and as a person has changed them since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Ran, made, make_week, report_of, run
from tests.openai_server import Behaviour, running

SAMPLE = Path(__file__).parents[2] / "outputs" / "data-mining" / "week-10"


def findings(ran: Ran) -> list[tuple[str, str]]:
    return [(f["code"], f["message"]) for f in json.loads(ran.out)["findings"]]


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A week that a hosted model made, with findings that were reported and let pass."""
    folder = tmp_path_factory.mktemp("ours")
    with running(Behaviour()) as server:
        assert make_week(server, folder).code == 0
    return folder


@pytest.fixture
def copy(week: Path, tmp_path: Path) -> Path:
    """Its folder, to be changed."""
    to = tmp_path / "week"
    to.mkdir()
    for path in made(week).iterdir():
        (to / path.name).write_bytes(path.read_bytes())
    return to


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_written_week_has_no_error_and_the_findings_of_its_report(week: Path) -> None:
    ran = run("check", made(week), "--format", "json")
    assert ran.code == 0
    reported = [(f.code, f.message) for f in report_of(week).findings]
    assert sorted(findings(ran)) == sorted(reported)


def test_sample_week_is_clean() -> None:
    ran = run("check", SAMPLE)
    assert (ran.code, ran.out) == (0, "")


def test_what_a_person_wrote_into_the_script_is_found_in_its_line(copy: Path) -> None:
    before = findings(run("check", copy, "--format", "json"))
    path = copy / "script.md"
    heading = next(line for line in path.read_text("utf-8").split("\n") if line.startswith("### Frame 1"))
    changed(path, f"{heading}\n\n", f"{heading}\n\nSure! Below is a speaking script for your slide.\n\n")
    told = json.loads(run("check", copy, "--format", "json").out)["findings"]
    (new,) = [f for f in told if (f["code"], f["message"]) not in before]
    assert new["code"] == "LG141"
    assert path.read_text("utf-8").split("\n")[new["line"] - 1].startswith("Sure!")


def test_questions_that_a_person_changed_keep_what_week_json_knows_of_them(copy: Path) -> None:
    before = findings(run("check", copy, "--format", "json"))
    path = copy / "assessment.md"
    option = next(line for line in path.read_text("utf-8").split("\n") if line.startswith("  D) "))
    changed(path, option, "  D) None of the above")
    after = findings(run("check", copy, "--format", "json"))
    assert [code for code, message in after if (code, message) not in before][:1] == ["LG222"]
    # levels and links are known still: a rule that needs them would be silent about a foreign week
    assert not {"LG201", "LG202"} & {code for code, _ in after}


def test_section_with_other_frames_than_week_json_is_read_as_it_stands(copy: Path) -> None:
    path = copy / "script.md"
    text = path.read_text("utf-8")
    start = text.index("*(Advance to frame 2)*")
    end = text.index("*(Transition to section 2)*")
    path.write_text(text[:start] + text[end:], "utf-8")
    told = json.loads(run("check", copy, "--format", "json").out)["findings"]
    assert {"LG165"} <= {f["code"] for f in told}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("week.json", "{", "week.json"),
        ("week.json", '{"course": "C"}', "move the file away to check script and assessment alone"),
        ("plan.yaml", "sections: 3\n", "plan.yaml:1: "),
    ],
)
def test_broken_file_of_ours_is_one_error(copy: Path, name: str, content: str, said: str) -> None:
    (copy / name).write_text(content, "utf-8")
    ran = run("check", copy)
    assert ran.code == 2
    assert said in ran.out
    assert "Traceback" not in ran.err


def test_what_a_course_wants_of_the_rules_holds_for_its_weeks_and_for_checking_them(tmp_path: Path) -> None:
    course = tmp_path / "course.yaml"
    course.write_text(
        "title: C\nminutes: 18\nrules:\n  LG136: {severity: error}\n"
        "ignore:\n- {rule: LG310, because: the house style}\n"
        "weeks:\n- {number: 2, title: Chance, topics: [Random variables, Expectation, Variance]}\n",
        "utf-8",
    )
    with running(Behaviour()) as server:
        from tests.command import run_hosted

        run_hosted(server, "week", course, "--out", tmp_path / "out")
    (folder,) = (tmp_path / "out").glob("*/week-*")
    kept = json.loads((folder / "week.json").read_text("utf-8"))["policy"]
    assert kept["rules"]["LG136"]["severity"] == "error"
    told = json.loads(run("check", folder, "--format", "json").out)["findings"]
    assert "LG310" not in {f["code"] for f in told}
