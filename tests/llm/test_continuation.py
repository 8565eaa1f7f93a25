"""A reply that was cut and went on is one reply, whatever came twice."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.llm.continuation import joined

WHOLE = '{"opening": "Somebody has to decide while only half of the cases are in.", "closing": "Try it."}'


@pytest.mark.parametrize(
    ("begun", "rest"),
    [
        (WHOLE[:40], WHOLE[40:]),
        (WHOLE[:40], WHOLE[20:]),
        (WHOLE[:40], WHOLE),
        (WHOLE[:40], f"```json\n{WHOLE[40:]}"),
        (WHOLE[:40], f"```json\n{WHOLE}"),
        ("", WHOLE),
    ],
)
def test_a_cut_reply_and_its_rest_are_one_whatever_is_there_twice(begun: str, rest: str) -> None:
    assert joined(begun, rest) == WHOLE


def test_what_repeats_itself_is_not_taken_for_an_overlap() -> None:
    zeros = f"[{'0, ' * 40}1]"
    assert joined(zeros[:61], zeros[61:]) == zeros


@given(st.lists(st.integers(10**7, 10**9), unique=True, max_size=20), st.data())
def test_cut_anywhere_a_reply_is_whole_again(numbers: list[int], data: st.DataObject) -> None:
    whole = json.dumps({"numbers": numbers})
    cut = data.draw(st.integers(1, len(whole)))
    assert joined(whole[:cut], whole[cut:]) == whole
