"""assessment.md: what is printed, and what is refused."""

from __future__ import annotations

from typing import Literal

import pytest

from lecturegen.exporters.assessment import to_question, to_sheet
from lecturegen.questions import Bloom, Question
from lecturegen.questions.order import deal
from lecturegen.schema import Assessment, Origin, Section, Week
from lecturegen.schema.signs import ENGLISH_SIGNS
from lecturegen.schema.writable import unwritable
from tests.exporters.weeks import TITLE, exported, question, section, week


def sheet(made: Week) -> str:
    (text,) = exported("assessment", made).values()
    return text


def assessed(*questions: Question, **changes: object) -> Section:
    return section(assessment={"questions": [q.model_dump() for q in questions], **changes})


def test_the_document_is_printed_in_the_grammar() -> None:
    made = week(
        assessed(question(), question("q2"), activities=["Draw a heap."], discussion=["What for?"]), section("Tries")
    )
    assert exported("assessment", made, "Week 3") == {
        "assessment.md": """\
# Assessment: Week 3

## Section 1: Heaps

### Learning Objectives
- Trace a sift

### Assessment Questions

**Question 1:** Which key is on top of [3, 1, 2]?

  A) The largest one
  B) The oldest one
  C) The smallest one

**Correct Answer:** A
**Explanation:** A heap keeps every parent above its children.

**Question 2:** Which key is on top of [3, 1, 2]?

  A) The smallest one
  B) The largest one
  C) The oldest one

**Correct Answer:** B
**Explanation:** A heap keeps every parent above its children.

### Activities
- Draw a heap.

### Discussion Questions
- What for?

---

## Section 2: Tries

### Learning Objectives
- Trace a sift

---

"""
    }


def test_letters_are_those_that_were_dealt() -> None:
    made = week(assessed(*(question(f"q{i}") for i in range(5))))
    for printed, shown in zip(to_sheet(made, TITLE).sections[0].questions, deal(made).values(), strict=True):
        assert tuple(option.text for option in printed.options) == shown
        assert {option.letter: option.text for option in printed.options}[printed.key] == "The largest one"


def test_a_draft_without_a_model_says_so_in_its_title() -> None:
    first, *_ = sheet(week(section(), origin=Origin.OFFLINE)).split("\n")
    assert first == f"# Assessment: {TITLE} (offline draft from the notes)"


def test_an_item_of_several_lines_stays_one_item() -> None:
    activity = "Compare:\n- one\n- two\n\n### Activities\n---\n```python\n# x\n```"
    made = week(assessed(activities=[activity, "Then rest."]))
    read = to_sheet(made, TITLE).sections[0].activities
    assert read == (
        "Compare:\n  - one\n  - two\n\n  ### Activities\n  ---\n  ```python\n  # x\n  ```",
        "Then rest.",
    )
    assert not list(unwritable(made.sections[0]))


def test_a_stem_may_hold_tables_code_and_what_looks_like_options() -> None:
    stem = "Which?\n\n| a |\n| --- |\n\n```python\n# a comment\n```\n\nA) is not meant, nor\n  A) this"
    text = sheet(week(assessed(question(stem=stem))))
    assert f"**Question 1:** {stem}\n\n  A) " in text


def test_the_first_line_stands_beside_a_sign_and_is_none_itself() -> None:
    text = sheet(week(assessed(question(stem="# of keys?\nHow many?", explanation="---"))))
    assert "**Question 1:** # of keys?\nHow many?\n" in text
    assert "**Explanation:** ---\n" in text


@pytest.mark.parametrize(
    "line",
    [
        "### Activities",
        "### Discussion Questions  ",
        "**Question 2:** And?",
        "**Correct Answer:** B",
        "**Correct Answer:**",
        "**Explanation:** so",
        "## Section 2: Next",
        "# A title",
        "---",
        "```",
        "a\rb",
        "```\n### Activities\n```",
    ],
)
@pytest.mark.parametrize("place", ["stem", "answer", "explanation"])
def test_a_text_that_would_be_read_as_a_sign_is_refused(line: str, place: str) -> None:
    made = week(assessed(question(**{place: f"Before.\n{line}\nAfter."})))
    with pytest.raises(ValueError, match=rf"^/sections/0/assessment/questions/0/{place}: ."):
        sheet(made)


def test_an_option_that_holds_another_option_is_refused() -> None:
    distractors = [{"text": "One\n  B) two", "rationale": ""}]
    made = assessed(question(distractors=distractors))
    assert [where for where, _ in unwritable(made)] == ["/assessment/questions/0/distractors/0/text"]


@pytest.mark.parametrize("place", ["stem", "answer", "explanation"])
def test_code_in_the_first_line_is_refused_because_a_sign_stands_there(place: str) -> None:
    made = assessed(question(**{place: "```python\nx\n```"}))
    assert [where for where, _ in unwritable(made)] == [f"/assessment/questions/0/{place}"]


def test_there_have_to_be_letters_for_all_options() -> None:
    many = [{"text": f"option {'x' * i}", "rationale": ""} for i in range(26)]
    for distractors in ([], many):
        assert [where for where, _ in unwritable(assessed(question(distractors=distractors)))] == [
            "/assessment/questions/0/distractors"
        ]


class Crossword(Question):
    kind: Literal["crossword"] = "crossword"


def test_a_question_that_nobody_can_write_is_a_clear_error() -> None:
    crossword = Crossword(id="c", objective="o", frame=1, bloom=Bloom.CREATE, stem="Across?", explanation="So.")
    with pytest.raises(TypeError, match=r"assessment\.md has no form for crossword questions"):
        to_question(crossword, {}, ENGLISH_SIGNS)


def test_a_section_that_is_not_assessed_has_its_objectives_and_no_empty_block() -> None:
    assert sheet(week(section(assessment=Assessment(questions=())))) == sheet(week(section(assessment=None)))
