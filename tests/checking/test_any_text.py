"""Whatever a file holds: it is read or refused, every text is where it is said to be, and mending ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.checking.fixes import mended_texts
from lecturegen.checking.lint import lint
from lecturegen.errors import DocumentError
from lecturegen.existing.find import Bundle
from lecturegen.existing.weeks import CheckedWeek, read_texts
from lecturegen.exporters.assessment import write_assessment
from lecturegen.exporters.script import write_script
from lecturegen.rules._texts import texts
from lecturegen.schema import CheckSettings
from tests.checking.foreign import SCRIPT, SHEET
from tests.test_question_docs import SHEET as OF_ALL_TYPES

BUNDLE = Bundle(script=Path("script.md"), sheet=Path("assessment.md"))
JUNK = st.sampled_from(
    [
        "```", "~~~", "---", "***", "## Section 2: Binary search", "# Slides Script: T", "**Frame 2: x**",
        "(Advance to Frame 9)", "*(2 frames)*", "### Learning Objectives", "- ", "**Question 1:** What?", "  A) x",
        "**Correct Answer:** B", "**Explanation:** y", "$$", r"\[", "<!--", "-->", "# head", "Certainly!",
        "<!-- lecturegen: ignore LG141 because x -->", "This script should help the audience.", "Thank you!", "\t",
        "*(True or false)*", "*(Essay, 2 points)*", "**Also Accepted:**", "**Rubric:**", "- A) x", "1. x", "  - 2: x",
        "   ", "â€™", "我们", "\x0b", "\u2028", "[Insert name]",
    ]
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40)


@st.composite
def disturbed(draw: st.DrawFn, text: str) -> str:
    """``text`` with some lines put in, taken out, or cut."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(1, len(lines)))
        match draw(st.sampled_from(["in", "in", "in", "out", "cut", "any"])):
            case "in":
                lines.insert(at, draw(JUNK))
            case "any":
                lines.insert(at, draw(ANY))
            case "out":
                del lines[at - 1 : at]
            case _:
                lines[at - 1] = lines[at - 1][: draw(st.integers(0, 60))]
        lines = lines or [""]
    return "\n".join(lines)


SHEETS = disturbed(SHEET) | disturbed(OF_ALL_TYPES)


def read(script: str, sheet: str) -> CheckedWeek | None:
    try:
        return read_texts(BUNDLE, {Path("script.md"): script, Path("assessment.md"): sheet}, CheckSettings())
    except DocumentError:
        return None


def filled(text: str) -> list[str]:
    """Its lines that are not empty, questions without numbers: where a person forgot a line, writing puts it in."""
    return [re.sub(r"^\*\*Question \d+", "**Question", line) for line in text.split("\n") if line.strip()]


@given(disturbed(SCRIPT), SHEETS)
@settings(max_examples=150, deadline=None)
def test_every_text_of_the_week_stands_where_it_is_said_to_stand(script: str, sheet: str) -> None:
    week = read(script, sheet)
    if week is None:
        return
    assert week.files.script
    assert week.files.sheet
    assert filled(write_script(week.files.script)) == filled(script)
    assert filled(write_assessment(week.files.sheet)) == filled(sheet)
    for index, section in enumerate(week.week.sections):
        for text in texts(section):
            spot = week.places.exact(f"/sections/{index}{text.where}")
            if text.where.endswith("/title"):
                continue  # a heading's title stands in its mark
            assert spot is not None, text.where
            assert spot.text == text.value


@given(disturbed(SCRIPT), SHEETS)
@settings(max_examples=100, deadline=None)
def test_findings_point_into_their_file(script: str, sheet: str) -> None:
    week = read(script, sheet)
    if week is None:
        return
    given = {Path("script.md"): script.split("\n"), Path("assessment.md"): sheet.split("\n")}
    for one in lint(week).found:
        lines = given[one.path]
        assert lines[one.start.line - 1] == one.source_line
        assert 1 <= one.start.column <= len(one.source_line) + 1
        assert (one.end.line, one.end.column) >= (one.start.line, one.start.column)


@given(disturbed(SCRIPT), SHEETS)
@settings(max_examples=60, deadline=None)
def test_mending_ends_and_mending_again_changes_nothing(script: str, sheet: str) -> None:
    before = {Path("script.md"): script, Path("assessment.md"): sheet}
    week = read(script, sheet)
    if week is None:
        return
    once = mended_texts(BUNDLE, before, CheckSettings())
    assert mended_texts(BUNDLE, once, CheckSettings()) == once
    after = read(*once.values())
    assert after is not None
    assert [section.title for section in after.week.sections] == [section.title for section in week.week.sections]


@pytest.mark.parametrize(
    "text", ["", "\n", "# Slides Script: ", "# Assessment: \n\n---\n\n", "\ufeff# Slides Script: T\n\n"]
)
def test_next_to_nothing_is_refused(text: str) -> None:
    assert read(text, SHEET) is None
    assert read(SCRIPT, text) is None
