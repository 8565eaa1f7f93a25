"""Ids made from titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.schema.ids import LONGEST, objective_id, section_id


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("GANs: theory & practice", "gans-theory-practice"),
        ("Überanpassung", "uberanpassung"),
        ("深度学习", "shen-du-xue-xi"),
        ("🦆", "section"),
        ("", "section"),
        ("Ethical Implications of Generative Models and LLMs", "ethical-implications-of-generative-models-and"),
        ("x" * 60, "x" * LONGEST),
    ],
)  # fmt: skip
def test_id_is_a_readable_form_of_the_title(title: str, own: str) -> None:
    assert section_id(title) == own


def test_id_that_is_taken_gets_the_next_free_number() -> None:
    assert section_id("GANs", {"gans", "gans-2"}) == "gans-3"


def test_objectives_are_numbered_inside_their_section() -> None:
    assert objective_id("gans", 2) == "gans.o2"


@given(st.text())
def test_any_title_gives_an_id_that_fits_into_file_names_and_addresses(title: str) -> None:
    own = section_id(title)
    assert 1 <= len(own) <= LONGEST
    assert own.isascii()
    assert own.replace("-", "").isalnum()
