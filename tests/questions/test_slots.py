"""Blueprint -> slots: the amounts that were asked for, the same ones every time, and never a section left out."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.questions import Bloom
from lecturegen.schema import Blueprint, Slot
from lecturegen.schema.replies import REPLIES, wire_name
from lecturegen.schema.slots import deal_slots, for_objectives, stand_in

KINDS = tuple(REPLIES)
SHARES = st.lists(st.sampled_from(KINDS), min_size=1, max_size=4, unique=True).flatmap(
    lambda kinds: st.lists(st.integers(1, 99), min_size=len(kinds), max_size=len(kinds)).map(
        lambda parts: dict(zip(kinds, parts, strict=True))
    )
)


def blueprint(**changes: object) -> Blueprint:
    return Blueprint.model_validate(changes)


def in_all(quizzes: tuple[tuple[Slot, ...], ...]) -> list[Slot]:
    return [slot for quiz in quizzes for slot in quiz]


def test_the_usual_mix_has_all_types_and_two_in_five_demand_something() -> None:
    slots = in_all(deal_slots(Blueprint(), 4, 13, 0))
    kinds = Counter(slot.kind for slot in slots)
    assert set(kinds) == set(KINDS)
    assert kinds["single-choice"] == 26
    assert sum(slot.level is not None for slot in slots) == 21
    assert {slot.level for slot in slots} == {None, Bloom.APPLY}


@pytest.mark.parametrize("questions", [3, 4, 5])
@pytest.mark.parametrize("sections", [1, 2, 13])
def test_every_section_has_its_number_of_questions_and_a_week_has_two_types(questions: int, sections: int) -> None:
    quizzes = deal_slots(Blueprint(), questions, sections, 0)
    assert [len(quiz) for quiz in quizzes] == [questions] * sections
    assert len({slot.kind for slot in in_all(quizzes)}) >= 2


@given(st.integers(0, 10**6))
def test_the_same_seed_gives_the_same_forms_and_another_only_moves_types(seed: int) -> None:
    first, again, other = (deal_slots(Blueprint(), 4, 13, number) for number in (seed, seed, seed + 1))
    assert first == again
    assert Counter(slot.kind for slot in in_all(first)) == Counter(slot.kind for slot in in_all(other))


def test_the_seed_settles_which_section_gets_which_types() -> None:
    dealt = {tuple(slot.kind for slot in in_all(deal_slots(Blueprint(), 4, 13, seed))) for seed in range(9)}
    assert len(dealt) == 9


@given(shares=SHARES, sections=st.integers(1, 20), questions=st.integers(3, 5), seed=st.integers(0, 99))
def test_over_a_week_no_type_is_further_from_its_share_than_one_question(
    shares: dict[str, int], sections: int, questions: int, seed: int
) -> None:
    parts = {wire_name(kind): 100 * part // sum(shares.values()) for kind, part in shares.items()}
    parts[next(iter(parts))] += 100 - sum(parts.values())
    wanted = blueprint(shares=parts, every_section={"essay": questions - 1})
    dealt = Counter(slot.kind for slot in in_all(deal_slots(wanted, questions, sections, seed)))
    dealt["essay"] -= sections * (questions - 1)
    assert sum(dealt.values()) == sections
    assert all(abs(dealt[kind] - parts[wire_name(kind)] * sections / 100) <= 1 for kind in shares)


@given(st.integers(1, 20))
def test_a_section_has_no_type_of_the_rest_twice_if_there_is_another(sections: int) -> None:
    quizzes = deal_slots(blueprint(shares={"numeric": 90, "essay": 5, "matching": 5}), 3, sections, 0)
    assert all(len({slot.kind for slot in quiz}) == 3 for quiz in quizzes)


@given(
    bloom=st.dictionaries(st.sampled_from([b.value for b in Bloom][1:]), st.integers(0, 100)), seed=st.integers(0, 9)
)
def test_every_level_is_demanded_as_often_as_was_asked_for(bloom: dict[str, int], seed: int) -> None:
    slots = in_all(deal_slots(blueprint(bloom=bloom), 4, 7, seed))
    for level, share in bloom.items():
        at_least = sum(slot.level is not None and slot.level.rank >= Bloom(level).rank for slot in slots)
        assert 100 * at_least >= share * len(slots)


@given(st.integers(5, 200))
def test_points_of_a_section_add_up_and_an_essay_has_most(points: int) -> None:
    wanted = blueprint(every_section={"single_choice": 2, "numeric": 1, "essay": 1}, points_per_section=points)
    (quiz,) = deal_slots(wanted, 4, 1, 0)
    assert sum(slot.points for slot in quiz) == points
    assert max(quiz, key=lambda slot: slot.points).kind == "essay"
    assert min(slot.points for slot in quiz) >= 1


def test_numbers_alone_make_the_section() -> None:
    quizzes = deal_slots(blueprint(every_section={"essay": 1, "true_false": 2}), 4, 3, 0)
    assert [[slot.kind for slot in quiz] for quiz in quizzes] == [["true-false", "true-false", "essay"]] * 3
    assert blueprint(every_section={"essay": 1, "true_false": 2}).number(4) == 3


@pytest.mark.parametrize(
    ("wanted", "other"),
    [
        ({}, "single-choice"),
        ({"every_section": {"numeric": 2, "short_answer": 1}}, "short-answer"),
        ({"shares": {"numeric": 60, "essay": 10, "true_false": 30}}, "true-false"),
        ({"every_section": {"numeric": 3}}, "single-choice"),
    ],
)
def test_a_picky_type_has_a_stand_in_that_can_always_be_asked(wanted: dict[str, object], other: str) -> None:
    assert stand_in(blueprint(**wanted)) == other
    slots = in_all(deal_slots(blueprint(**wanted), 4, 5, 0))
    assert {slot.instead for slot in slots if slot.kind == "numeric"} == {other}
    assert all(bool(slot.instead) is REPLIES[slot.kind].picky for slot in slots)


def test_a_section_of_five_objectives_has_five_questions() -> None:
    (quiz,) = deal_slots(Blueprint(), 4, 1, 0)
    grown = for_objectives(quiz, 5, Blueprint())
    assert len(grown) == 5
    assert Counter(grown) - Counter(quiz) == Counter([Slot(kind="single-choice")])
    assert for_objectives(quiz, 2, Blueprint()) == quiz


@given(st.integers(1, 8), st.integers(0, 9), st.data())
def test_sections_that_have_their_slots_keep_them(sections: int, seed: int, data: st.DataObject) -> None:
    before = deal_slots(Blueprint(), 4, sections, seed)
    dealt = {at: before[at] for at in data.draw(st.sets(st.integers(0, sections - 1)))}
    more = sections + data.draw(st.integers(0, 3))
    after = deal_slots(Blueprint(), 4, more, seed, dealt)
    assert {at: after[at] for at in dealt} == dealt
    assert [len(quiz) for quiz in after] == [4] * more
    assert all(sum(slot.kind == "single-choice" for slot in quiz) >= 2 for quiz in after)


def test_a_section_more_makes_up_for_the_levels_that_the_week_lacks() -> None:
    before = deal_slots(Blueprint(), 4, 6, 0)
    after = deal_slots(Blueprint(), 4, 7, 0, dict(enumerate(before)))
    levels = [slot.level for slot in in_all(after)]
    assert sum(level is not None for level in levels) >= 0.4 * len(levels)
