"""Blueprint -> the questions that each section of a week has: type, level and points of every one.

No chance but the seed's, and that only settles which section gets which types: the same blueprint, number of sections
and seed give the same slots, so parallel forms of a quiz are alike. Whether a section has anything that a type could
ask about, nobody knows here: a slot of a picky type names another, and who writes the questions chooses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from lecturegen.questions.permutation import permuted
from lecturegen.schema.blueprint import Blueprint, Slot
from lecturegen.schema.replies import REPLIES

Quiz = tuple[Slot, ...]
_NONE: Mapping[int, Quiz] = {}


def deal_slots(
    blueprint: Blueprint, questions_per_section: int, sections: int, seed: int, dealt: Mapping[int, Quiz] = _NONE
) -> tuple[Quiz, ...]:
    """The slots of each section, in the order in which its quiz asks them. ``dealt``: what some sections have already,
    which they keep; the others then make up for what the week lacks."""
    every, shares = blueprint.types()
    fixed = [kind for kind, number in every.items() for _ in range(number)]
    left = max(0, blueprint.number(questions_per_section) - len(fixed))
    order = [section for section in permuted(range(sections), seed, "blueprint") if section not in dealt]
    kinds: dict[int, list[str]] = {}
    given = Counter(slot.kind for quiz in dealt.values() for slot in quiz)
    given.subtract({kind: len(dealt) * number for kind, number in every.items()})
    for section in order:
        rest = _rest(shares, left, given)
        kinds[section] = sorted([*fixed, *rest], key=list(REPLIES).index)
    other = stand_in(blueprint)
    quizzes = [
        list(dealt[section]) if section in dealt else [_slot(kind, other) for kind in kinds[section]]
        for section in range(sections)
    ]
    _raise_levels(quizzes, blueprint, order)
    points = blueprint.points_per_section
    return tuple(
        dealt[section] if section in dealt else tuple(_with_points(quiz, points))
        for section, quiz in enumerate(quizzes)
    )


def for_objectives(quiz: Quiz, objectives: int, blueprint: Blueprint) -> Quiz:
    """``quiz`` with as many questions as there are objectives, at least: each wants its own."""
    other = stand_in(blueprint)
    more = [_slot(other, other) for _ in range(objectives - len(quiz))]
    points = blueprint.points_per_section
    slots = sorted([*quiz, *more], key=lambda slot: list(REPLIES).index(slot.kind))
    return tuple(_with_points(slots, points) if more else slots)


def stand_in(blueprint: Blueprint) -> str:
    """The type that stands in for a picky one: what the blueprint has most of that can always be asked."""
    every, shares = blueprint.types()
    ranked = sorted(REPLIES, key=lambda kind: (-every.get(kind, 0), -shares.get(kind, 0)))
    wanted = [kind for kind in ranked if kind in {*every, *shares} and not REPLIES[kind].picky]
    return wanted[0] if wanted else next(iter(REPLIES))


def _slot(kind: str, other: str) -> Slot:
    return Slot(kind=kind, instead=other if REPLIES[kind].picky else "", points=REPLIES[kind].usual_points)


def _rest(shares: Mapping[str, int], number: int, given: Counter[str]) -> list[str]:
    """The types of the next ``number`` questions: each time the one that is furthest behind its share, another if the
    section has it already."""
    chosen: list[str] = []
    for _ in range(number if shares else 0):
        after = given.total() + 1
        behind = {kind: share * after - 100 * given[kind] for kind, share in shares.items()}
        kind = max(behind, key=lambda kind: (kind not in chosen, behind[kind]))
        chosen.append(kind)
        given[kind] += 1
    return chosen


def _raise_levels(quizzes: Sequence[list[Slot]], blueprint: Blueprint, order: Sequence[int]) -> None:
    """Give as many slots a level as the blueprint demands: section by section of ``order`` in turn, the aptest type
    first. Other sections count with the levels that they have."""
    total = sum(map(len, quizzes))
    raised = 0
    others = [slot.level for section, quiz in enumerate(quizzes) if section not in order for slot in quiz]
    for level, share in blueprint.bloom.floors():
        wanted = -(-share * total // 100)
        raised += others.count(level)
        while raised < wanted and any(_load(quizzes[section]) < 1 for section in order):
            section = min(order, key=lambda number: _load(quizzes[number]))
            quiz = quizzes[section]
            free = [place for place, slot in enumerate(quiz) if slot.level is None]
            place = max(free, key=lambda place: REPLIES[quiz[place].kind].apt)
            quiz[place] = quiz[place].model_copy(update={"level": level})
            raised += 1


def _load(quiz: Sequence[Slot]) -> float:
    """Part of a quiz that has its level."""
    return sum(slot.level is not None for slot in quiz) / len(quiz)


def fewest_points(quiz: Sequence[Slot]) -> int:
    """Points that a quiz has at least."""
    return sum(REPLIES[slot.kind].fewest_points for slot in quiz)


def _with_points(quiz: Sequence[Slot], total: int | None) -> list[Slot]:
    """The slots with ``total`` points among them: each the fewest that it can have, the rest in proportion to those
    that it has."""
    if total is None or total < fewest_points(quiz):
        return list(quiz)
    least = [REPLIES[slot.kind].fewest_points for slot in quiz]
    spare = total - sum(least)
    exact = [slot.points * spare / sum(slot.points for slot in quiz) for slot in quiz]
    more = [int(part) for part in exact]
    for place in sorted(range(len(quiz)), key=lambda place: more[place] - exact[place])[: spare - sum(more)]:
        more[place] += 1
    return [slot.model_copy(update={"points": a + b}) for slot, a, b in zip(quiz, least, more, strict=True)]
