"""The blind guesser is a procedure that others can carry out: what it finds, and by which cue."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.questions import Distractor, SingleChoice
from lecturegen.rules._guesser import Cue, score
from lecturegen.rules._items import week_choices
from lecturegen.schema import Assessment, Report, Section, Week

COMMITTED = Path(__file__).parents[2] / "outputs" / "data-mining" / "week-10" / "week.json"


def asked(key: int, *options: str, stem: str = "Which one?") -> SingleChoice:
    """A question whose options are printed in this order, ``key`` being the right one."""
    others = tuple(Distractor(text=text) for place, text in enumerate(options) if place != key)
    return SingleChoice(
        id="", objective="", frame=None, bloom=None, stem=stem, explanation="", answer=options[key],
        distractors=others, place=key,
    )  # fmt: skip


def week(questions: Sequence[SingleChoice], language: str = "en") -> Week:
    numbered = tuple(q.model_copy(update={"id": f"q{n}"}) for n, q in enumerate(questions))
    section = Section(
        id="s", title="t", minutes=None, objectives=(), opening="", frames=(), closing="",
        assessment=Assessment(questions=numbered),
    )  # fmt: skip
    return Week(course="c", number=1, title="t", language=language, minutes=None, sections=(section,))


def earned(*questions: SingleChoice, language: str = "en") -> tuple[Fraction, Fraction, Fraction]:
    """Keys found by words, by length and by letter, beyond chance."""
    by_cue = score(week(questions, language)).by_cue
    return by_cue[Cue.WORDS], by_cue[Cue.LENGTH], by_cue[Cue.LETTER]


NONE, QUARTER = Fraction(0), Fraction(1, 4)


def test_distractors_with_absolute_or_dismissive_words_are_struck_out() -> None:
    assert earned(asked(3, "it never", "all of it", "no use of it: it has no use", "it may be")) == (
        3 * QUARTER,
        NONE,
        NONE,
    )


def test_absolute_words_of_the_stem_strike_nothing_out() -> None:
    words, _, _ = earned(asked(0, "always", "really", "softly", "mostly", stem="What holds always?"))
    assert words == 0


def test_where_all_options_have_absolute_words_none_is_struck_out() -> None:
    words, _, letter = earned(asked(1, "always a", "always b", "never abc", "only abcd"))
    assert (words, letter) == (NONE, 3 * QUARTER)


def test_key_that_is_longer_than_the_others_by_a_quarter_is_found_by_length() -> None:
    assert earned(asked(0, "a" * 126, "b" * 100, "c" * 99, "d")) == (NONE, 3 * QUARTER, NONE)


def test_options_as_long_as_the_eye_can_tell_are_found_by_letter_b_first() -> None:
    assert earned(asked(1, "a" * 125, "b" * 100, "c" * 99, "d")) == (NONE, QUARTER, Fraction(1, 2))


def test_letters_are_tried_in_the_order_in_which_machines_favour_them() -> None:
    same = ("aaa", "bbb", "ccc", "ddd")
    assert [score(week([asked(key, *same)])).right for key in range(4)] == [0, 1, 0, 0]
    assert score(week([asked(2, "aaa", "b", "ccc", "ddd")])).right == 1
    assert score(week([asked(0, "aaa", "b", "c", "ddd")])).right == 1


def test_cue_that_misleads_earns_less_than_nothing() -> None:
    _, length, letter = earned(asked(3, "a" * 50, "b" * 50, "c" * 50, "d"))
    assert (length, letter) == (-QUARTER, NONE)


def test_words_of_other_languages_strike_nothing_out() -> None:
    question = asked(0, "It may be", "It never is", "It always is", "It only is")
    assert earned(question)[0] > 0
    assert earned(question, language="de")[0] == 0


def test_questions_with_another_number_of_options_are_not_counted() -> None:
    assert score(week([asked(0, "a", "b", "c")])).of == 0
    assert score(week([])).share == 0


def test_letters_beyond_d_share() -> None:
    long = "e" * 9
    assert score(week([asked(4, "a", "b", "c", "d", long, long[:-1] + "f")]), options=6).right == Fraction(1, 2)


def test_the_committed_sample_week_is_below_the_limit() -> None:
    committed = Week.model_validate_json(COMMITTED.read_text("utf-8"))
    found = score(committed)
    assert found.of == len(list(week_choices(committed))) > 30
    assert found.share < Fraction(3, 10)


texts = st.sampled_from(["never", "it may be so", "it has no effect", "x", "always the longest of them", "only", "y z"])
questions = st.lists(
    st.builds(lambda key, options: asked(key, *options), st.integers(0, 3), st.lists(texts, min_size=4, max_size=4)),
    max_size=6,
)


@given(questions)
def test_chance_and_cues_add_up_to_the_score_and_no_key_is_found_twice(given_: list[SingleChoice]) -> None:
    found = score(week(given_))
    assert found.right == found.chance + sum(found.by_cue.values())
    assert 0 <= found.right <= found.of <= len(given_)
    assert found.chance == Fraction(found.of, 4)


def test_the_report_of_a_week_says_what_a_blind_guesser_finds() -> None:
    report = Report.model_validate_json((COMMITTED.parent / "report.json").read_text("utf-8"))
    found = score(Week.model_validate_json(COMMITTED.read_text("utf-8")))
    assert report.guessed is not None
    assert report.guessed.right == pytest.approx(float(found.right))
    assert report.guessed.of == found.of
    assert str(report.guessed) == f"a blind guesser finds {100 * float(found.share):.0f}% of {found.of} keys, lots 25%"
