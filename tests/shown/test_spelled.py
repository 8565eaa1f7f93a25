"""Formulas in a line become letters, or are refused; nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.shown.mathml import NotMaths
from lecturegen.shown.spelled import spelled


def shown(latex: str) -> str:
    """With ^ before what is raised and _ before what is lowered."""
    return "".join({0: "", 1: "^", -1: "_"}[span.level] + span.text for span in spelled(latex))


@pytest.mark.parametrize(
    ("latex", "letters"),
    [
        (r"p(y \mid x)", "p(y | x)"), (r"10 \ln 0.5 = -6.93", "10 ln 0.5 = −6.93"), (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"x_i^2", "x_i^2"), (r"\theta_{t+1} = \theta_t - \eta\nabla L", "θ_t_+1 = θ_t − η∇L"), ("f'(x)", "f′(x)"),
        (r"\hat\beta", "β\u0302"), (r"\mathbb{E}[X]", "𝔼[X]"), (r"O(n\log n)", "O(n log n)"), (r"90^\circ", "90°"),
        (r"\sqrt{x+1} \le \sqrt x", "√(x + 1) ≤ √x"), (r"\lim_{n\to\infty} a_n", "lim_n_→∞ a_n"),
        (r"\text{if } x > 0", "if x > 0"), (r"\{x : x > 0\}", "{x : x > 0}"), (r"\neg p \land q", "¬p ∧ q"),
        ("a=b", "a = b"), ("1,000", "1,000"), ("e^{-x^2/2}", "e^−^x^²/2"), (r"\|x\|_2", "‖x‖_2"), ("-1", "−1"),
    ],
)  # fmt: skip
def test_a_formula_of_one_line_becomes_letters(latex: str, letters: str) -> None:
    assert shown(latex) == letters


def test_names_of_one_letter_are_slanted_and_others_upright() -> None:
    slanted = {span.text: span.italic for span in spelled(r"x + \mathrm{d} y \log 2 \mathbf{z}")}
    assert slanted == {"x": True, " + d": False, "y": True, " log 2𝐳": False}


@pytest.mark.parametrize(
    "latex",
    [
        r"\begin{pmatrix}1 & 2\end{pmatrix}", r"\binom nk", "x_{i_j}", r"\underbrace{a}_{b}", r"\hat{ab}", r"\nosuch",
        r"\sqrt[3]{x}", r"\overline{ab}", "{",
    ],
)  # fmt: skip
def test_what_has_no_form_in_a_line_is_refused(latex: str) -> None:
    with pytest.raises(NotMaths):
        spelled(latex)


_atoms = st.sampled_from(["a", "x", r"\alpha", "7", "42", r"\infty"])
_SIGNS = {r"\alpha": "α", r"\infty": "∞"}


@given(st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-=/,"), inner).map(" ".join), inner.map(lambda one: f"({one})"),
        st.tuples(inner, inner).map(lambda two: rf"\frac{{{two[0]}}}{{{two[1]}}}"),
        inner.map(lambda one: rf"\sqrt{{{one}}}"),
        st.tuples(_atoms, _atoms).map(lambda two: f"{two[0]}_{{{two[1]}}}"),
        st.tuples(_atoms, _atoms).map(lambda two: f"{two[0]}^{{{two[1]}}}"),
    ),
    max_leaves=8,
))  # fmt: skip
def test_all_letters_of_a_formula_are_in_it_in_their_order(latex: str) -> None:
    wanted = latex
    for command, sign in (*_SIGNS.items(), (r"\frac", ""), (r"\sqrt", "")):
        wanted = wanted.replace(command, sign)
    made = "".join(span.text for span in spelled(latex))
    assert [one for one in made if one.isalnum() or one == "∞"] == [
        one for one in wanted if one.isalnum() or one == "∞"
    ]
    assert "  " not in made
    assert made == made.strip()
