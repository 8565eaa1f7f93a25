"""A week of ours keeps week.json, report and manifest true to its files."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from lecturegen.questions import SingleChoice
from lecturegen.schema import Manifest, Report, Week
from tests.assessing.weeks import assess, contents, near, stems, summary
from tests.command import made, make_week, run
from tests.openai_server import Behaviour, Server, running


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(Behaviour()) as one:
        yield one


@pytest.fixture(scope="module")
def original(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ours")
    assert make_week(server, folder).code == 0
    return made(folder)


@pytest.fixture
def week(original: Path, tmp_path: Path) -> Path:
    return shutil.copytree(original, tmp_path / "week-02")


def document(week: Path) -> Week:
    return Week.model_validate_json((week / "week.json").read_text("utf-8"))


def told(week: Path) -> list[tuple[str, str]]:
    findings = json.loads(run("check", week, "--format", "json").out)["findings"]
    return sorted((finding["code"], finding["message"]) for finding in findings)


def reported(week: Path) -> list[tuple[str, str]]:
    report = Report.model_validate_json((week / "report.json").read_text("utf-8"))
    return sorted((finding.code, finding.message) for finding in report.findings)


def test_check_of_the_result_says_what_its_report_says(week: Path, server: Server) -> None:
    old = stems(week / "assessment.md")
    assert assess(server, week).code == 0
    assert run("check", week).code == 0
    assert told(week) == reported(week)
    for new, before in zip(stems(week / "assessment.md"), old, strict=True):
        assert not near(new, before)


def test_only_what_belongs_to_the_questions_changes(week: Path, server: Server) -> None:
    before, was = contents(week), document(week)
    assess(server, week)
    after, now = contents(week), document(week)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"assessment.md", "week.json", "report.json", "manifest.json"}
    assert {"assessment.md", "week.json"} <= changed
    assert [one.frames for one in now.sections] == [one.frames for one in was.sections]
    assert [one.objectives for one in now.sections] == [one.objectives for one in was.sections]


def test_the_manifest_knows_every_file_and_the_sum_of_what_was_paid(week: Path, server: Server) -> None:
    before = Manifest.model_validate_json((week / "manifest.json").read_text("utf-8"))
    assess(server, week)
    after = Manifest.model_validate_json((week / "manifest.json").read_text("utf-8"))
    assert after.inputs == before.inputs
    assert after.attempts["ok"] == before.attempts["ok"] + 6
    assert {name: digest for name, digest in contents(week).items() if name in after.outputs} == after.outputs
    assert {"assessments/" + path.name for path in (week / "assessments").iterdir()} < after.outputs.keys()


def test_the_questions_are_of_the_types_that_the_course_wanted(week: Path, server: Server) -> None:
    def kinds() -> list[Counter[str]]:
        return [Counter(q.kind for q in s.assessment.questions) for s in document(week).sections if s.assessment]

    before = kinds()
    assess(server, week)
    assert kinds() == before


def test_a_second_run_asks_nothing_and_changes_nothing(week: Path, server: Server) -> None:
    assess(server, week)
    before, asked = contents(week), len(server.log)
    assess(server, week)
    assert (contents(week), len(server.log)) == (before, asked)


def test_the_old_version_keeps_its_seed_and_what_was_known_of_its_questions(week: Path, server: Server) -> None:
    old, was = (week / "assessment.md").read_bytes(), document(week)
    assess(server, week)
    (kept,) = (week / "assessments").glob("*.md")
    assert kept.name.endswith(".seed-0.md")
    assert kept.read_bytes() == old
    noted = Week.model_validate_json(kept.with_suffix(".json").read_text("utf-8"))
    for one, other in zip(noted.sections, was.sections, strict=True):
        assert one.assessment == other.assessment


def test_sections_that_are_not_named_stay_as_they_are_printed(week: Path, server: Server) -> None:
    old = (week / "assessment.md").read_text("utf-8").split("\n---\n")
    ran = assess(server, week, "--section", "2", "--seed", "7", "--format", "json")
    new = (week / "assessment.md").read_text("utf-8").split("\n---\n")
    assert [a == b for a, b in zip(old, new, strict=True)] == [True, False, True, True]
    assert [one["status"] for one in summary(ran)["weeks"][0]["sections"]] == ["kept", "made", "kept"]
    # the seed deals letters, and must not deal those of the others anew
    assert document(week).seed == 7
    asked = [q for n in (0, 2) if (one := document(week).sections[n].assessment) for q in one.questions]
    assert all(question.place is not None for question in asked if isinstance(question, SingleChoice))
    assert run("check", week).code == 0
    assert told(week) == reported(week)


def test_new_questions_are_in_the_bank_of_their_course_beside_the_old_ones(week: Path, server: Server) -> None:
    assess(server, week, "--seed", "21")
    listed = run("bank", "list", "--bank", week.parent / "bank.sqlite")
    assert listed.code == 0, listed.err
    for section in document(week).sections:
        assert section.assessment is not None
        assert all(question.stem[:20] in listed.out for question in section.assessment.questions)


def test_sections_are_named_by_number_range_or_title(week: Path, server: Server) -> None:
    for wish, made_of in (("1,3", [0, 2]), ("2-3", [1, 2]), ("expectation", [1])):
        ran = assess(server, week, "--section", wish, "--format", "json")
        sections = summary(ran)["weeks"][0]["sections"]
        assert [n for n, one in enumerate(sections) if one["status"] == "made"] == made_of
    ran = assess(server, week, "--section", "9")
    assert ran.code == 2
    assert "--section 9: no week has such a section" in ran.err


def test_only_one_type_is_made_anew_and_the_others_stay(week: Path, server: Server) -> None:
    was = document(week)
    kind = next(q.kind for s in was.sections if s.assessment for q in s.assessment.questions if q.kind != "essay")
    assert assess(server, week, "--only-type", kind).code == 0
    now = document(week)
    for one, other in zip(was.sections, now.sections, strict=True):
        assert one.assessment is not None
        assert other.assessment is not None
        assert len(one.assessment.questions) == len(other.assessment.questions)
        for old, new in zip(one.assessment.questions, other.assessment.questions, strict=True):
            assert old.kind == new.kind
            assert (old.stem == new.stem) == (old.kind != kind)
            assert (old.objective, old.bloom) == (new.objective, new.bloom)
        assert one.assessment.activities == other.assessment.activities
    assert told(week) == reported(week)
    before, asked = contents(week), len(server.log)
    assess(server, week, "--only-type", kind)
    assert (contents(week), len(server.log)) == (before, asked)


def test_a_script_that_a_person_edited_is_asked_about_as_it_stands(week: Path, server: Server) -> None:
    path = week / "script.md"
    text = path.read_text("utf-8").replace("### Frame 1", "### Frame 1", 1)
    heading = next(line for line in text.split("\n") if line.startswith("### Frame 1"))
    path.write_text(text.replace(heading, f"{heading}\n\nA heron stood in the well of the court that day.", 1), "utf-8")
    mine = path.read_bytes()
    assess(server, week, "--section", "1", "--seed", "11")
    assert path.read_bytes() == mine
    assert "A heron stood in the well" in str(server.requests)


def test_a_week_with_other_sections_than_week_json_is_treated_as_anybodys(week: Path, server: Server) -> None:
    path = week / "script.md"
    path.write_text(path.read_text("utf-8").replace("Section 2: Expectation", "Section 2: What to expect", 1), "utf-8")
    was = (week / "week.json").read_bytes()
    assert assess(server, week, "--seed", "12").code == 0
    assert (week / "week.json").read_bytes() == was
    assert (week / "assessments" / "assessment.json").is_file()
