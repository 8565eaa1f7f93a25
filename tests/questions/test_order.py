"""Letters are dealt so that they tell nothing, and are the same everywhere."""

from __future__ import annotations

import doctest
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, pairwise
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.questions import Bloom, Distractor, SingleChoice, permutation, quantities
from lecturegen.questions.order import deal
from lecturegen.questions.quantities import ascending

# Chi-square, three degrees of freedom, 5%
NOT_SIGNIFICANT = 7.815


@dataclass(frozen=True)
class Quiz:
    questions: tuple[SingleChoice, ...]


@dataclass(frozen=True)
class Section:
    id: str
    assessment: Quiz | None


@dataclass(frozen=True)
class Week:
    seed: int
    sections: tuple[Section, ...]


def question(identity: str, options: Sequence[str], key: int = 0) -> SingleChoice:
    distractors = [Distractor(text=text, rationale="") for place, text in enumerate(options) if place != key]
    return SingleChoice(
        id=identity,
        objective="o",
        frame=1,
        bloom=Bloom.APPLY,
        stem="Which?",
        explanation="Because.",
        answer=options[key],
        distractors=tuple(distractors),
    )


def section(name: str, count: int, size: int = 4) -> Section:
    return Section(name, Quiz(tuple(prose(f"{name}.q{i}", size) for i in range(count))))


def prose(identity: str, size: int = 4) -> SingleChoice:
    return question(
        identity, [f"{word} of {identity}" for word in ("edge", "node", "path", "tree", "walk", "loop")[:size]]
    )


def week(counts: Sequence[int], seed: int = 0, size: int = 4) -> Week:
    return Week(seed, tuple(section(f"s{i}", count, size) for i, count in enumerate(counts)))


def keys(week: Week, *sections: Section) -> list[int]:
    """The letter of each key, from 0, of ``sections`` or of all."""
    dealt = keys_by_section(week)
    return [letter for section in sections or week.sections for letter in dealt[section.id]]


def keys_by_section(week: Week) -> dict[str, list[int]]:
    shown = deal(week)
    return {s.id: [shown[q.id].index(q.answer) for q in s.assessment.questions] for s in week.sections if s.assessment}


def assert_balanced(week: Week) -> list[int]:
    """In every section and in the week; the letters of the week."""
    dealt = keys_by_section(week)
    letters = [letter for section in dealt.values() for letter in section]
    for some in (letters, *dealt.values()):
        assert_no_letter_over_its_share_plus_one(some)
    return letters


def assert_no_letter_over_its_share_plus_one(letters: Sequence[int], size: int = 4) -> None:
    assert max(Counter(letters).values()) <= Fraction(len(letters), size) + 1


def test_every_option_is_shown_once() -> None:
    for q in week([3, 4, 5]).sections[2].assessment.questions:  # type: ignore[union-attr]
        assert sorted(deal(week([3, 4, 5]))[q.id]) == sorted(q.options)


def test_an_order_that_was_printed_once_never_changes() -> None:
    # if this fails, every assessment that people have printed has new letters
    assert deal(week([3], seed=7)) == {
        "s0.q0": ("tree of s0.q0", "path of s0.q0", "edge of s0.q0", "node of s0.q0"),
        "s0.q1": ("node of s0.q1", "edge of s0.q1", "tree of s0.q1", "path of s0.q1"),
        "s0.q2": ("edge of s0.q2", "path of s0.q2", "node of s0.q2", "tree of s0.q2"),
    }


def test_the_order_in_which_a_model_named_the_distractors_does_not_matter() -> None:
    one = question("q", ["right", "first", "second", "third"])
    other = question("q", ["right", "third", "first", "second"])
    assert deal(Week(0, (Section("s", Quiz((one,))),))) == deal(Week(0, (Section("s", Quiz((other,))),)))


@settings(deadline=None)  # a busy machine is no failure
@given(counts=st.lists(st.integers(3, 5), min_size=1, max_size=20), seed=st.integers(0, 10**6))
def test_no_letter_tells_anything_in_the_week_or_in_a_section(counts: list[int], seed: int) -> None:
    letters = assert_balanced(week(counts, seed))
    expected = len(letters) / 4
    assert sum((letters.count(letter) - expected) ** 2 / expected for letter in range(4)) < NOT_SIGNIFICANT


@pytest.mark.parametrize("size", [2, 3, 5, 6])
def test_the_balance_holds_for_any_number_of_options(size: int) -> None:
    for seed in range(20):
        assert_no_letter_over_its_share_plus_one(keys(week([3, 5, 4, 4, 3], seed, size)), size)


def test_options_of_several_numbers_never_put_a_key_where_there_is_no_option() -> None:
    mixed = Section("s", Quiz((prose("a", 2), prose("b", 5), prose("c", 3), prose("d", 5), prose("e", 3))))
    for seed in range(50):
        shown = deal(Week(seed, (mixed,)))
        assert {name: len(order) for name, order in shown.items()} == {"a": 2, "b": 5, "c": 3, "d": 5, "e": 3}


@pytest.mark.parametrize("place", range(4))
def test_over_many_seeds_a_question_has_its_key_under_every_letter(place: int) -> None:
    # 400 seeds: a fair letter comes up 100 times, give or take 8.7
    times = sum(keys(week([4, 3], seed))[5] == place for seed in range(400))
    assert 65 < times < 135


def test_over_many_seeds_a_distractor_stands_everywhere() -> None:
    places = Counter(deal(week([4], seed))["s0.q1"].index("tree of s0.q1") for seed in range(400))
    assert all(65 < places[place] < 135 for place in range(4))


def test_a_section_of_four_keeps_its_letters_whatever_the_others_do() -> None:
    alone = week([4])
    among = Week(0, (section("x", 5), *alone.sections, section("y", 3)))
    assert keys(alone) == keys(among, among.sections[1])
    assert {name: deal(among)[name] for name in deal(alone)} == deal(alone)


def test_new_words_in_one_question_leave_all_other_orders_alone() -> None:
    before = week([3, 5, 3])
    first = before.sections[0]
    assert first.assessment is not None
    reworded = question("s0.q0", ["heap", "hash", "list", "ring"])
    changed = replace(first, assessment=Quiz((reworded, *first.assessment.questions[1:])))
    after = replace(before, sections=(changed, *before.sections[1:]))
    assert {**deal(before), "s0.q0": ()} == {**deal(after), "s0.q0": ()}


def test_another_seed_gives_another_order() -> None:
    assert len({tuple(keys(week([4, 4], seed))) for seed in range(30)}) > 25


def numbers(identity: str, key: int) -> SingleChoice:
    return question(identity, ["10 ms", "20 ms", "30 ms", "400 ms"], key)


def test_numbers_stay_in_order_of_value() -> None:
    shown = deal(Week(3, (Section("s", Quiz((numbers("q", 2),))),)))
    assert shown["q"] == ("10 ms", "20 ms", "30 ms", "400 ms")


def test_keys_among_numbers_are_counted_before_the_rest_is_dealt() -> None:
    # three keys lie under B in the last section: of four more, B may take one
    sections = (
        Section("s", Quiz((prose("a"), prose("b"), prose("c"), prose("d")))),
        Section("n", Quiz((numbers("e", 1), numbers("f", 1), prose("g"), prose("h"), prose("i")))),
    )
    for seed in range(50):
        letters = Counter(keys(Week(seed, sections)))
        assert letters[1] <= 3
        assert_no_letter_over_its_share_plus_one(list(letters.elements()))


@settings(deadline=None)  # a busy machine is no failure
@given(data=st.data(), seed=st.integers(0, 1000))
def test_the_balance_survives_numbers_wherever_their_keys_leave_it_possible(data: st.DataObject, seed: int) -> None:
    """One number a section, its key anywhere: a section can always make up for that, and the week nearly always."""
    counts = data.draw(st.lists(st.integers(3, 5), min_size=1, max_size=16))
    places = data.draw(st.lists(st.integers(0, 3), min_size=len(counts), max_size=len(counts)))
    sections = []
    for i, (count, place) in enumerate(zip(counts, places, strict=True)):
        rest = [prose(f"s{i}.q{k}") for k in range(1, count)]
        sections.append(Section(f"s{i}", Quiz((numbers(f"s{i}.q0", place), *rest))))
    dealt = keys_by_section(Week(seed, tuple(sections)))
    for letters in dealt.values():
        assert_no_letter_over_its_share_plus_one(letters)
    limit = floor(Fraction(sum(counts), 4) + 1)
    assert max(Counter(chain(*dealt.values())).values()) <= max(limit, max(Counter(places).values()))


def pattern(seed: int, sections: str) -> Week:
    """A word a section, a sign a question: B is a number with its key under B, a dot is a question of words."""
    return Week(seed, tuple(_of_signs(f"s{i}", signs) for i, signs in enumerate(sections.split())))


def _of_signs(name: str, signs: str) -> Section:
    ids = [f"{name}.q{k}" for k in range(len(signs))]
    return Section(
        name,
        Quiz(
            tuple(
                prose(q) if sign == "." else numbers(q, "ABCD".index(sign)) for q, sign in zip(ids, signs, strict=True)
            )
        ),
    )


@pytest.mark.parametrize(
    "sections",
    [
        "B.... ... B.... ..... ... ... ..... B.... ..... .... ..... .... B... B..",
        "... ... ... ..... B... C... ..... ..... C... .... C... ... C... B..",
        "BB... B.... C.... CB. B... ..... B.... C.... .... ..... C.. ... B... D..",
    ],
)
def test_what_numbers_crowd_is_relieved_through_other_letters(sections: str) -> None:
    # dealing one section after the other is not enough here: the last ones find no room, the first ones have to move
    for seed in range(50):
        assert_balanced(pattern(seed, sections))


def test_options_that_are_equal_do_no_harm() -> None:
    shown = deal(Week(0, (Section("s", Quiz((question("q", ["same", "same", "", "A) same"]),))),)))
    assert sorted(shown["q"]) == ["", "A) same", "same", "same"]


def test_a_section_without_assessment_is_passed_over() -> None:
    assert deal(Week(0, (Section("s", None), section("t", 3)))).keys() == {"t.q0", "t.q1", "t.q2"}


@pytest.mark.parametrize(
    "options",
    [
        ["-2", "-1", "3"],
        ["−10 °C", "−3 °C", "4 °C"],
        ["x = -2", "x = 0.5", "x = 1"],
        ["$10^{-5}$", "$10^{-3}$", "$10^2$"],
        ["1e-5", "2.5e-4", "1e-3"],
        ["1/3", "1/2", "2/1"],
        ["1 layer", "2 layers", "12 layers"],
        ["5%", "10%", "100%"],
        ["$5", "$1,000", "$20,000"],
        ["ResNet-18", "ResNet-50", "ResNet-101"],
        ["$O(n^2)$", "$O(n^3)$", "$O(n^4)$"],
    ],
)
def test_numbers_are_put_in_order_of_value(options: list[str]) -> None:
    order = ascending(options[::-1])
    assert order is not None
    assert [options[::-1][place] for place in order] == options


@pytest.mark.parametrize(
    "options",
    [
        ["12 ms", "12 s"],
        ["2-3", "3-4"],
        ["about ten", "5"],
        ["", ""],
        ["1 KB", "1 MB"],
        ["1.5/3", "2"],
        ["٣", "٤"],
        ["W0", "WE0"],
    ],
)
def test_what_cannot_be_compared_by_value_is_not_a_number(options: list[str]) -> None:
    assert ascending(options) is None


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.fractions(-1000, 1000).map(float), min_size=2, max_size=6))
def test_any_decimals_are_sorted(values: list[float]) -> None:
    order = ascending([f"{value:.3f} V" for value in values])
    assert order is not None
    assert all(float(f"{values[a]:.3f}") <= float(f"{values[b]:.3f}") for a, b in pairwise(order))


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("019.,-−+eE/^{}$ xs%"), max_size=8), min_size=1, max_size=4))
def test_whatever_looks_like_numbers_is_sorted_or_left_alone(options: list[str]) -> None:
    order = ascending(options)
    assert order is None or sorted(order) == list(range(len(options)))


@pytest.mark.parametrize("module", [permutation, quantities], ids=lambda module: module.__name__)
def test_examples_in_docstrings_are_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
