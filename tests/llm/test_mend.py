"""Replies that are almost JSON: mended where nothing is lost, refused where something would be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lecturegen.errors import BadReply
from lecturegen.llm.mend import joined, loads

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "malformed_replies.jsonl"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc", min_size=1), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (r'{"a": "\beta_0 + \frac{1}{2}\theta \nabla f \rho"}', r"\beta_0 + \frac{1}{2}\theta \nabla f \rho"),
        (r'{"a": "\(x\) and \[y\] and \alpha"}', r"\(x\) and \[y\] and \alpha"),
        (r'{"a": "\\beta stays"}', r"\beta stays"),
        (r'{"a": "one\ntwo\n\nnow\tthree"}', "one\ntwo\n\nnow\tthree"),
        (r'{"a": "it\'s"}', "it's"),
        ('Here you are:\n```json\n{"a": "x"}\n```\nGood luck!', "x"),
        ('<think>{"a": 0}?</think>\n{"a": "x"}', "x"),
        ('{"a": "x",}', "x"),
        ('{"a": "line\nbreak"}', "line\nbreak"),
        ('{"a": "caf\\u00e9"}', "café"),
    ],
)
def test_what_is_meant_is_read(raw: str, value: str) -> None:
    assert loads(raw) == {"a": value}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "empty"),
        ("I am sorry, I cannot do that.", "no JSON"),
        ('{"a": "cut in the mid', "in the middle"),
        ('{"a": [1, 2', "in the middle"),
        ('{"a": "bad \\u0008 char"}', "control character"),
        ('{"a": "\x07"}', "control character"),
    ],
)
def test_what_would_be_guessed_is_refused_with_the_reason(raw: str, reason: str) -> None:
    with pytest.raises(BadReply, match=reason):
        loads(raw)


@given(JSON.filter(lambda value: isinstance(value, dict | list)))
def test_good_json_comes_back_as_it_is(value: Any) -> None:
    assert loads(json.dumps(value)) == value
    assert loads("```json\n" + json.dumps(value, indent=1) + "\n```") == value


@given(st.text())
@example('{"' * 500)
def test_any_text_gives_a_value_or_a_reason(text: str) -> None:
    try:
        value = loads(text)
    except BadReply:
        return
    assert isinstance(value, dict | list)


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


@pytest.mark.skipif(not CORPUS.is_file(), reason="the collection of real malformed replies lies beside the checkout")
def test_real_malformed_replies_are_recovered_with_their_latex() -> None:
    recovered = 0
    for line in CORPUS.read_text("utf-8").splitlines():
        try:
            value = loads(json.loads(line)["raw"])
        except BadReply:
            continue
        recovered += 1
        assert not any(ord(c) < 32 and c not in "\n\t" for c in json.dumps(value, ensure_ascii=False))
    assert recovered >= 148
