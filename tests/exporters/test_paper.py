"""Questions of every type are printed and read again, whatever their texts hold."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lecturegen.exporters.assessment import to_sheet, write_assessment
from lecturegen.questions import TYPES, Question
from lecturegen.questions.order import deal
from lecturegen.reading.assessment import read_assessment
from lecturegen.schema import Week
from lecturegen.schema.paper import PAPER, completed, understood
from lecturegen.schema.signs import ENGLISH_SIGNS, every_signs, signs_of
from lecturegen.schema.writable import unwritable_question
from tests.exporters.weeks import TITLE, questions, section, week
from tests.test_question_docs import EXAMPLES, SHEET

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
    return [understood(question, signs_of(sheet.language)).question for question in sheet.sections[0].questions]


def test_every_type_has_a_form_and_words_for_it() -> None:
    assert set(PAPER) == set(ENGLISH_SIGNS.forms) == set(TYPES)


@pytest.mark.parametrize("kind", TYPES)
@settings(deadline=None, max_examples=100)
@given(data=st.data(), language=st.sampled_from([signs.language for signs in every_signs()]))
def test_a_question_that_is_printed_is_the_question_that_is_read(kind: str, data: st.DataObject, language: str) -> None:
    asked = data.draw(questions(kind=kind))
    (read,) = read_again(assessed(asked).model_copy(update={"language": language}))
    assert said(read) == said(asked)
    assert type(read) is type(asked)


@settings(deadline=None, max_examples=40)
@given(st.lists(questions(), max_size=6, unique_by=lambda question: question.id))
def test_questions_of_all_types_stand_together(asked: list[Question]) -> None:
    assert [said(question) for question in read_again(assessed(*asked))] == [said(question) for question in asked]


@settings(deadline=None, max_examples=40)
@given(st.lists(questions(), max_size=4, unique_by=lambda question: question.id))
def test_what_was_read_is_printed_as_it_was(asked: list[Question]) -> None:
    made = assessed(*asked)
    # of two equal options nobody can say which is which
    assume(all(len({tidied(text) for text in shown}) == len(shown) for shown in deal(made).values()))
    text = write_assessment(to_sheet(made, TITLE))
    read = [completed(one, known) for one, known in zip(read_again(made), asked, strict=True)]
    again = assessed(*read)
    assert write_assessment(to_sheet(again, TITLE)) == text
    tidy = {name: tuple(map(tidied, shown)) for name, shown in deal(made).items()}
    assert deal(again) == tidy


@settings(deadline=None, max_examples=100)
@given(st.lists(questions(signs=True), max_size=3, unique_by=lambda question: question.id))
def test_what_would_be_read_as_something_else_is_not_printed(asked: list[Question]) -> None:
    made = assessed(*asked)
    try:
        to_sheet(made, TITLE)
    except ValueError:
        return
    assert [said(question) for question in read_again(made)] == [said(question) for question in asked]


SHARED = {"id": "q1", "objective": "o1", "frame": 1, "bloom": "apply", "stem": "Which?", "explanation": "So it is."}
PAIR = {"premise": "a", "response": "b"}
TWO = [{"text": "One"}, {"text": "Two"}]


@pytest.mark.parametrize(
    ("kind", "fields", "where"),
    [
        ("essay", {"rubric": [{"text": "So:\n- 4: good", "levels": []}]}, "/rubric/0/text"),
        ("essay", {"rubric": [{"text": "So", "levels": [{"points": 1, "text": "a\rb"}]}]}, "/rubric/0/levels/0/text"),
        ("essay", {"rubric": []}, "/rubric"),
        ("numeric", {"answer": "1", "unit": "m\ns"}, "/unit"),
        ("numeric", {"answer": "1", "unit": "m\rs"}, "/unit"),
        ("short-answer", {"answer": "one\ntwo"}, "/answer"),
        ("short-answer", {"answer": " "}, "/answer"),
        ("short-answer", {"answer": "one", "variants": ["a\rb"]}, "/variants/0"),
        ("multiple-choice", {"answers": [], "distractors": TWO}, "/answers"),
        ("multiple-choice", {"answers": TWO * 7, "distractors": TWO * 7}, "/distractors"),
        ("multiple-choice", {"answers": TWO, "distractors": [{"text": "a\rb"}]}, "/distractors/0/text"),
        ("ordering", {"steps": ["one"]}, "/steps"),
        ("ordering", {"steps": ["one", "a\rb"]}, "/steps/1"),
        ("matching", {"pairs": [{"premise": "a", "response": "b"}]}, "/pairs"),
        ("matching", {"pairs": [PAIR, PAIR], "spare": ["a\rb"]}, "/spare/0"),
        ("matching", {"pairs": [{"premise": "a\r", "response": "b"}, PAIR]}, "/pairs/0/premise"),
        ("true-false", {"answer": True, "stem": "So:\n**Rubric:**"}, "/stem"),
        ("true-false", {"answer": True, "stem": "So:\n**Also Accepted:** "}, "/stem"),
        ("single-choice", {"answer": "a", "distractors": TWO, "stem": "So:\n*(Essay)*\nWhy?"}, "/stem"),
        ("single-choice", {"answer": "a\n\n*(True or false)*", "distractors": TWO}, "/answer"),
        ("single-choice", {"answer": "a", "distractors": [{"text": "b\n*(Number: in ms)*"}]}, "/distractors/0/text"),
    ],
)
def test_what_a_type_cannot_print_is_named_in_its_place(kind: str, fields: dict[str, object], where: str) -> None:
    asked = TYPES[kind].model_validate(SHARED | fields)
    found = {pointer for pointer, _ in unwritable_question("", asked)}
    assert found == {where}
    with pytest.raises(ValueError, match=f"^/sections/0/assessment/questions/0{where}"):
        to_sheet(assessed(asked), TITLE)


def test_a_form_in_a_stem_is_harmless_where_the_question_has_its_own() -> None:
    stem = "What is meant by this?\n\n*(Ordering)*\n\n- A) one\n- B) two"
    asked = TYPES["true-false"].model_validate(SHARED | {"answer": False, "stem": stem})
    (read,) = read_again(assessed(asked))
    assert (read.kind, read.stem) == ("true-false", stem)


def test_every_text_of_the_page_is_a_part_of_its_own_when_markdown_is_rendered() -> None:
    html = BeautifulSoup(MarkdownIt().render(SHEET), "html.parser")
    assert len(html.select("p > em")) == len(EXAMPLES) - 1
    listed = [list_.find_all("li", recursive=False) for list_ in html.select("h3 ~ ul, h3 ~ ol")]
    assert [len(found) for found in listed] == [3, 4, 2, 2, 3, 4, 3]
    code = html.select_one("li > pre > code")
    assert code is not None
    assert code.text == "def sort(keys):\n    ...\n"
    levels = [
        [level.get_text(strip=True)[:2] for level in one.select("li > ul > li")] for one in html.select("h3 ~ ul")
    ]
    assert [found for found in levels if found] == [["4:", "2:", "0:", "2:", "0:"]]


def test_an_item_that_begins_with_code_is_rendered_as_code() -> None:
    steps = ["```python\nx = 1\n```\nand then", "| a |\n| - |\n\n    deep", "--"]
    asked = TYPES["ordering"].model_validate(SHARED | {"steps": steps})
    html = BeautifulSoup(MarkdownIt().render(write_assessment(to_sheet(assessed(asked), TITLE))), "html.parser")
    (ordered,) = (list_ for list_ in html.find_all("ul") if "A)" in list_.get_text())
    assert len(ordered.find_all("li")) == 3
    assert [code.text for code in ordered.select("pre > code.language-python")] == ["x = 1\n"]
