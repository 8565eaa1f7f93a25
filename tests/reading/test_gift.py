"""GIFT files: every kind of question is read word for word, and what cannot be kept is named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.errors import DocumentError
from lecturegen.questions import (
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.reading.gift import read_gift


def one(text: str) -> Question:
    (read,) = read_gift(text)
    return read.question


def test_a_single_choice_keeps_its_order_its_feedback_and_its_explanation() -> None:
    question = one("::Sums::What is 1 + 1? {\n~3#off by one\n=2#right\n~11#joined\n####Count on.\n}")
    assert isinstance(question, SingleChoice)
    assert (question.stem, question.answer, question.place) == ("What is 1 + 1?", "2", 1)
    assert [(d.text, d.rationale) for d in question.distractors] == [("3", "off by one"), ("11", "joined")]
    assert question.explanation == "Count on."


def test_feedback_to_the_key_explains_where_nothing_else_does() -> None:
    assert one("Which? {=a#since it is ~b}").explanation == "since it is"


def test_equal_weights_make_a_multiple_choice() -> None:
    question = one("Which are prime? {~%50%2 ~%50%3#yes ~%-100%4 ~%-100%6}")
    assert isinstance(question, MultipleChoice)
    assert [option.text for option in question.answers] == ["2", "3"]
    assert [option.text for option in question.distractors] == ["4", "6"]
    assert question.answers[1].rationale == "yes"
    assert question.places == (0, 1)


@pytest.mark.parametrize(("answer", "holds"), [("T", True), ("TRUE", True), ("F", False), ("FALSE#no#yes", False)])
def test_true_and_false_are_told_apart(answer: str, holds: bool) -> None:
    question = one(f"Water is wet. {{{answer}}}")
    assert isinstance(question, TrueFalse)
    assert question.answer is holds


@pytest.mark.parametrize(
    ("answer", "value", "tolerance"),
    [("#3.14", "3.14", "0"), ("#3.14:0.01", "3.14", "0.01"), ("#1..5", "3", "2"), ("#=-2:0.5", "-2", "0.5")],
)
def test_numbers_keep_their_tolerance(answer: str, value: str, tolerance: str) -> None:
    question = one(f"How many? {{{answer}}}")
    assert isinstance(question, Numeric)
    assert (question.answer, question.tolerance) == (Decimal(value), Decimal(tolerance))


def test_a_gap_in_the_stem_is_shown_where_the_answer_was() -> None:
    question = one("The earth {=turns =rotates} around the sun.")
    assert isinstance(question, ShortAnswer)
    assert question.stem == "The earth _____ around the sun."
    assert (question.answer, question.variants) == ("turns", ("rotates",))


def test_pairs_and_spare_responses_are_told_apart() -> None:
    question = one("Match. {=cat -> meows =dog -> barks = -> moos}")
    assert isinstance(question, Matching)
    assert [(pair.premise, pair.response) for pair in question.pairs] == [("cat", "meows"), ("dog", "barks")]
    assert question.spare == ("moos",)


def test_empty_braces_ask_for_an_essay() -> None:
    assert isinstance(one("Discuss. {}"), Essay)


def test_comments_are_passed_over_and_categories_name_what_follows() -> None:
    read = read_gift("// by me\n$CATEGORY: Heaps\n\nA? {T}\n\n$CATEGORY: Tries\nB? {\n// why\nF}\n")
    assert [(one.question.stem, one.category) for one in read] == [("A?", "Heaps"), ("B?", "Tries")]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("Just words", 1, "the question has no answers"),
        ("A? {T}\n\nB? {=a =%50%b}", 3, "part of the points"),
        ("A? {~%70%a ~%30%b ~c}", 1, "equal parts"),
        ("A? {~a ~b}", 1, "needs one answer marked ="),
        ("A? {#many}", 1, "'many' is no number"),
        ("A? {yes}", 1, "have to begin with = "),
        ("A? {=a -> b}", 1, "two pairs or more"),
        ("A {=a} and B {=b}", 1, "a second {"),
        ("", 1, "there is no question"),
    ],
)
def test_what_cannot_be_kept_is_named_with_its_line(text: str, line: int, fault: str) -> None:
    with pytest.raises(DocumentError) as raised:
        read_gift(text, "mine.gift")
    assert f"mine.gift:{line}: " in str(raised.value)
    assert fault in str(raised.value)


def _escaped(text: str) -> str:
    for sign in "\\~=#{}:":
        text = text.replace(sign, f"\\{sign}")
    return text


_texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20)
_words = _texts.map(lambda text: f"w{text}w")  # spaces around a text are nobody's


@given(_words, _words, _words, _words)
def test_any_text_is_read_as_it_was_meant(stem: str, key: str, other: str, why: str) -> None:
    question = one(f"{_escaped(stem)} {{={_escaped(key)} ~{_escaped(other)}#{_escaped(why)}}}")
    assert isinstance(question, SingleChoice)
    assert (question.stem, question.answer) == (stem, key)
    assert [(d.text, d.rationale) for d in question.distractors] == [(other, why)]


def _refusal(text: str) -> str:
    try:
        assert read_gift(text, "any.gift")
    except DocumentError as error:
        return str(error)
    return ""


@given(_texts | st.text("ab 1.{}~=#:%\\n\n->/$T"))
def test_any_file_is_read_or_refused_with_a_place(text: str) -> None:
    assert all(line.startswith("any.gift:") for line in _refusal(text).splitlines())
