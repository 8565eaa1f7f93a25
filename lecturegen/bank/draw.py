"""Items of the bank -> those of one quiz, by blueprint and seed.

The same bank, blueprint and seed draw the same quiz. Items are taken in an order that the seed permutes: first what
demands most until the blueprint's share is reached, and always from the objective, then from the section, that has
given least so far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from lecturegen.bank.store import Item
from lecturegen.errors import BankError
from lecturegen.questions import Bloom
from lecturegen.questions.permutation import permuted

MOST_FLAWS = 1
"""Item-writing flaws that a question of a quiz may have: two or more are not acceptable (Tarrant et al. 2006)."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a quiz is made of. ``kinds``: number of questions of each type; if it is empty, ``number`` of any type.

    ``demanding``: at least this part of them at Apply or above.
    """

    number: int = 10
    kinds: dict[str, int] = field(default_factory=dict)
    demanding: float = 1 / 3

    @property
    def wanted(self) -> int:
        return sum(self.kinds.values()) if self.kinds else self.number


def draw(items: Sequence[Item], blueprint: Blueprint, seed: int, *, again: bool = False) -> list[Item]:
    """Raises BankError, which says what is missing. ``again``: also what stood in a quiz before."""
    sound = [item for item in items if len(item.entry.flaws) <= MOST_FLAWS and item.retired is None]
    fresh = [item for item in sound if again or not item.uses]
    _enough(sound, fresh, blueprint)
    order = permuted(sorted(fresh, key=lambda item: item.id), seed, "bank")
    left = Counter(blueprint.kinds) if blueprint.kinds else None
    hard = ceil(blueprint.demanding * blueprint.wanted)
    drawn: list[Item] = []
    while len(drawn) < blueprint.wanted:
        open_now = [item for item in order if item not in drawn and (left is None or left[item.entry.question.kind])]
        demanding = [item for item in open_now if is_demanding(item)]
        missing = hard - sum(map(is_demanding, drawn))
        item = _least_used(demanding if missing > 0 and demanding else open_now, drawn)
        drawn.append(item)
        if left is not None:
            left[item.entry.question.kind] -= 1
    if (found := sum(map(is_demanding, drawn))) < hard:
        raise BankError(
            f"the blueprint wants {hard} of {blueprint.wanted} questions at Apply or above, and {found} can be drawn; "
            "add some, or lower --demanding"
        )
    return sorted(drawn, key=lambda item: (item.entry.week, item.entry.number, item.entry.section, order.index(item)))


def is_demanding(item: Item) -> bool:
    bloom = item.entry.question.bloom
    return bloom is not None and bloom.rank >= Bloom.APPLY.rank


def _least_used(items: Sequence[Item], drawn: Sequence[Item]) -> Item:
    objectives = Counter(_objective(item) for item in drawn)
    sections = Counter(_section(item) for item in drawn)
    return min(items, key=lambda item: (objectives[_objective(item)], sections[_section(item)]))


def _section(item: Item) -> tuple[int, str]:
    return item.entry.week, item.entry.section


def _objective(item: Item) -> tuple[int, str, str]:
    # without an objective every question stands for itself
    return (*_section(item), item.entry.objective or item.id)


def _enough(sound: Sequence[Item], fresh: Sequence[Item], blueprint: Blueprint) -> None:
    wanted = blueprint.kinds or {"": blueprint.number}
    for kind, number in wanted.items():
        have = [item for item in fresh if kind in ("", item.entry.question.kind)]
        if len(have) >= number:
            continue
        used = sum(kind in ("", item.entry.question.kind) for item in sound) - len(have)
        before = f"; {used} more stood in a quiz before, --again draws from them too" if used else ""
        raise BankError(f"the blueprint wants {number} {kind or 'questions'}, and the bank has {len(have)}{before}")
