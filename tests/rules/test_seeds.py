"""What the real weeks that the project began with are known to hold; they lie beside the checkout."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from lecturegen.checking.lint import Located
from lecturegen.questions import SingleChoice
from lecturegen.rules._letters import key_letters
from tests.command import run
from tests.reading.foreign import SHARED, needs_foreign_weeks
from tests.rules.comparison import PAGE, looked, page, unexplained

pytestmark = needs_foreign_weeks


def sections(found: Iterable[Located], code: str) -> set[int]:
    """Numbers, from 1, of the sections in which a rule has found something."""
    wheres = [one.finding.where.split("/") for one in found if one.finding.code == code]
    return {int(parts[parts.index("sections") + 1]) + 1 for parts in wheres}


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("LG141", 8), ("LG142", 20), ("LG144", 15), ("LG145", 2), ("LG146", 5), ("LG300", 13), ("LG302", 17),
        ("LG160", 29), ("LG148", 2), ("LG340", 7), ("LG165", 1),
    ],
)  # fmt: skip
def test_scripts_report_at_least_what_was_counted_in_them(code: str, number: int) -> None:
    assert sum(len(sections(looked(name).found, code)) for name in ("000", "001")) >= number


def test_frame_4_is_missing_in_section_8() -> None:
    (missing,) = (one for one in looked("000").found if one.finding.code == "LG165")
    assert missing.finding.where.startswith("/script/sections/7")
    assert "no frame 4" in missing.finding.message


def test_a_heading_as_high_as_the_sections_stands_in_section_7() -> None:
    assert {7} == sections(looked("001").found, "LG155") | sections(looked("001").found, "LG171")


def test_sections_10_to_13_name_the_wrong_predecessor() -> None:
    assert sections(looked("000").found, "LG343") >= {10, 11, 12, 13}


def test_text_decoded_wrongly_stands_in_section_8_of_the_assessment() -> None:
    (found,) = (one for one in looked("000").found if one.finding.code == "LG432")
    assert found.path.name.startswith("002")
    assert "/sections/7/" in found.finding.where


def test_keys_are_b_and_c_and_the_longest() -> None:
    week = looked("000").week
    assert [len(held) for held in key_letters(week).values()] == [0, 33, 18, 1]
    keys = [q for s in week.sections if s.assessment for q in s.assessment.questions if isinstance(q, SingleChoice)]
    longest = sum(len(q.answer) > max(len(d.text) for d in q.distractors) for q in keys)
    assert (longest, len(keys)) == (38, 52)
    codes = {one.finding.code for one in looked("000").found}
    assert codes >= {"LG245", "LG246", "LG247", "LG249"}


def test_fourteen_objectives_cannot_be_watched() -> None:
    assert sum(one.finding.code == "LG106" for one in looked("000").found) == 14


@pytest.mark.parametrize("number", ["003", "004"])
def test_notes_are_not_misread_as_sections(number: str) -> None:
    (notes,) = (SHARED / "seeds").glob(f"{number}*")
    ran = run("check", str(notes))
    assert ran.code == 2
    assert ran.out.count(str(notes)) == 1
    assert "neither a script nor an assessment" in ran.out


def test_every_measurement_is_compared_and_every_difference_explained() -> None:
    assert not unexplained()


@pytest.mark.slow
def test_comparison_is_what_the_rules_find_today() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m tests.rules.comparison --write`"
