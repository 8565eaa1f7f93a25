r"""What holds of every reply: its value as it was meant, or BadReply; never a value that differs without a word."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lecturegen.errors import BadReply
from lecturegen.llm._commands import RELATIONS
from lecturegen.llm.mend import loads

COMMANDS = (
    r"\alpha \beta_0 \bar{x} \begin{equation} \bigl( \binom{n}{k} \frac{1}{2} \forall \phi \rho \right) \rightarrow "
    r"\rangle \ref{a} \nabla f \nu \ne \neq \neg \ni \nmid \not \notin \nexists \nless \theta \times \text{if} \tau "
    r"\tan \to \top \tilde{y} \textbf{b} \tfrac{1}{2} \tag{1} \underline{u} \uparrow \newline h\nu (\nu) \nu_i "
    r"x\neq0 \{\tau\} \( \) \[ \] \{ \} \, \; \! \% \& \_ \# \| \$ \d+\.\w \bword\b (\1) C:\Users\new\temp D:\temp"
).split()
MATRIX = r"\begin{pmatrix} 1 & \nu \\ \theta & \beta \end{pmatrix}"
_TWO_RELATIONS = re.compile(rf"\\(?:{'|'.join(RELATIONS)}) = 1")  # no maths, and "i = 0" begins a line of a program
MATHS = (
    st.lists(st.sampled_from([*COMMANDS, "x", "= 1", "+", MATRIX]), min_size=1, max_size=5)
    .map(" ".join)
    .filter(lambda maths: not _TWO_RELATIONS.search(maths))
)
WORDS = "So the slope is 2 and 3.5 not e.g. i.e. mid an eq; (see) it's 'so' café 𝛼 $5 C: Q:".split()
LINES = ["\n", "\n\n", "\n- ", "\n1. ", "\nThe ", "\n\tso ", 'He said "yes", and "no". ', "\n\n## A\n"]
PROSE = st.lists(st.sampled_from([*WORDS, *LINES]), min_size=1, max_size=6).map(" ".join)
DELIMITED = [MATHS.map(around.format) for around in ("{}", "${}$", r"\({}\)", "$$\n{}\n$$", r"\[{}\]")]
TEXT = st.lists(st.one_of(PROSE, *DELIMITED), max_size=4).map(" ".join)
PLAIN = st.sampled_from(["yes", "a b", "So, it is: 3", "don't", "x; y", "[1]", "{a}", "end.", "", "(see)", "a, b"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
WRAPPINGS = ["%s", "```json\n%s\n```\nGood luck.", "Here:\n%s\nBye [now].", '<think>{"a": 1}</think>%s']
FAULTS = [("", ""), (",\n", "\n"), (",\n", ";\n"), ('"\n', "\n"), ('"\n', "”\n"), ("true", "True"), ("]", ",]")]
FAULTS += [("a b", 'a "b" c'), ('"', "'"), ("x; y", "x\ny"), ('"a"', "a")]
NAMES = st.sampled_from("question options answer explanation type a b c".split())


def documents(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    values: st.SearchStrategy[Any] = st.recursive(
        SCALARS | texts,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
        max_leaves=12,
    )
    return values.filter(lambda value: isinstance(value, dict | list))


def read(raw: str) -> Any:
    """The value, or None where the reply is asked for again."""
    try:
        return loads(raw)
    except BadReply:
        return None


def undoubled(value: Any) -> str:
    """JSON as a model writes it that forgets to double backslashes."""
    return json.dumps(value, ensure_ascii=False).replace("\\\\", "\\")


@settings(deadline=None)
@given(documents(TEXT), st.sampled_from([None, 1, 4]), st.booleans())
def test_latex_doubled_as_json_wants_it_is_read_as_it_is(value: Any, indent: int | None, escaped: bool) -> None:
    assert loads(json.dumps(value, indent=indent, ensure_ascii=escaped)) == value


@settings(deadline=None)
@given(documents(TEXT))
@example([r"$\nabla_\theta J$ and $\beta \neq \rho$", "one\ntwo"])
@example(["$$\nC:\\Users\\new\\temp\n$$"])
def test_latex_that_nobody_doubled_is_intact_or_asked_for_again(value: Any) -> None:
    assert read(undoubled(value)) in (None, value)


@settings(deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_reply_that_doubles_in_one_text_only_is_intact_or_asked_for_again(texts: list[str], rng: random.Random) -> None:
    raw = ", ".join(undoubled(text) if rng.random() < 0.5 else json.dumps(text) for text in texts)
    assert read(f"[{raw}]") in (None, texts)


def test_a_path_that_nobody_doubled_is_asked_for_again_also_beside_latex_that_is() -> None:
    assert read(r'["D:\\temp", "\\alpha"]') == [r"D:\temp", r"\alpha"]
    assert read(r'["D:\temp", "\\alpha"]') is None


@settings(deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=3), st.sampled_from([r"[()\[\]{}]", "[A-Za-z]"]))
def test_reply_that_doubles_one_kind_of_command_is_intact_or_asked_for_again(texts: list[str], kind: str) -> None:
    raw = re.sub(rf"\\\\(?={kind})", r"\\", json.dumps(texts))
    assert read(raw) in (None, texts)


@settings(deadline=None)
@given(
    documents(PLAIN),
    st.sampled_from([None, 1]),
    st.sampled_from(WRAPPINGS),
    st.sampled_from(FAULTS),
)
def test_reply_cut_off_anywhere_is_never_taken_for_a_shorter_one(
    value: Any, indent: int | None, around: str, fault: tuple[str, str]
) -> None:
    raw = around % json.dumps(value, indent=indent).replace(*fault)
    whole = read(raw)
    for end in range(len(raw)):
        assert read(raw[:end]) in (None, whole), raw[:end]


@settings(deadline=None)
@given(documents(PLAIN), st.sampled_from([None, 1]), st.data())
def test_sign_of_structure_missing_or_too_many_changes_nothing_silently(
    value: Any, indent: int | None, data: st.DataObject
) -> None:
    raw = json.dumps(value, indent=indent)
    at = data.draw(st.sampled_from(list(structure(raw))[1:]))  # what stands before the first bracket is talk
    sign, following = raw[at], raw[at + 1 : at + 2]
    broken = [raw[:at] + raw[at + 1 :], raw[:at] + sign + raw[at:]]
    if sign != '"':  # a mark that moves takes in what it passes, and the reply may be legal
        broken += [f"{raw[:at]},{raw[at:]}", raw[:at] + following + sign + raw[at + 2 :]]
    assert read(data.draw(st.sampled_from(broken))) in (None, value)


def structure(raw: str) -> Iterator[int]:
    """Where quotation marks, brackets, colons, commas and line breaks of JSON text stand."""
    inside = False
    for at, sign in enumerate(raw):
        if sign == '"':
            inside = not inside
        if sign == '"' or (not inside and sign in ",:[]{}\n"):
            yield at


ANYTHING = st.one_of(
    st.text(st.characters(exclude_categories=[])),
    st.text("{}[]\",:;\\ntubr'/ \nx”`1-.$&(").map('{"a": "{}'.__add__),
    st.lists(st.sampled_from([*COMMANDS, *LINES, "\\", "\\\\", "&"])).map(lambda parts: f'["{" ".join(parts)}"]'),
)


@settings(deadline=None)
@given(ANYTHING)
@example('{"' * 500)
@example("[" * 100_000)
@example('["\\')
@example('{"a": "\ud800", "b": "\x9b"}')
@example(f"[{'1' * 5000}]")
@example("[1e999]")
def test_any_text_gives_a_clean_value_or_a_reason(text: str) -> None:
    value = read(text)
    assert value is None or isinstance(value, dict | list)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", json.dumps(value, ensure_ascii=False))
