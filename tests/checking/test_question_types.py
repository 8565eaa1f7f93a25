"""Weeks with questions of every type: what is checked is what was written, and mends lose nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lecturegen.checking.fixes import mended_files
from lecturegen.checking.lint import findings, lint
from lecturegen.existing.find import Bundle
from lecturegen.existing.weeks import CheckedWeek, read_week
from lecturegen.exporters import EXPORTERS, Wishes
from lecturegen.questions import TYPES, MultipleChoice, Numeric, Question, SingleChoice
from lecturegen.schema import CheckSettings, Week
from tests.command import run
from tests.exporters.test_paper import said
from tests.test_question_docs import shown_on_the_page

SAMPLE = Path(__file__).parents[2] / "outputs/data-mining/week-10"
SETTINGS = CheckSettings()


def week_of_all_types(dealt: bool) -> Week:
    """The sample week with a question of every type in its first section, and what only week.json says of them.

    ``dealt``: in an order of ours; else in that of the page.
    """
    week = Week.model_validate_json((SAMPLE / "week.json").read_text("utf-8"))
    first, *others = week.sections
    goals = [objective.id for objective in first.objectives]
    asked = []
    for number, question in enumerate(shown_on_the_page()):
        links = {"id": f"{first.id}.q{number + 1}", "objective": goals[number % len(goals)], "frame": number % 4 + 1}
        links["bloom"] = first.objectives[number % len(goals)].bloom
        asked.append(reasoned(question, links, dealt))
    assert first.assessment is not None
    assessment = first.assessment.model_copy(update={"questions": tuple(asked)})
    return week.model_copy(update={"sections": (first.model_copy(update={"assessment": assessment}), *others)})


def reasoned(question: Question, links: dict[str, object], dealt: bool) -> Question:
    plain = question.model_dump() | links
    plain |= {name: None for name in ("places", "place") if name in plain and dealt}
    for option in (*plain.get("distractors", ()), *plain.get("answers", ())):
        option["rationale"] = f"Because of {option['text']}"
    return type(question).model_validate(plain)


@pytest.fixture(params=[False, True], ids=["placed", "dealt"])
def made(request: pytest.FixtureRequest) -> Week:
    return week_of_all_types(dealt=request.param)


@pytest.fixture
def folder(made: Week, tmp_path: Path) -> Path:
    return written(made, tmp_path)


def written(made: Week, tmp_path: Path) -> Path:
    for name in ("script", "assessment"):
        for file, content in EXPORTERS[name](made, Wishes("Week 10: Generative Models and LLMs")).files.items():
            (tmp_path / file).write_bytes(content)
    (tmp_path / "week.json").write_text(made.model_dump_json(), "utf-8")
    (tmp_path / "plan.yaml").write_bytes((SAMPLE / "plan.yaml").read_bytes())
    return tmp_path


def read(folder: Path) -> CheckedWeek:
    return read_week(Bundle(folder / "script.md", folder / "assessment.md"), SETTINGS)


def questions(week: Week) -> tuple[Question, ...]:
    assessment = week.sections[0].assessment
    assert assessment is not None
    return assessment.questions


def changed(folder: Path, old: str, new: str) -> str:
    """The sheet with what stands there first, in the section of all types, put another way."""
    path = folder / "assessment.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text.replace(old, new, 1)


def test_every_question_is_read_as_the_one_that_was_written(made: Week, folder: Path) -> None:
    asked, found = questions(made), questions(read(folder).week)
    assert {type(question) for question in found} == set(TYPES.values())
    assert [said(question) for question in found] == [said(question) for question in asked]
    for one, other in zip(found, asked, strict=True):
        links = ("id", "objective", "frame", "bloom", "difficulty")
        assert [getattr(one, name) for name in links] == [getattr(other, name) for name in links]


def test_rationales_stay_with_their_options(folder: Path) -> None:
    changed(folder, ") Quicksort with the first key as pivot", ") Quicksort with the last key as pivot")
    (multiple,) = (question for question in questions(read(folder).week) if isinstance(question, MultipleChoice))
    assert {option.text: option.rationale for option in (*multiple.answers, *multiple.distractors)} == {
        option.text: "" if "last key" in option.text else f"Because of {option.text}"
        for option in (*multiple.answers, *multiple.distractors)
    }


def test_check_finds_in_the_files_what_the_rules_find_in_the_week(made: Week, folder: Path) -> None:
    checked = read(folder)
    told = [(f.code, f.message) for f in findings(checked)]
    assert sorted(told) == sorted((f.code, f.message) for f in findings(replace(checked, week=made)))
    ran = run("check", folder, "--format", "json")
    assert sorted((f["code"], f["message"]) for f in json.loads(ran.out)["findings"]) == sorted(told)


def test_rules_about_letters_and_keys_are_silent_about_forms(folder: Path) -> None:
    assert not {"LG260", "LG261", "LG262"} & {f.code for f in findings(read(folder))}


def test_what_needs_no_mend_is_left_as_it_is(folder: Path) -> None:
    assert mended_files(Bundle(folder / "script.md", folder / "assessment.md"), SETTINGS) == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("- C) Merge sort, as in\n", "- C) Itâ€™s merge sort, as in\n"),
        ("- D) Insertion sort\n", "- D) Insertion sort\n\n  Itâ€™s the one with\n      ...\n  and more\n"),
        ("- A) The new top", "- A) Itâ€™s the new top"),
        ("3. Moves the next key", "3. Itâ€™s so:\n   the next key"),
        ("- stable sorting", "- itâ€™s stable"),
        ("  - 0: one of them", "  - 0: one of them,\n    and thatâ€™s it"),
        ("- 2 points: Takes a side", "- 2 points: Takes\n  a side, and thatâ€™s it"),
        ("**Correct Answer:** stable", "**Correct Answer:** itâ€™s stable"),
    ],
)
def test_a_mend_of_a_text_in_a_list_changes_that_text_alone(tmp_path: Path, right: str, wrong: str) -> None:
    folder = written(week_of_all_types(dealt=False), tmp_path)
    (folder / "week.json").unlink()
    (folder / "plan.yaml").unlink()
    text = changed(folder, right, wrong)
    found = [one for one in lint(read(folder)).found if one.finding.code == "LG432"]
    at = text.index("â€™")
    (one,) = found
    assert one.source_line == next(line for line in text.split("\n") if "â€™" in line)
    assert text.split("\n")[one.start.line - 1][one.start.column - 1 :].startswith("â€™")
    (mended,) = mended_files(Bundle(folder / "script.md", folder / "assessment.md"), SETTINGS)
    assert mended.after == text[:at] + "’" + text[at + len("â€™") :]


def test_a_key_that_a_person_changed_holds(folder: Path) -> None:
    changed(folder, "**Correct Answer:** 12.5 ± 0.1 ms", "**Correct Answer:** 12.5 ± 0.2 ms")
    changed(folder, "*(Single choice, 2 points)*", "*(Single choice, 3 points)*")
    found = questions(read(folder).week)
    (number,) = (question for question in found if isinstance(question, Numeric))
    assert (str(number.answer), str(number.tolerance), number.unit) == ("12.5", "0.2", "ms")
    assert [question.points for question in found if isinstance(question, SingleChoice)] == [1, 3]


def test_another_type_that_a_person_gave_a_question_keeps_its_links(made: Week, folder: Path) -> None:
    number = next(n for n, question in enumerate(questions(made)) if question.kind == "true-false")
    stem = questions(made)[number].stem
    old, new = ("*(True or false)*\n\n**Correct Answer:** True", "*(Short answer)*\n\n**Correct Answer:** Yes")
    changed(folder, f"{stem}\n\n{old}", f"{stem}\n\n{new}")
    now, before = questions(read(folder).week)[number], questions(made)[number]
    assert (now.kind, now.objective, now.frame) == ("short-answer", before.objective, before.frame)


@pytest.mark.parametrize("place", ["\n\n*(True or false)*", "\n\n**Question 5:**"])
def test_a_comment_silences_a_rule_for_a_question_with_a_form(tmp_path: Path, place: str) -> None:
    folder = written(week_of_all_types(dealt=False), tmp_path)
    changed(folder, "Merge sort keeps keys that compare equal", "Merge sort keeps keys (itâ€™s so) that compare equal")
    assert "LG432" in {one.finding.code for one in lint(read(folder)).found}
    changed(folder, place, f"\n<!-- lecturegen: ignore LG432 because it is the topic -->{place}")
    assert "LG432" not in {one.finding.code for one in lint(read(folder)).found}
    assert "lecturegen" not in questions(read(folder).week)[3].stem
