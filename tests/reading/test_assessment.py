"""assessment.md is read: foreign files as they stand, ours in full."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.errors import DocumentError
from lecturegen.exporters.assessment import to_sheet, write_assessment
from lecturegen.reading.assessment import load_assessment, read_assessment
from lecturegen.schema import Week
from lecturegen.schema.markdown import SheetOption, SheetQuestion
from tests.exporters.weeks import TITLE, weeks
from tests.reading.foreign import foreign, measured, needs_foreign_weeks

SHEET = """\
# Assessment: Week 3

## Section 1: Learning Objectives

### Learning Objectives
- Trace a sift
- Read this table:
| a | b |
| --- | --- |

and then this line

### Assessment Questions

**Question 1:** Which of these holds?

| a | b |
| --- | --- |

  A) this is part of the stem

  A) The first
  B) The second
runs on
  C) The third

**Correct Answer:** B
**Explanation:** Because it does,
**Question 7:** has nothing to do with it,

and because it always did.

**Question 2:** And which of these?

  A) One
  B) Two

**Correct Answer:** A
**Explanation:** One is less.

### Activities
- Draw a heap

### Discussion Questions
- What for?

---

## Section 2: Nothing yet

---

"""


@needs_foreign_weeks
@pytest.mark.parametrize("path", foreign("assessment.md", seeds="002"))
def test_a_foreign_assessment_is_the_same_when_it_is_written_again(path: Path) -> None:
    assert write_assessment(load_assessment(path)).encode() == path.read_bytes()


@needs_foreign_weeks
@pytest.mark.parametrize("path", foreign("assessment.md", seeds=""))
def test_a_foreign_assessment_holds_what_others_counted(path: Path) -> None:
    sheet, counted = load_assessment(path), measured(path)
    assert counted is not None
    questions = [question for section in sheet.sections for question in section.questions]
    assert sheet.title == counted["title"]
    assert len(sheet.sections) == counted["sections"]
    assert len(questions) == counted["questions"]
    assert sum(len(section.objectives) for section in sheet.sections) == counted["objectives"]
    keys = [question.key for question in questions]
    assert {letter: keys.count(letter) for letter in "ABCD"} == counted["key_counts"]


@settings(deadline=None, max_examples=40)
@given(weeks())
def test_what_we_write_is_what_we_read(week: Week) -> None:
    sheet = to_sheet(week, TITLE)
    text = write_assessment(sheet)
    assert read_assessment(text) == sheet
    assert write_assessment(read_assessment(text)) == text


@settings(deadline=None, max_examples=40)
@given(weeks(signs=True))
def test_what_would_not_be_read_back_is_not_written(week: Week) -> None:
    try:
        sheet = to_sheet(week, TITLE)
    except ValueError:
        return
    assert read_assessment(write_assessment(sheet)) == sheet


_FOREIGN_LINES = st.sampled_from(
    [
        "",
        "words",
        "  A) x",
        "  C)x",
        "| a |",
        "### Frame 1",
        "---",
        "# h",
        "## Section 2",
        "  two spaces",
        "- x",
        "**Correct Answer:** B",
    ]
)


@settings(deadline=None)
@given(
    stem=st.lists(_FOREIGN_LINES),
    options=st.lists(_FOREIGN_LINES),
    why=st.lists(_FOREIGN_LINES),
    item=st.lists(_FOREIGN_LINES),
)
def test_any_texts_at_all_are_the_same_when_they_are_written_again(
    stem: list[str], options: list[str], why: list[str], item: list[str]
) -> None:
    question = "\n".join(["**Question 1:** Which?", *stem, "", "  A) one", *options, "", "**Correct Answer:** A"])
    text = "\n".join(
        ["# Assessment: T", "", "## Section 1: S", "", "### Learning Objectives", "- one", *item, "- two", ""]
    )
    text += "\n".join(["", "### Assessment Questions", "", question, "**Explanation:** so", *why, "", "---", "", ""])
    assert write_assessment(read_assessment(text)) == text


def test_blocks_and_their_texts_are_read_with_the_lines_they_run_over() -> None:
    first, second = read_assessment(SHEET).sections
    assert first.title == "Learning Objectives"
    assert first.objectives == ("Trace a sift", "Read this table:\n| a | b |\n| --- | --- |\n\nand then this line")
    assert (first.activities, first.discussion) == (("Draw a heap",), ("What for?",))
    assert (second.number, second.title) == (2, "Nothing yet")
    assert (second.objectives, second.questions, second.activities, second.discussion) == ((), (), (), ())


def test_a_question_is_read_with_options_key_and_explanation() -> None:
    first, second = read_assessment(SHEET).sections[0].questions
    assert first == SheetQuestion(
        stem="Which of these holds?\n\n| a | b |\n| --- | --- |\n\n  A) this is part of the stem",
        options=(
            SheetOption(letter="A", text="The first"),
            SheetOption(letter="B", text="The second\nruns on"),
            SheetOption(letter="C", text="The third"),
        ),
        key="B",
        explanation="Because it does,\n**Question 7:** has nothing to do with it,\n\nand because it always did.",
    )
    assert second.stem == "And which of these?"


@pytest.mark.parametrize(
    ("line", "option"),
    [
        ("  A)One", SheetOption(letter="", text="A)One")),
        ("  one", SheetOption(letter="", text="one")),
        ("  A) ", SheetOption(letter="A", text="")),
        ("  A) A) One", SheetOption(letter="A", text="A) One")),
        ("  C) One", SheetOption(letter="C", text="One")),
    ],
)
def test_options_of_foreign_files_are_read_as_they_stand(line: str, option: SheetOption) -> None:
    text = SHEET.replace("  A) One", line)
    assert read_assessment(text).sections[0].questions[1].options[0] == option
    assert write_assessment(read_assessment(text)) == text


def test_a_key_that_is_no_letter_is_kept_for_a_rule_to_find() -> None:
    assert (
        read_assessment(SHEET.replace("**Correct Answer:** A", "**Correct Answer:** 1")).sections[0].questions[1].key
        == "1"
    )


def test_empty_lines_that_a_person_dropped_do_no_harm() -> None:
    for line in (
        "### Assessment Questions\n",
        "### Activities",
        "### Discussion Questions",
        "  A) One",
        "**Correct Answer:** A",
    ):
        assert f"\n\n{line}" in SHEET
        assert write_assessment(read_assessment(SHEET.replace(f"\n\n{line}", f"\n{line}"))) == SHEET


def test_questions_are_numbered_anew_when_one_was_taken_out() -> None:
    assert write_assessment(read_assessment(SHEET.replace("**Question 2:**", "**Question 4:**"))) == SHEET


@pytest.mark.parametrize(
    ("was", "is_now", "fault"),
    [
        (
            "### Learning Objectives\n-",
            "A word before.\n\n### Learning Objectives\n-",
            "5: 'A word before.' belongs to no block; put it below one of '### Learning Objectives', ",
        ),
        (
            "### Activities",
            "### Learning Objectives",
            "41: '### Learning Objectives' cannot follow '### Assessment Questions'; put it before that, and only once",
        ),
        (
            "- Draw a heap\n",
            "",
            "41: '### Activities' has no item below it; begin one with '- ', or drop the heading",
        ),
        (
            "**Question 1:** W",
            "W",
            "13: '### Assessment Questions' has no question below it; begin one with '**Question 1:** '",
        ),
        (
            "**Correct Answer:** A\n",
            "",
            "33: '**Question 2:** And which of these?' has no key; "
            "add a line '**Correct Answer:** …' and below it a line '**Explanation:** …'",
        ),
        (
            "  A) One\n  B) Two\n",
            "",
            "33: '**Question 2:** And which of these?' has no options; add lines '  A) …' below an empty line, "
            "or say what it is, such as '*(True or false)*'",
        ),
    ],
)
def test_what_follows_no_grammar_is_named_with_its_line_and_remedy(was: str, is_now: str, fault: str) -> None:
    assert SHEET.count(was) == 1
    with pytest.raises(DocumentError) as caught:
        read_assessment(SHEET.replace(was, is_now), "a.md")
    assert str(caught.value).startswith(f"a.md:{fault}")


def test_every_section_that_is_wrong_is_named() -> None:
    with pytest.raises(DocumentError) as caught:
        read_assessment(SHEET.replace("- Draw a heap\n", "").replace("Nothing yet\n", "Nothing yet\n\nOr something?\n"))
    assert [problem.place for problem in caught.value.problems] == ["assessment.md:41", "assessment.md:50"]


def test_a_script_is_told_from_an_assessment() -> None:
    with pytest.raises(DocumentError, match=r"a\.md:1: this is a script, not an assessment; give the other file"):
        read_assessment("# Slides Script: T\n", "a.md")


FORMED = """\
# Assessment: Week 3

## Section 1: Sorting

### Assessment Questions

**Question 1:** Which holds?

*(Multiple choice: all points for exactly the right options, else none)*

- A) One
  goes on
- B) Two

**Correct Answer:** A
**Explanation:** So it is.

**Question 2:** What belongs together?

*(Matching, 2 points: give each letter its number)*

- A) One
- B) Two

1. Odd
2. Even

**Correct Answer:** A-1, B-2
**Explanation:** So it is.

**Question 3:** Why?

*(Essay, 2 points)*

**Rubric:**
- 2 points: A reason
  - 2: given
  - 0: none

**Explanation:** So it is.

**Question 4:** What?

*(Short answer)*

**Correct Answer:** This
**Also Accepted:**
- that

**Explanation:** So it is.

**Question 5:** How long?

*(Number: in ms)*

**Correct Answer:** 12 ms
**Explanation:** So it is.

---

"""


@pytest.mark.parametrize(
    ("was", "is_now", "fault"),
    [
        ("else none", "or so", "9: this does not say how points are given; write 'each right option earns"),
        ("  goes on", "goes on", "12: 'goes on' begins no item; begin it with '- A) '; indent it by 2 spaces if it"),
        ("- B) Two\n\n**", "- C) Two\n\n**", "13: 'C' stands where 'B' is due; give them in order, each once"),
        ("- B) Two\n\n**", "- Two\n\n**", "13: '- Two' begins no item; begin it with '- A) '"),
        ("r:** A\n", "r:** A, C\n", "15: the key 'A, C' names no option 'C'; name letters among A, B"),
        ("r:** A\n", "r:** A, A\n", "15: the key 'A, A' names A twice; name each letter once"),
        (
            "**Correct Answer:** A\n",
            "",
            "7: a question of the type 'Multiple choice' needs a line '**Correct Answer:** …'",
        ),
        (
            "**Correct Answer:** A\n**Explanation:** So it is.\n",
            "",
            "7: '**Question 1:** Which holds?' has no explanation;",
        ),
        ("r:** A\n", "r:** A\nor B\n", "16: 'or B' stands below the key, which has one line; move it"),
        ("2. Even", "3. Even", "26: '3' stands where '2' is due"),
        ("2. Even", "2) Even", "26: '2) Even' begins no item; begin it with '1. '; indent it by 3 spaces"),
        ("A-1, B-2", "A-1", "28: the key 'A-1' does not match each letter once; write 'A-…, B-…'"),
        ("A-1, B-2", "A-1, B-3", "28: the key names 3; name one of 1 to 2"),
        ("A-1, B-2", "A-1, B-1", "28: the key names 1 twice; give each letter a number of its own"),
        ("1. Odd\n2. Even\n\n", "", "18: a question of the type 'Matching' needs a line '1. …'; add it"),
        ("- 2 points: A", "- 3 points: A", "36: the criterion gives 3 points and its best level 2; make them agree"),
        ("  - 0: none", "- none", "38: '- none' begins no item; begin it with '- 4 points: '"),
        (
            "*(Essay, 2 points)*",
            "*(True or false)*",
            "35: a question of the type 'True or false' has no use for a line '**Rubric:**'",
        ),
        (
            "*(Short answer)*",
            "*(Ordering)*",
            "47: a question of the type 'Ordering' has no use for a line '**Also Accepted:**'",
        ),
        (
            "This\n**Also Accepted:**\n- that",
            "This\n**Also Accepted:**\n- that\n**Correct Answer:** x",
            "49: '**Correct",
        ),
        ("12 ms", "twelve", "56: the key 'twelve' is no number; write one such as '12.5 ± 0.1 ms'"),
        ("12 ms", "12 s", "54: this asks for ms, and the key has s; make them agree"),
        ("12 ms", f"{'1' * 31} ms", f"56: the key '{'1' * 31} ms' has a number of more than 30 digits; round it"),
        (
            "(Number: in ms)",
            "(Number in ms)",
            "54: '*(Number in ms)*' cannot be understood; write '*(Number)*' or '*(Number, 2 points)*', and what else",
        ),
    ],
)
def test_what_does_not_keep_to_its_form_is_named_with_its_line_and_remedy(was: str, is_now: str, fault: str) -> None:
    assert FORMED.count(was) == 1
    with pytest.raises(DocumentError) as caught:
        read_assessment(FORMED.replace(was, is_now), "a.md")
    assert str(caught.value).startswith(f"a.md:{fault}")


def test_questions_with_forms_are_read_as_they_stand() -> None:
    assert write_assessment(read_assessment(FORMED)) == FORMED


def test_a_form_above_options_without_one_is_part_of_the_stem() -> None:
    """A foreign question may say something of the kind, and is what it always was."""
    text = SHEET.replace("And which of these?", "And which of these?\n\n*(Multiple choice)*")
    assert read_assessment(text).sections[0].questions[1].stem == "And which of these?\n\n*(Multiple choice)*"
    assert write_assessment(read_assessment(text)) == text


def test_a_line_that_is_no_form_of_ours_is_part_of_the_stem() -> None:
    text = SHEET.replace("And which of these?", "And which of these?\n\n*(Choose the best, 3 points)*")
    assert read_assessment(text).sections[0].questions[1].form is None


def test_empty_lines_around_forms_and_lists_may_be_missing() -> None:
    for line in ("*(Essay", "- A) One\n  goes", "**Rubric:**", "**Correct Answer:** A-1"):
        assert f"\n\n{line}" in FORMED
        assert write_assessment(read_assessment(FORMED.replace(f"\n\n{line}", f"\n{line}"))) == FORMED


def test_a_list_of_answers_without_an_item_is_a_fault_and_not_dropped() -> None:
    head = (
        "# Assessment: T\n\n## Section 1: S\n\n### Assessment Questions\n\n**Question 1:** How long?\n\n*(Number)*\n\n"
    )
    text = f"{head}**Correct Answer:** 12\n**Also Accepted:**\n**Explanation:** So.\n\n---\n\n"
    with pytest.raises(DocumentError, match="has no item below it"):
        read_assessment(text)
