"""What rules measure with: markdown, maths, words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.rules._courtesies import is_thanks
from lecturegen.rules._labels import Kind, label, labelled
from lecturegen.rules._markdown import blocks, without_code
from lecturegen.rules._maths import faults_inside, maths, without_maths
from lecturegen.rules._words import (
    content_words,
    count,
    excerpt,
    normal,
    placed_sentences,
    sentences,
    shown_words,
    spoken,
    words,
)
from lecturegen.schema.grammar import left_open


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a `b` c", "a     c"),
        ("a ``b ` c`` d", "a           d"),
        ("a ` b", "a ` b"),
        ("```python\nx\n```\ny", "         \n \n   \ny"),
        ("~~~\n```\n~~~\ny", "   \n   \n   \ny"),
        ("a `b\n\nc` d", "a `b\n\nc` d"),
    ],
)
def test_code_is_blanked_and_nothing_moves(text: str, left: str) -> None:
    assert without_code(text) == left


@pytest.mark.parametrize(
    ("text", "fence"),
    [
        ("```\na\n```", None),
        ("```\na", ("```", 0)),
        ("````\n```\n", ("````", 0)),
        ("  ```\na\n  ```", None),
        ("a\n  ```\n```\n\n  ```", ("```", 15)),
    ],
)
def test_fence_that_is_left_open_is_named(text: str, fence: tuple[str, int] | None) -> None:
    found = left_open(text)
    assert (found and (found.text, found.start)) == fence


def test_blocks_are_parted_by_empty_lines_but_not_inside_code() -> None:
    found = blocks("a\nb\n\n\nc\n\n```\nd\n\ne\n```\n")
    assert found == (("a\nb", 0, False), ("c", 6, False), ("```\nd\n\ne\n```", 9, True))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a $x$ b", "a     b"),
        ("it costs $5, or $1,200", "it costs $5, or $1,200"),
        ("from $5 to $x$", "from $5 to    "),
        ("$$a\nb$$ c", "   \n    c"),
        (r"\(x\) and \[y\]", "      and      "),
        (r"\$5 and $y$", r"\$5 and    "),
        ("$ x + y $ z", "          z"),
        ("`$x` $y$", "        "),
    ],
)
def test_maths_is_told_from_money(text: str, left: str) -> None:
    assert without_maths(text) == left
    assert not maths(text).faults


@pytest.mark.parametrize(
    "text",
    [
        "a $x_1 b",
        r"a $\alpha b",
        "a x_1$ b",
        r"\(x",
        r"x\]",
        "$$x",
        r"$\{x$ and $}$",
        r"\[ \begin{cases} \]",
        "$f(x$ y}$",
    ],
)
def test_maths_that_is_not_whole_is_named(text: str) -> None:
    assert maths(text).faults or any(faults_inside(text[a:b]) for a, b in maths(text).spans)


@pytest.mark.parametrize("text", ["$HOME/bin_a", "$user_id", "A$5", "R$ 50", "the $ sign", "$5", "US$ 5", "5$"])
def test_dollar_that_is_no_maths_is_let_pass(text: str) -> None:
    assert not maths(text).faults


@pytest.mark.parametrize(
    ("latex", "whole"),
    [
        (r"\frac{1}{2}", True),
        (r"\frac{1}{2", False),
        (r"\{ x \}", True),
        (r"} x {", False),
        (r"\left( x \right.", True),
        (r"\left( x", False),
        (r"\begin{a}\end{a}", True),
        (r"\begin{a}\end{b}", False),
        (r"a \\[2pt] b", True),
    ],
)
def test_latex_is_whole_if_braces_sides_and_environments_match(latex: str, whole: bool) -> None:
    assert (faults_inside(latex) == []) is whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Don't stop, it's a well-known trick.", 6),
        ("`code` and $x^2$ are not spoken.", 4),
        ("One.\n\n*(Pause for ten seconds)*\n\nTwo.", 2),
        ("```python\nx = 1\n```", 0),
        ("每次比较都会排除一半", 5),
        ("Größe zählt", 2),
        ("", 0),
    ],
)
def test_words_are_what_is_spoken(text: str, number: int) -> None:
    assert count(text) == number


def test_sentences_joined_are_the_text_again() -> None:
    text = 'He said "No." Then he left! Why? e.g. because 3.5 is *odd.* And so on … Yes.'
    assert "".join(sentences(text)) == text
    assert [s.strip() for s in sentences(text)][:3] == [
        'He said "No."',
        "Then he left!",
        "Why? e.g. because 3.5 is *odd.*",
    ]


def test_plurals_and_capitals_do_not_make_other_content_words() -> None:
    assert content_words("The Slots of a table") == content_words("slot, tables")


def test_operators_make_other_options() -> None:
    assert normal("a < b.") != normal("a <= b")
    assert normal(" A  list. ") == normal("a list")


def test_excerpt_is_short_and_quoted() -> None:
    assert excerpt("one two three", 2) == "'one two …'"
    assert words("A b") == ("a", "b")
    assert spoken("a $x$") == "a    "


@pytest.mark.parametrize(
    ("line", "kind", "text", "rest"),
    [
        ("### **Frame 1: Start**", Kind.HEADING, "Frame 1: Start", ""),
        ("**Frame 1:** We begin.", Kind.STRONG, "Frame 1", "We begin."),
        ("**[Frame 1]**", Kind.SQUARE, "Frame 1", ""),
        ("(Advance to Frame 2) Now", Kind.ROUND, "Advance to Frame 2", "Now"),
        ("*Closing*: Thanks", Kind.STRONG, "Closing", "Thanks"),
        ("Speaker Notes", Kind.PLAIN, "Speaker Notes", ""),
    ],
)
def test_label_is_told_from_what_is_spoken_after_it(line: str, kind: Kind, text: str, rest: str) -> None:
    assert label(line) == (kind, text, rest)


@pytest.mark.parametrize(
    "line", ["", "**Sorting** is a bill.", "Frame 2 is missing.", "[text](https://example.org) is" + " long" * 20]
)
def test_sentence_is_no_label(line: str) -> None:
    assert label(line) is None


@given(st.lists(st.sampled_from(["Half of it. ", "Is it?\n", "\n\n", "  - **one:** two\n", "```\na\n\n", "```\n"])))
def test_pieces_of_a_text_stand_where_they_say(parts: list[str]) -> None:
    text = "".join(parts)
    for piece in (*blocks(text), *placed_sentences(text), *labelled(text, lambda _: True)):
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        start, end = piece.at
        assert text[start:end] == piece.text.strip()


@pytest.mark.parametrize(
    ("sentence", "thanks"),
    [
        ("Thank you, vielen Dank.", True),
        ("Thank you all – danke schön!", True),
        ("Merci beaucoup.", True),
        ("谢谢大家。", True),
        ("The French say merci.", False),
        ("Thanks to the hash function, it is fast.", False),
    ],
)
def test_thanks_in_another_language_are_thanks(sentence: str, thanks: bool) -> None:
    assert is_thanks(sentence) is thanks


def test_chinese_sentences_end_without_a_space() -> None:
    assert sentences("先算出位置。然后只看那里！对吗？“对。”好。") == (
        "先算出位置。",
        "然后只看那里！",
        "对吗？",
        "“对。”",
        "好。",
    )


def test_two_characters_of_chinese_are_a_word_on_a_slide_as_they_are_in_speech() -> None:
    assert [shown_words(text) for text in ("先算出位置", "用 $n$ 个桶", "two words", "$a + b$ is four")] == [3, 3, 2, 5]


@given(st.text(st.sampled_from("abZ09'’-_ .,\n\té学"), max_size=30))
def test_words_are_letters_and_digits_with_apostrophes_and_hyphens_inside_in_any_script(text: str) -> None:
    spaced = re.sub("学", " ", text)
    ascii_only = spaced.encode("ascii", "ignore").decode()
    for one in (spaced, ascii_only):
        assert words(one) == tuple(re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", one.lower()))
