"""Rivals of an answer -> the three that stand beside it: near to the matter, about as long, none of them twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lecturegen.llm.offline.language import length, normal, stems
from lecturegen.questions import Bloom
from lecturegen.schema.wire import DistractorReply


@dataclass(frozen=True, slots=True)
class Rival:
    """A wrong option. ``near``: the smaller, the closer to the matter of the question."""

    text: str
    rationale: str
    near: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    stem: str
    answer: str
    rivals: tuple[Rival, ...]
    bloom: Bloom


def distinct(rivals: Iterable[Rival]) -> tuple[Rival, ...]:
    """One rival for each wording, the nearest."""
    best: dict[str, Rival] = {}
    for rival in sorted(rivals, key=lambda r: r.near):
        words = frozenset(s[:5] for s in stems(rival.text))
        if not any(words & frozenset(s[:5] for s in stems(kept.text)) == words for kept in best.values()):
            best.setdefault(normal(rival.text), rival)
    return tuple(best.values())


def three_of(asked: Asked, turn: int) -> list[DistractorReply]:
    """Three of the rivals: near ones of like length, of which as many are longer than the answer as ``turn`` asks for.

    Numbers are shown in order of value, so there the turn settles how many are greater.
    """
    key = asked.answer
    numeric = number_in(key)
    rivals = [r for r in asked.rivals if normal(r.text) != normal(key)]
    if numeric is None:
        short = len(key) < 25
        rivals.sort(
            key=lambda r: (
                not short and abs(len(r.text) - len(key)) / len(key) > 0.6,
                r.near + (0.5 if short else 3) * _unlike(r.text, key),
            )
        )
        above = [r for r in rivals if len(r.text) > len(key)]
        below = [r for r in rivals if len(r.text) <= len(key)]
        wanted = (2, 1, 3, 1, 2)[turn % 5]
    else:
        above = [r for r in rivals if (number_in(r.text) or 0) > numeric]
        below = [r for r in rivals if (number_in(r.text) or 0) <= numeric]
        wanted = (1, 3, 2, 0)[turn % 4]
    taken = _apart(above, wanted)
    taken += _apart(below, 3 - len(taken), taken)
    taken += _apart([r for r in rivals if r not in taken], 3 - len(taken), taken)
    return [DistractorReply(text=r.text, rationale=r.rationale) for r in _besides_the_key(asked, taken, rivals)]


def _besides_the_key(asked: Asked, taken: list[Rival], rivals: Sequence[Rival]) -> list[Rival]:
    """Where the key alone says words of the stem, a rival that says one too takes the last place."""
    stem = stems(asked.stem)
    if len(stem & stems(asked.answer)) < 2 or any(stem & stems(rival.text) for rival in taken):
        return taken
    also = next((rival for rival in rivals if stem & stems(rival.text)), None)
    return [*taken[:-1], also] if also else taken


def _apart(rivals: Sequence[Rival], most: int, besides: Sequence[Rival] = ()) -> list[Rival]:
    """The first ``most`` rivals, no two of which say the same."""
    taken: list[Rival] = []
    for rival in rivals:
        if len(taken) < most and normal(rival.text) not in {normal(r.text) for r in (*taken, *besides)}:
            taken.append(rival)
    return taken


def _unlike(text: str, key: str) -> float:
    """How much two lengths differ, as a part of the answer's; and whether both begin alike."""
    first, own = text.split(" ", 1)[0].lower(), key.split(" ", 1)[0].lower()
    return abs(len(text) - len(key)) / max(len(key), 8) + 0.2 * (first != own and length(key) > 3)


def number_in(text: str) -> float | None:
    match = re.fullmatch(r"([−-]?[\d,]*\.?\d+)%?", text.strip())
    return float(match[1].replace(",", "").replace("−", "-")) if match else None
