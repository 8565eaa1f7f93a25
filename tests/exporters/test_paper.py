"""Questions of every type are printed and read again, whatever their texts hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.exporters.assessment import to_sheet, write_assessment
from lecturegen.questions import TYPES, Question
from lecturegen.questions.order import deal
from lecturegen.reading.assessment import read_assessment
from lecturegen.schema import Week
from lecturegen.schema.grammar import FORMS
from lecturegen.schema.paper import PAPER, completed, understood
from tests.exporters.weeks import TITLE, questions, section, week

NOT_PRINTED = {"id", "objective", "frame", "bloom", "difficulty", "place", "places"}
UNORDERED = ("answers", "distractors", "spare")


def assessed(*asked: Question) -> Week:
    return week(section(assessment={"questions": [question.model_dump() for question in asked]}))


def said(question: Question) -> Any:
    """What of a question is on paper: texts without loose spaces, and in no order where their order means nothing."""
    plain = tidied(question.model_dump(exclude=NOT_PRINTED))
    return plain | {name: sorted(plain[name], key=repr) for name in UNORDERED if name in plain}


def tidied(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: tidied(value) for name, value in node.items()}
    if isinstance(node, list | tuple):
        return [tidied(value) for value in node]
    return "\n".join(line.rstrip(" \t") for line in node.split("\n")).strip("\n") if isinstance(node, str) else node


def read_again(made: Week) -> list[Question]:
    sheet = read_assessment(write_assessment(to_sheet(made, TITLE)))
    return [understood(question).question for question in sheet.sections[0].questions]


def test_every_type_has_a_form_and_words_for_it() -> None:
    assert set(PAPER) == set(FORMS) == set(TYPES)


@pytest.mark.parametrize("kind", TYPES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_question_that_is_printed_is_the_question_that_is_read(kind: str, data: st.DataObject) -> None:
    asked = data.draw(questions(kind=kind))
    (read,) = read_again(assessed(asked))
    assert said(read) == said(asked)
    assert type(read) is type(asked)


@settings(deadline=None, max_examples=60)
@given(st.lists(questions(), max_size=6, unique_by=lambda question: question.id))
def test_questions_of_all_types_stand_together(asked: list[Question]) -> None:
    assert [said(question) for question in read_again(assessed(*asked))] == [said(question) for question in asked]


@settings(deadline=None, max_examples=60)
@given(st.lists(questions(), max_size=4, unique_by=lambda question: question.id))
def test_what_was_read_is_printed_as_it_was(asked: list[Question]) -> None:
    made = assessed(*asked)
    text = write_assessment(to_sheet(made, TITLE))
    read = [completed(one, known) for one, known in zip(read_again(made), asked, strict=True)]
    again = assessed(*read)
    assert write_assessment(to_sheet(again, TITLE)) == text
    tidy = {name: tuple(map(tidied, shown)) for name, shown in deal(made).items()}
    assert deal(again) == tidy


@settings(deadline=None, max_examples=150)
@given(st.lists(questions(signs=True), max_size=3, unique_by=lambda question: question.id))
def test_what_would_be_read_as_something_else_is_not_printed(asked: list[Question]) -> None:
    made = assessed(*asked)
    try:
        to_sheet(made, TITLE)
    except ValueError:
        return
    assert [said(question) for question in read_again(made)] == [said(question) for question in asked]
