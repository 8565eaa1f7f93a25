"""Quizzes -> the letters that their keys lie under, so that no letter gives itself away.

In each quiz, and over all quizzes, a letter holds at most its share of the keys plus one. Keys that lie fixed are
counted before the first one is dealt. Letters are counted from 0; a letter's share is the sum of 1/options over the
questions that have it.

Not covered: fixed keys that break a limit by themselves; then the rest is dealt against them as far as it goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import NamedTuple

from lecturegen.questions.permutation import permuted


class Quiz(NamedTuple):
    """``fixed``: (letter, number of options) of each key that lies fixed. ``free``: number of options of the others."""

    id: str
    fixed: Sequence[tuple[int, int]]
    free: Sequence[int]


@dataclass(slots=True)
class _Tally:
    """How many keys each letter holds, and how many it may hold."""

    held: Counter[int]
    most: dict[int, int]

    @classmethod
    def of(cls, quizzes: Iterable[Quiz]) -> _Tally:
        held = Counter[int]()
        share: dict[int, Fraction] = {}
        for quiz in quizzes:
            held.update(letter for letter, _ in quiz.fixed)
            for size in [*quiz.free, *(size for _, size in quiz.fixed)]:
                for letter in range(size):
                    share[letter] = share.get(letter, Fraction()) + Fraction(1, size)
        return cls(held, {letter: floor(part + 1) for letter, part in share.items()})

    def room(self, letter: int) -> int:
        return self.most[letter] - self.held[letter]


@dataclass(slots=True)
class _Hand:
    """The letters dealt to those questions of one quiz that have ``size`` options."""

    quiz: str
    size: int
    tally: _Tally
    letters: list[int] = field(default_factory=list)


def deal_letters(seed: int, quizzes: Sequence[Quiz]) -> list[tuple[int, ...]]:
    """For each quiz, one letter for each of its ``free`` questions, in their order."""
    week = _Tally.of(quizzes)
    hands: list[list[_Hand]] = []
    for quiz in quizzes:
        tally = _Tally.of([quiz])
        hands.append([_hand(seed, quiz, size, tally, week) for size in sorted(set(quiz.free))])
    everything = [hand for dealt in hands for hand in dealt]
    for letter in sorted(week.most):
        while week.room(letter) < 0 and _relieve(letter, everything, week):
            pass
    return [_handed_out(seed, quiz, dealt) for quiz, dealt in zip(quizzes, hands, strict=True)]


def _hand(seed: int, quiz: Quiz, size: int, tally: _Tally, week: _Tally) -> _Hand:
    """The letters that the quiz holds least of; among equals, those that the week holds least of."""
    hand = _Hand(quiz.id, size, tally)
    deck = permuted(range(size), seed, quiz.id, "deck", size)
    for _ in range(quiz.free.count(size)):
        letter = min(
            deck,  # in its order where counts are equal
            key=lambda i: (tally.room(i) < 1, week.room(i) < 1, tally.held[i], week.held[i]),
        )
        hand.letters.append(letter)
        tally.held[letter] += 1
        week.held[letter] += 1
    return hand


def _relieve(letter: int, hands: Sequence[_Hand], week: _Tally) -> bool:
    """Move a key away from ``letter``, if need be by moving others on, to a letter that has room in the week.

    The shortest such path, breadth first: a letter leads to another if a hand holds the one and its quiz has room
    for the other. Returns False if there is none; then the limit cannot be kept by anybody.
    """
    came: dict[int, tuple[int, _Hand]] = {}
    reached = [letter]
    for here in reached:  # grows while we walk
        for hand in hands:
            if here not in hand.letters:
                continue
            for there in range(hand.size):
                if there in reached or hand.tally.room(there) < 1:
                    continue
                came[there] = (here, hand)
                reached.append(there)
                if week.room(there) > 0:
                    _move_along(came, letter, there, week)
                    return True
    return False


def _move_along(came: dict[int, tuple[int, _Hand]], start: int, end: int, week: _Tally) -> None:
    week.held[start] -= 1
    week.held[end] += 1
    while end != start:
        origin, hand = came[end]
        hand.letters[hand.letters.index(origin)] = end
        hand.tally.held[origin] -= 1
        hand.tally.held[end] += 1
        end = origin


def _handed_out(seed: int, quiz: Quiz, hands: Sequence[_Hand]) -> tuple[int, ...]:
    """Which letters a hand has may depend on other quizzes; which question gets which does not."""
    order = {hand.size: iter(permuted(sorted(hand.letters), seed, quiz.id, "hand", hand.size)) for hand in hands}
    return tuple(next(order[size]) for size in quiz.free)
