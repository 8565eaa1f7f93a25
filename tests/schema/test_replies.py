"""What is filled in for a question: fields named as in the document, numbers read and never guessed, gaps that say
nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lecturegen.questions import TYPES, Numeric
from lecturegen.schema.replies import REPLIES, Known, assess_reply, wire_name

HEAD = {"objective": 1, "frame": 2, "bloom": "apply", "difficulty": "easy", "stem": " How much? "}
KNOWN = Known("s", 3, 2)


def numeric(**own: Any) -> Numeric:
    reply = REPLIES["numeric"].model_validate({**HEAD, "explanation": "It is.", "tolerance": "0", "unit": "ms", **own})
    made = reply.document(KNOWN)
    assert isinstance(made, Numeric)
    return made


def test_every_type_has_its_reply() -> None:
    assert set(REPLIES) == set(TYPES)
    assert len({reply.place for reply in REPLIES.values()}) == len(TYPES)


@pytest.mark.parametrize("kind", REPLIES)
def test_fields_have_the_names_of_the_document_so_that_places_carry_over(kind: str) -> None:
    assert REPLIES[kind].model_fields.keys() <= TYPES[kind].model_fields.keys()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.10", "0.10"),
        ("1,200", "1200"),
        ("−3.5", "-3.5"),
        (" 42 ", "42"),
        ("2.5e3", "2.5E+3"),
        (0.75, "0.75"),
        (7, "7"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: Any, number: str) -> None:
    assert str(numeric(answer=text).answer) == number


@pytest.mark.parametrize(
    "text", ["0,75", "about 3", "75%", "1/3", "", "NaN", "1e99", "9" * 31, "1.2.3", True, None, [3]]
)
def test_what_is_no_number_is_not_guessed(text: Any) -> None:
    with pytest.raises(ValidationError, match="answer"):
        numeric(answer=text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_decimal_is_read_back_digit_by_digit(number: Decimal) -> None:
    assert str(numeric(answer=f"{number:f}").answer) == f"{number:f}"


@pytest.mark.parametrize("gap", [{}, {"tolerance": None, "unit": None}, {"tolerance": ""}])
def test_a_number_without_tolerance_is_exact(gap: dict[str, Any]) -> None:
    given_ = {**HEAD, "explanation": "It is.", "answer": "3", **gap}
    made = REPLIES["numeric"].model_validate(given_).document(KNOWN)
    assert isinstance(made, Numeric)
    assert (made.tolerance, made.unit, made.id, made.objective, made.points) == (Decimal(0), "", "s.q3", "s.o1", 2)


def test_an_essay_has_the_points_of_its_rubric() -> None:
    levels = [{"points": 3, "text": "names both"}, {"points": 0, "text": "names none"}]
    rubric = [{"text": "Causes", "levels": levels}, {"text": "Numbers", "levels": levels}]
    made = REPLIES["essay"].model_validate({**HEAD, "explanation": "Both.", "rubric": rubric}).document(KNOWN)
    assert made.points == 6
    levels[1]["points"] = -1
    with pytest.raises(ValidationError, match="0 or more"):
        REPLIES["essay"].model_validate({**HEAD, "explanation": "Both.", "rubric": rubric})


def test_a_type_that_was_wanted_and_left_out_is_empty_and_one_that_was_not_wanted_is_refused() -> None:
    shape = assess_reply(["numeric", "essay"])
    assert (
        shape.model_validate({"questions": {"essay": None}, "activities": [], "discussion": []}).questions.of("numeric")
        == []
    )
    with pytest.raises(ValidationError):
        shape.model_validate({"questions": {wire_name("true-false"): []}, "activities": [], "discussion": []})
