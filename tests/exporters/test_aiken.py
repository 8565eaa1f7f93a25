"""assessment.aiken.txt, read back strictly: what fits is whole, what does not is named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.questions import SingleChoice, TrueFalse
from lecturegen.questions.order import deal
from lecturegen.schema import Week
from tests.exporters.quizzes import Said, exported, lines, patient
from tests.exporters.weeks import question, section, week


def read(text: str) -> list[tuple[str, list[str], str]]:
    """Stem, options and key of each question. Raises AssertionError at the first line that is out of place."""
    found = []
    for block in text.removesuffix("\n").split("\n\n"):
        stem, *options, key = block.split("\n")
        assert not re.match(r"[A-Z][).]|ANSWER:", stem)
        letters = [re.fullmatch(r"([A-Z])\) (\S.*)", option) for option in options]
        assert [letter and letter[1] for letter in letters] == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(options)])
        answer = re.fullmatch(r"ANSWER: ([A-Z])", key)
        assert answer
        told = [letter[2] for letter in letters if letter]
        found.append((stem, told, told[ord(answer[1]) - ord("A")]))
    return found


def asked(*questions: SingleChoice | TrueFalse) -> Week:
    return week(section(assessment={"questions": [one.model_dump() for one in questions]}))


def in_a_line(said: Said) -> str:
    told = [f"\\({text}\\)" if kind == "maths" else text for kind, text in said.pieces]
    return " ".join(" ".join(told).split())


@patient
@given(lines(), st.lists(lines(), min_size=2, max_size=5, unique_by=lambda said: said.markdown))
def test_stem_options_and_key_are_read_back(stem: Said, options: list[Said]) -> None:
    made = question(
        stem=f"Which? {stem.markdown}",
        answer=options[0].markdown,
        distractors=[{"text": one.markdown} for one in options[1:]],
    )
    files, found = exported("aiken", asked(made))
    assert [one.code for one in found] == ["LG602"]
    words = {one.markdown: in_a_line(one) for one in options}
    shown = [words[text] for text in deal(asked(made))[made.id]]
    (read_back,) = read(files["assessment.aiken.txt"].decode())
    assert read_back == (f"Which? {in_a_line(stem)}", shown, words[made.answer])


@pytest.mark.parametrize("truth", [True, False])
def test_true_and_false_are_two_options(truth: bool) -> None:
    common = {"objective": "o1", "frame": 1, "bloom": "apply", "explanation": "So."}
    made = TrueFalse.model_validate(common | {"id": "q1", "stem": "Heaps are trees.", "answer": truth})
    files, found = exported("aiken", asked(made))
    assert read(files["assessment.aiken.txt"].decode()) == [("Heaps are trees.", ["True", "False"], str(truth))]
    assert sorted(one.code for one in found) == ["LG601", "LG602"]


@pytest.mark.parametrize(
    "changes",
    [
        {"stem": "What does it print?\n\n```python\nif x:\n    y()\n```"},
        {"stem": "Which?\n\n- one\n- two"},
        {"stem": "A) or B) which?"},
        {"stem": "ANSWER: what is that?"},
        {"stem": "?"},
        {"answer": "So:\n\n| a |\n| --- |\n| 1 |"},
    ],
)
def test_what_would_be_read_as_something_else_is_left_out_and_named(changes: dict[str, str]) -> None:
    files, found = exported("aiken", asked(question("q1", **changes), question("q2")))
    assert len(read(files["assessment.aiken.txt"].decode())) == 1
    assert (found[0].code, found[0].where) == ("LG600", "/sections/0/assessment/questions/0")
    assert "question 1.1 is left out" in found[0].message


def test_no_file_is_written_without_a_question_in_it() -> None:
    files, found = exported("aiken", asked(question(stem="?")))
    assert not files
    assert [one.code for one in found] == ["LG600"]
