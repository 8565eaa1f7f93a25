"""What is written quickly is what PyYAML writes, to the byte."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from lecturegen import yaml_text

WORDS = st.sampled_from(
    "a the Bayes' rule: what 5.5 minutes 0xabc true No null 2001-12-14 12 1e3 - -- --- ? key: #1 # x:y it's "
    '"so" “so” (a) [b] {c} & * ! | > % @ ` = << ~ .5 … – 𝑥 😀 é 中文 and so on'.split()
)
TEXTS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=40).map(" ".join),
    st.lists(st.one_of(WORDS, st.just("")), max_size=8).map(" ".join),
    st.text(max_size=12),
    st.sampled_from(
        ["", " ", "Yes", "on", "y", "n:", "a: b", "a\nb", "line\n", "a\n\n", "tab\tbed", "\u2028", "\ufeff"]
    ),
)
LEAVES = st.one_of(TEXTS, st.none(), st.booleans(), st.integers(-(10**7), 10**7), st.floats(-1e7, 1e7), st.just(1e6))
KEYS = st.sampled_from(["id", "title", "points", "objectives", "minutes", "null", "on", "a"])
DATA = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=20,
).filter(lambda data: isinstance(data, dict | list))


def as_pyyaml_has_it(data: Any, width: int, indented: bool) -> str:
    dumper = yaml_text._Indented if indented else yaml_text._Dumper
    return str(yaml.dump(data, Dumper=dumper, sort_keys=False, allow_unicode=True, width=width))


@given(DATA, st.sampled_from([20, 100, 10**6]), st.booleans())
@example(["2001-12-14 abc"], 100, True)
@example([{"title": "0xabcdef"}], 100, True)
@example(["x" * 30 + "  " + "y " * 30], 20, False)
@example(["' a' " * 30], 20, False)
@example(["12:30:45 on the dot"], 20, False)
def test_every_document_has_the_bytes_of_pyyaml(data: Any, width: int, indented: bool) -> None:
    assert yaml_text.dump(data, width=width, indented=indented) == as_pyyaml_has_it(data, width, indented)


def test_a_plan_is_written_without_pyyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "dump", lambda *_, **__: pytest.fail("it went to PyYAML"))
    section = {
        "id": "bayes", "title": "Bayes' rule: what the test says", "minutes": 5.5, "least": 5.0,
        "takes_up": "", "frames": [],
        "objectives": [{"text": "Say what “5% of all” means, and where it doesn't (as 1 in 20)", "bloom": "apply"}],
    }  # fmt: skip
    assert yaml_text.dump([section], width=40, indented=True).count("\n") == 10
