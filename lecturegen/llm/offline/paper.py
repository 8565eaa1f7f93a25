"""Items of all sections -> what each section asks, settled for the whole week, so that nothing is asked twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lecturegen.llm.offline.distractors import Asked, three_of
from lecturegen.llm.offline.item import Item, Kind
from lecturegen.llm.offline.language import normal, stems
from lecturegen.llm.offline.options import Pool
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.llm.offline.week import Section
from lecturegen.schema.wire import DistractorReply

_MOST_OF_A_KIND = {Kind.CHOICE: 1, Kind.MISTAKE: 1}
_SPARE = (Kind.HOLDS, Kind.MEMBER, Kind.SAID)  # asked where there is nothing else
_WITHOUT_OPTIONS = (Kind.SUM, Kind.MISTAKE, Kind.TERM)
_RESERVED = 5
"""Questions that a section may have at most, and keeps for itself."""
FEWEST = 3
"""Questions that a section has to have."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An item with its question and three distractors, or none if it can only be asked without options."""

    item: Item
    asked: Asked
    distractors: tuple[DistractorReply, ...]


class Paper:
    """What every section of a week can ask. ``terms``: all that it defines, asked for or not; ``open``: what has no
    three distractors, but can be asked without options."""

    def __init__(
        self, sections: Sequence[Section], items: Sequence[Sequence[Item]], pool: Pool, tongue: Tongue
    ) -> None:
        self._tongue = tongue
        self.ready: list[list[Ready]] = [[] for _ in sections]
        self.terms = [[item for item in own if item.kind is Kind.TERM] for own in items]
        self.open: list[list[Ready]] = [[] for _ in sections]
        self._stems: set[str] = set()
        self._tasks: set[str] = set()
        # sections that look back ask what the others have left
        for number in sorted(range(len(sections)), key=lambda n: (sections[n].recalls, n)):
            self._settle(number, items[number], pool)

    @property
    def asked(self) -> list[list[Ready]]:
        """What each section is planned to ask: questions with options, and where it has none, those without."""
        return [ready or without for ready, without in zip(self.ready, self.open, strict=True)]

    def _settle(self, number: int, items: Sequence[Item], pool: Pool) -> None:
        kept = self.ready[number]
        inturn = _in_turn(items)
        for item in inturn:
            if item.turned and item.kind is not Kind.THING:
                continue
            if len(kept) < _RESERVED and not _repeats(item, [r.item for r in kept]):
                self._reserve(item, number, pool)
        # in a section of a few sentences a thing may be asked for both ways round
        for item in inturn:
            if len(kept) < FEWEST and item not in [r.item for r in kept]:
                self._reserve(item, number, pool)

    def _reserve(self, item: Item, number: int, pool: Pool) -> None:
        """Keep an item for a section, if it makes a question that no other asks."""
        kept = self.ready[number]
        enough = sum(r.item.kind is item.kind for r in kept) >= _MOST_OF_A_KIND.get(item.kind, _RESERVED)
        if enough or normal(item.task) in self._tasks or (item.kind is Kind.HOLDS and _is_about(item, kept)):
            return
        turn = 2 * number + len(kept)
        asked = pool.ask(item, number, turn)
        distractors = tuple(three_of(asked, turn)) if asked else ()
        told = asked and any(_tells(asked, r.asked) or _tells(r.asked, asked) for r in kept)
        if asked and not told and len(distractors) == 3 and normal(asked.stem) not in self._stems:
            kept.append(Ready(item, asked, distractors))
            self._stems.add(normal(asked.stem))
            self._tasks.add(normal(item.task))
        elif not told and item.kind in _WITHOUT_OPTIONS and normal(item.task) not in self._tasks:
            stem = f"{item.given} {item.asked}".strip()
            self.open[number].append(Ready(item, Asked(stem, item.key, (), item.bloom), ()))
            self._tasks.add(normal(item.task))


def _tells(one: Asked, other: Asked) -> bool:
    """Whether the stem of one question says the answer to another, which has more words than one."""
    answer = stems(other.answer)
    return len(answer) > 1 and answer <= stems(one.stem)


def _is_about(item: Item, kept: Sequence[Ready]) -> bool:
    return any(r.item.kind is item.kind and stems(r.item.given) & stems(item.given) for r in kept)


def _in_turn(items: Sequence[Item]) -> list[Item]:
    """Items in the order of asking: a sum, a mistake, then two of one plain kind, which share an objective."""
    reasons = sum(item.kind is Kind.REASON for item in items)
    plain = [Kind.REASON, Kind.TERM] if reasons > 1 else [Kind.TERM, Kind.REASON]
    order = [Kind.SUM, Kind.MISTAKE, *plain, Kind.CHOICE, Kind.THING, Kind.EFFECT, Kind.PURPOSE]
    by_kind = {kind: [item for item in items if item.kind is kind] for kind in (*order, *_SPARE)}
    hard = [own[0] for kind in (Kind.SUM, Kind.MISTAKE, Kind.CHOICE) if (own := by_kind[kind])][:2]
    pair = next((by_kind[kind][:2] for kind in plain if by_kind[kind]), [])
    rest = [*_by_turns([by_kind[kind] for kind in order]), *_by_turns([by_kind[kind] for kind in _SPARE])]
    return list(dict.fromkeys([*hard, *pair, *rest]))


def _by_turns(groups: Sequence[Sequence[Item]]) -> list[Item]:
    """The first of each group, then the second of each."""
    deepest = max(map(len, groups), default=0)
    return [own[depth] for depth in range(deepest) for own in groups if depth < len(own)]


def _repeats(item: Item, others: Sequence[Item]) -> bool:
    """Whether another question of the section has the same answer or rests on the same words."""
    keys = {normal(other.key) for other in others if item.kind is not Kind.THING or other.kind is not Kind.THING}
    own, taken = normal(item.evidence), [normal(other.evidence) for other in others]
    within = item.kind in _SPARE and any(words in own for words in taken)
    return normal(item.key) in keys or own in taken or within
