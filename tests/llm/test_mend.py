r"""Replies that are almost JSON: mended where one reading is left, asked for again where more than one is.

``tests.llm.intact`` judges what comes back; it shares nothing with what it judges.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.errors import BadReply
from lecturegen.llm.mend import loads
from tests.llm.intact import faults

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "malformed_replies.jsonl"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc", min_size=1), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # what JSON does not know, or nobody means
        (
            r"\alpha \(x\) \[y\] \{z\} \, \; \! \% \$3 a\_b \|v\|",
            r"\alpha \(x\) \[y\] \{z\} \, \; \! \% \$3 a\_b \|v\|",
        ),
        (
            r"\beta_0 + \begin{x} \bar{x} \frac{1}{2} \forall \phi",
            r"\beta_0 + \begin{x} \bar{x} \frac{1}{2} \forall \phi",
        ),
        (r"\rho \rightarrow \right) \rangle", r"\rho \rightarrow \right) \rangle"),
        (r"\underline{x} \uparrow \upsilon \u03B3 caf\u00e9", r"\underline{x} \uparrow \upsilon γ café"),
        (r"re.sub(r'\bx\d+\.\w', '\1', s)", r"re.sub(r'\bx\d+\.\w', '\1', s)"),
        (r"it\'s and don\'t", "it's and don't"),
        (r"split(\"\d\", \"\\\"\")", r"""split("\d", "\"")"""),
        # n and t: told by the name of the command
        (r"\nabla f \notin A, a \neq b \nearrow", r"\nabla f \notin A, a \neq b \nearrow"),
        (
            r"\theta \times \text{if} \textbf{b} \tilde{x} \triangle",
            r"\theta \times \text{if} \textbf{b} \tilde{x} \triangle",
        ),
        (r"one\n- two\n\nThe third\n1. four\nnew\nnumbers", "one\n- two\n\nThe third\n1. four\nnew\nnumbers"),
        (r"name\tage\nAda\t36\n\treturn", "name\tage\nAda\t36\n\treturn"),
        (r"one\r\ntwo", "one\ntwo"),
        # n and t: told by the surroundings
        (
            r"$\nu$, \(a \ne b\), $p \to q$, $\tan x$, \[\neg q\]",
            r"$\nu$, \(a \ne b\), $p \to q$, $\tan x$, \[\neg q\]",
        ),
        (r"low = 0\nmid = 1\ni += 1\ne.g. this", "low = 0\nmid = 1\ni += 1\ne.g. this"),
        (r"$\\alpha$ is:\nu = 3\nexists", "$\\alpha$ is:\nu = 3\nexists"),
        (r"$$\ne^{i\\pi} + 1 = 0\n$$", "$$\ne^{i\\pi} + 1 = 0\n$$"),
        # two backslashes
        (r"\( \\alpha \) and \( \\nu \)", r"\( \alpha \) and \( \nu \)"),
        (r"\\( \alpha \\)", r"\( \alpha \)"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & \nu \end{pmatrix}", r"\begin{pmatrix} 1 & 2 \\ 3 & \nu \end{pmatrix}"),
        (r"\[ \nu = \begin{cases} 0 \\[2pt] 1 \end{cases} \]", r"\[ \nu = \begin{cases} 0 \\[2pt] 1 \end{cases} \]"),
        (r"\[ x \\ \alpha \\\beta \]", r"\[ x \\ \alpha \\\beta \]"),
        (r"\begin{cases} 0 \\\theta \\[2pt] 1 \end{cases}", r"\begin{cases} 0 \\\theta \\[2pt] 1 \end{cases}"),
        (r"\\begin{pmatrix} 1 \\\\ 3 \\end{pmatrix}", r"\begin{pmatrix} 1 \\ 3 \end{pmatrix}"),
        (r"C:\\Users\\new and \\\\host\\tmp", r"C:\Users\new and \\host\tmp"),
        (r"print('a\\n')\nprint(\"\\\"\")", 'print(\'a\\n\')\nprint("\\"")'),
        (r"A:\nYes\n\nB:\nNo", "A:\nYes\n\nB:\nNo"),
    ],
)
def test_every_backslash_means_what_was_meant(written: str, meant: str) -> None:
    assert loads(f'{{"a": "{written}", "b": ["c"]}}') == {"a": meant, "b": ["c"]}


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (r"the frequency \nu of light", r"\\nu in .* may be a line break or LaTeX; write \\\\nu for LaTeX"),
        (r"the sign \ni, the sign \ne", r"\\ni in .* may be a line break"),
        (r"\alpha and h\nu", r"\\nu in"),
        (r"from A \to B", r"\\to in .* may be a tab or LaTeX"),
        (r"\( \\alpha \) and \( \nu \)", r"\\nu in"),
        (r"$\\alpha + \nu$", r"\\nu in"),
        (r"$\begin{cases} \alpha \n x \nu \end{cases}$", r"\\nu in"),
        (r"from $5\nu to $6", r"\\nu in"),
        (r"for $5,\n\nu and US$", r"\\nu in"),
        (r"$$\n a \ne b\n$$", r"\\ne in"),
        (r"$$\n\\alpha \ne b\n$$", r"\\ne in"),
        (r"$$\\alpha\ne b$$", r"\\ne in"),
        (r"$$\n\\alpha\to b\n$$", r"\\to in"),
        (r"$\\alpha$ (\nu)", r"\\nu in"),
        (r"\alpha\ne b", r"\\ne in"),
        (r"\\begin{pmatrix} 1 & 2 \\ 3 & 4 \\end{pmatrix}", "may be one backslash or the end of a row; that is four"),
        (r"\alpha on C:\\ or D:\\", "may be one backslash or the end of a row"),
        (r"\\begin{pmatrix} a\\b \\end{pmatrix}", "may be one backslash or the end of a row"),
        (r"\alpha or \\1", "may be one backslash or the end of a row"),
        (r"\begin{cases} \alpha \\, 1 \end{cases}", "may be one backslash or the end of a row"),
        ('\\alpha", "b": "1 \\\\ 2', "may be one backslash or the end of a row"),
        (r"\alpha x\\y", "may be one backslash or the end of a row"),
        (r"$\\\\alpha$", "has four backslashes or more"),
        (r"C:\Users\name", r"C:\\Users\\name in .* may be a path"),
        (r"here:\nC:\Users\name", "may be a path"),
        (r"C:\temp and D:\new.txt", "may be a path"),
        (r"print('done\n')", "breaks a line of program text"),
        (r"x = '\n'.join(y)", "breaks a line of program text"),
        (r"caf\'e", "may be an apostrophe or an accent"),
        (r"caf\u00e", "half of an escape"),
        (r"one\rtwo", "carriage return"),
        (r"bad \u0008 sign", r"control character U\+0008 in 'bad .x08 sign'"),
        ("e^{\x08eta}", r"control character U\+0008"),
        ("already lost: \theta", r"control character U\+0009 in .*heta'; .* double the backslashes"),
        ("already lost: \nabla", r"control character U\+000A in"),
        ("tab\x7f", r"control character U\+007F"),
        ("\x9b1m", r"control character U\+009B"),
        (r"\ud83d alone", r"control character U\+D83D"),
    ],
)
def test_backslash_that_may_mean_two_things_is_asked_for_again(written: str, reason: str) -> None:
    with pytest.raises(BadReply, match=reason):
        loads(f'{{"a": "{written}"}}')


def test_how_one_text_is_written_tells_how_another_is() -> None:
    assert loads(r'["it is\nu", "$\\alpha$"]') == ["it is\nu", r"$\alpha$"]
    with pytest.raises(BadReply, match=r"\\nu in 'it is"):
        loads(r'["it is\nu", "$\alpha$"]')


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ('Here you are:\n```json\n{"a": "x"}\n```\nGood luck [to you]!', {"a": "x"}),
        ('<think>{"a": 0}?</think>\n{"a": "x"}', {"a": "x"}),
        ('\ufeff{"a": "<think>x</think> ```json\\n{}\\n```"}', {"a": "<think>x</think> ```json\n{}\n```"}),
        ('{"a": ["x", "y",],}', {"a": ["x", "y"]}),
        ('{"a": "x"\n"b": ["y"\n"z"]\n"c": [{}\n{}]}', {"a": "x", "b": ["y", "z"], "c": [{}, {}]}),
        ('["x";\n "y"]', ["x", "y"]),
        (
            "{'a': 'it\\'s \"so\"', \"b\": True, 'c': None, 'd': False}",
            {"a": 'it\'s "so"', "b": True, "c": None, "d": False},
        ),
        ("{a: 1, b_c: -2.5e3}", {"a": 1, "b_c": -2500.0}),
        ('{"a": "she said "yes", and "no"", "b": "x"}', {"a": 'she said "yes", and "no"', "b": "x"}),
        ('{"a": "one\n  two\n", "b": "x"}', {"a": "one\n  two\n", "b": "x"}),
        ('{"a": [\n "x",\n "y\n ],\n "b": "z"}', {"a": ["x", "y"], "b": "z"}),
        ('{"a": [\n "x.”\n ],\n "b": "“z”"}', {"a": ["x."], "b": "“z”"}),
        ('{"a": [\n "the “x”\n ],\n "b": "z"}', {"a": ["the “x”"], "b": "z"}),
        ('{"a": [\n "x.\n "y."\n ]}', {"a": ["x.", "y."]}),
        ('{"a": "x\r\ny",\r\n"b": 1}', {"a": "x\ny", "b": 1}),
    ],
)
def test_structure_is_mended_where_one_reading_is_left(raw: str, value: Any) -> None:
    assert loads(raw) == value


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("I am sorry, I cannot do that [today].", "no JSON"),
        ("<think>{}", "in the middle of thinking"),
        ('{"a": "cut in the mid', "in the middle"),
        ('{"a": [1, 2', "in the middle"),
        ('{"a": {"b": 1}', "in the middle"),
        ('{"a": "x\n}', "in the middle"),
        ('{"a": "x", "b": "y', "in the middle"),
        ('{"a": 1}{"b": 2}', "goes on behind the end"),
        ('{"a": 1}\n```\n```json\n{"b": 2}\n```', "goes on behind the end"),
        ('{"a": 1}, "b": 2}', "goes on behind the end"),
        ('{"a": 1}, "b": [2', "goes on behind the end"),
        ('{"a": 1} b: 2}', "goes on behind the end"),
        ('{"a": 1} and {"b": 2}, as you said.', "goes on behind the end"),
        ('{"a": 1}}', "goes on behind the end"),
        ('{"a": 1, "b": 2, "a": 3}', "has 'a' twice"),
        ('{"a": NaN}', "NaN, which is no number"),
        ('{"a": -1e999}', "-1e999, which is no number"),
        (f"[{'1' * 5000}]", "digits"),
        ('{"a": 1 // and so on\n}', "comment"),
        ('{"a": [1, /* two more */ 2]}', "comment"),
        ('{"a": [1, 2, ...]}', "a value is missing; behind '{\"a\": \\[1, 2,'"),
        ('{"a": "x", ...}', "no clear end"),
        ('{"a": [1, 2}}', "the other bracket is missing"),
        ('{"a": "x"], "b": 1}', "no clear end"),
        ('["a" "b"]', "no clear end"),
        ("[{} {}]", "a comma or a bracket is missing"),
        ('["say "a" and\nb", "c"]', "no clear end"),
        ('["say "x" so\n "y", "d"]', "no clear end"),
        ('["so" a b" is", "d"]', "no clear end"),
        ('{"a": "x\ny "z" w", "b": 1}', "not closed"),
        ('{"a\\u0008": 1}', r"control character U\+0008"),
        ('["a 6" pipe", "b"]', "no clear end"),
        ('["say "a", "b" or "c"", "d"]', "no clear end"),
        ('["say "a\nb", "d"]', "no clear end"),
        ('["she said" yes "and no", "d"]', "no clear end"),
        ("['the dogs' tails', 'd']", "single quotation marks"),
        ('{"a": [\n "x,\n ],\n "b": "z"}', "not closed"),
        ('{"a": [\n "x]\n ",\n "b": "z"}', "no clear end"),
        ("[" * 100_000, "too deep"),
        ("[" * 100_000 + "]" * 100_000, "too deep"),
    ],
)
def test_what_would_be_guessed_is_refused_with_the_reason(raw: str, reason: str) -> None:
    with pytest.raises(BadReply, match=reason) as caught:
        loads(raw)
    assert caught.value.text == raw


@given(JSON.filter(lambda value: isinstance(value, dict | list)))
def test_good_json_comes_back_as_it_is(value: Any) -> None:
    assert loads(json.dumps(value)) == value
    assert loads("```json\n" + json.dumps(value, indent=1, ensure_ascii=False) + "\n```") == value


@pytest.mark.skipif(not CORPUS.is_file(), reason="the collection of real malformed replies lies beside the checkout")
def test_real_malformed_replies_come_back_intact_or_are_asked_for_again() -> None:
    counted: Counter[str] = Counter()
    damage: dict[str, list[str]] = {}
    for line in CORPUS.read_text("utf-8").splitlines():
        entry = json.loads(line)
        try:
            value = loads(entry["raw"])
        except BadReply as error:
            counted["no clear end" if "no clear end" in str(error) else str(error)] += 1
        else:
            counted["recovered"] += 1
            damage |= {entry["id"]: found} if (found := faults(entry["raw"], value)) else {}
    assert damage == {}
    # the three have a bracket in the wrong place: after the first of four options, inside a string, one too many
    assert counted == {"recovered": 152, "no clear end": 3}


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (r'{"a": "$\beta$"}', {"a": "$\x08eta$"}),
        (r'{"a": "$\theta$"}', {"a": "$\theta$"}),
        (r'{"a": "$\theta$"}', {"a": "$θ$"}),
        (r'{"a": "$\nabla$ \alpha"}', {"a": "$\nabla$ \\alpha"}),
        (r'{"a": "\(x\)"}', {"a": "(x)"}),
        (r'{"a": "\alpha \alpha"}', {"a": r"\alpha"}),
        ('{"a": "x y"}', {"a": "y x"}),
        ('{"a": "x", "b": ["y"]}', {"a": "x", "y": "b"}),
        ('{"a": [\n"x",\n"y"\n]}', {"a": ['x",\n"y']}),
        ('{"a": [1, true]}', {"a": [1]}),
    ],
)
def test_the_judge_sees_what_is_not_intact(raw: str, value: Any) -> None:
    assert faults(raw, value)


def test_the_judge_has_nothing_against_what_is_intact() -> None:
    raw = '```json\n{"a": "\\\\beta \\(x\\) \\u00e9\\nnew $\\nabla$",\n "b": [True, 1.5,\n  "x \\"y\\""\n]}\n```'
    assert faults(raw, {"a": "\\beta \\(x\\) é\nnew $\\nabla$", "b": [True, 1.5, 'x "y"']}) == []


HOSTILE: dict[str, Callable[[int], str]] = {
    "marks": lambda n: '{"' + '"' * n + "}",
    "escaped marks": lambda n: '{"a": "' + r"\"" * (n // 2),
    "names": lambda n: '{"' * (n // 2),
    "names in single marks": lambda n: "{'" * (n // 2),
    "brackets in talk": lambda n: "a{" * (n // 2) + "}",
    "fences": lambda n: "```" * (n // 3),
    "thoughts": lambda n: "<think>{" * (n // 8),
    "backslashes": lambda n: '["' + "\\\\" * (n // 2) + '"]',
    "backslashes and letters": lambda n: '["' + r"\tau \\ \( " * (n // 11) + '"]',
    "dollars": lambda n: r'["\alpha ' + "$" * n + '"]',
    "environments": lambda n: '["' + r"\begin{matrix}" * (n // 14) + '"]',
    "spaces": lambda n: '{"a"' + " " * n + "x}",
    "spaces behind marks": lambda n: '["' + 'a"   ' * (n // 5) + '"]',
    "broken lines": lambda n: '["a\n' * (n // 4) + "]",
    "broken lines and marks": lambda n: '["' + 'a\n"b ' * (n // 5) + '"]',
    "pairs of marks": lambda n: '["' + 'a "b" ' * (n // 6) + '"]',
    "commas behind marks": lambda n: '["' + 'a", b' * (n // 5) + '"]',
    "commas too many": lambda n: "[" + "[1,]," * (n // 5) + "]",
    "commas missing": lambda n: "[" + '"a"\n' * (n // 4) + "]",
    "names twice": lambda n: json.dumps({str(at): 1 for at in range(n // 12)})[:-1] + ', "9": 2}',
    "commands in maths": lambda n: '["$$' + r"\nu " * (n // 4) + '$$"]',
    "rows": lambda n: r'["\\begin{array}' + r"\\ " * (n // 3) + r'\\\\ \\end{array} \nu"]',
    "rows without end": lambda n: r'["\\begin{array}' + r"\\, " * (n // 4) + r'\\end{array}"]',
    "values": lambda n: '{"a": 1}' * (n // 8),
    "drives": lambda n: '["' + r"C:\nu" * (n // 5) + '"]',
    "a good reply": lambda n: json.dumps(['a "word"\n\\alpha' * 100] * (n // 2000)),
}


@pytest.mark.parametrize("length", [150_000, 5_000_000])
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_reply_takes_time_in_proportion_to_its_length(kind: str, length: int) -> None:
    text = HOSTILE[kind](length)
    began = time.process_time()
    with suppress(BadReply):
        loads(text)
    assert time.process_time() - began < 4, "seconds; what is read twice as often as it is long takes minutes"


def test_a_reply_of_six_kilobytes_is_read_in_less_than_a_millisecond() -> None:
    question = {"stem": 'Does $\\theta_0 = 1$ say "yes"?\nWhy? ', "options": ["word " * 8] * 4, "why": "since so " * 12}
    raw = json.dumps({"questions": [question] * 18}, indent=1)
    assert 6000 < len(raw) < 9000
    took = []
    for _ in range(50):
        began = time.process_time()
        loads(raw)
        took.append(time.process_time() - began)
    assert min(took) < 0.001
