"""Items that a section can ask -> its objectives: what a student can do who answers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lecturegen.llm.offline.item import Item, Kind
from lecturegen.llm.offline.language import length, listed
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.questions import Bloom

_MOST = 3
_LONGEST = 30  # words of an objective that names two claims


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective to be, with the items that test it."""

    text: str
    bloom: Bloom
    items: tuple[Item, ...]


def goals(items: Sequence[Item], titles: Sequence[str], tongue: Tongue) -> list[Goal]:
    """Two or three objectives, of different kinds where there are such; terms and claims go together.

    Where nothing can be asked, what stands under a title is to be put in one's own words.
    """
    if not items:
        return [Goal(tongue.speech.summarise.format(title=title), Bloom.UNDERSTAND, ()) for title in titles[:2]]
    if not tongue.english and len(items) > 1:  # all are terms; two objectives share them
        half = (len(items) + 1) // 2
        return [_goal(some[0], some, tongue) for some in (items[:half], items[half:])]
    found: list[Goal] = []
    for item in items:
        if len(found) < _MOST and item.kind not in {goal.items[0].kind for goal in found}:
            found.append(_goal(item, [other for other in items if other.kind is item.kind], tongue))
    for item in items:
        served = [one for goal in found for one in goal.items]
        if len(found) < 2 and item not in served and item.task not in {goal.text for goal in found}:
            found.append(Goal(item.task, item.bloom, (item,)))
    return found


def _goal(item: Item, same: Sequence[Item], tongue: Tongue) -> Goal:
    if item.kind is Kind.TERM:
        names = [tongue.small(other.key) for other in same]
        terms = listed(names, tongue.speech.conjunction, tongue.speech.separator)
        return Goal(tongue.speech.define.format(terms=terms), item.bloom, tuple(same))
    both = " and ".join([item.task, *(other.task.removeprefix("Explain ") for other in same[1:2])])
    if item.kind is Kind.REASON and len(same) > 1 and length(both) <= _LONGEST:
        return Goal(both, item.bloom, tuple(same[:2]))
    return Goal(item.task, item.bloom, (item,))
