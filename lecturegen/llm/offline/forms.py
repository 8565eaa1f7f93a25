"""What the notes hold -> a question of another type than single choice, or none where they do not hold enough.

Nothing is invented: statements are definitions of the notes, right or with a neighbour's name put in; sums are theirs;
a rubric holds what they say of a mistake. English only, because sentences are made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from lecturegen.llm.offline.aims import objective_of
from lecturegen.llm.offline.distractors import number_in
from lecturegen.llm.offline.item import Item, Kind
from lecturegen.llm.offline.language import capitalised, ended, length, overlap, sentences, stems
from lecturegen.llm.offline.paper import Ready
from lecturegen.llm.offline.pieces import Term
from lecturegen.llm.offline.terms import definition, is_clause, with_article
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.llm.offline.wording import (
    ESSAY_TASKS,
    MATCHING_STEMS,
    ORDERING_STEMS,
    SEVERAL_STEMS,
    SHORT_CLAUSE_STEMS,
    SHORT_STEMS,
    pattern,
)
from lecturegen.questions import Bloom, Difficulty
from lecturegen.schema import AssessAsk
from lecturegen.schema.replies import REPLIES, QuestionReply

_PAIRS, _RESPONSES = (3, 4), 5
"""Pairs of a matching at least and at most; responses, with those that are left over."""
_RIGHT, _WRONG = 2, 2
_LONGEST_TERM = 3
"""Words of a term that is asked for by name."""
_LONGEST_NAME = 3
_LONGEST_STEP = 20


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list, the heading above it, and the frame that says it."""

    head: str
    steps: tuple[str, ...]
    frame: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What one section can be asked about. ``ready``: questions with their frames, the best first; ``terms``: with
    theirs; ``elsewhere``: terms of other sections; ``name``: what the section is about, inside a sentence, if that
    can be said; ``open``: questions that go without options only."""

    ask: AssessAsk
    tongue: Tongue
    name: str
    ready: tuple[tuple[Ready, int], ...]
    terms: tuple[tuple[Item, int], ...]
    elsewhere: tuple[Item, ...]
    steps: tuple[Steps, ...]
    open: tuple[tuple[Ready, int], ...] = ()

    def of(self, item: Item) -> str:
        """What terms belong to, to stand behind them: the section's matter if it has a short name, else one of them."""
        short = self.name and length(self.name) <= _LONGEST_NAME and " of " not in self.name
        return f" of {self.name}" if short else f" around “{self.tongue.small(item.key)}”"

    def made(self, kind: str, item: Item, frame: int, bloom: Bloom, **fields: Any) -> QuestionReply:
        return REPLIES[kind].model_validate(
            {
                "objective": objective_of(item, self.ask), "frame": frame, "bloom": bloom,
                "difficulty": Difficulty.EASY if bloom is Bloom.REMEMBER else Difficulty.MEDIUM, **fields,
            }
        )  # fmt: skip


def short_answer(desk: Desk, one: Ready, frame: int, points: int) -> QuestionReply | None:
    item = one.item
    if item.kind is not Kind.TERM or length(item.key) > _LONGEST_TERM or stems(item.key) & stems(item.given):
        return None
    own = SHORT_CLAUSE_STEMS if is_clause(item.given) else SHORT_STEMS
    stem = pattern(own if desk.tongue.english else desk.tongue.speech.by_meaning, desk.ask.number)
    name = desk.tongue.small(item.key)
    loose = name.replace("-", " ")
    return desk.made(
        "short-answer", item, frame, Bloom.REMEMBER, stem=stem.format(given=item.given), answer=name,
        variants=[loose] if loose != name else [], explanation=ended(item.explanation),
    )  # fmt: skip


def true_false(desk: Desk, one: Ready, frame: int, points: int) -> QuestionReply | None:
    """A definition; or its meaning under the name of a neighbour, for which a coin that knows no more decides."""
    item = one.item
    other = _neighbour(desk, item)
    if item.kind is not Kind.TERM or item.term is None or other is None or stems(item.key) & stems(item.given):
        return None
    theirs = definition(other, desk.tongue)
    if sha256(f"{desk.ask.section}: {item.key}".encode()).digest()[0] % 2:
        apart = desk.tongue.first_small(theirs)
        why = f"That is the meaning of “{desk.tongue.small(item.key)}”. Do not mix it up with this: {apart}"
        own = definition(item.term, desk.tongue)
        return desk.made("true-false", item, frame, Bloom.UNDERSTAND, stem=own, answer=True, explanation=why)
    stem = definition(replace(item.term, name=other.name), desk.tongue)
    why = f"{ended(f'That is {with_article(item.term, desk.tongue)}')} {theirs}"
    return desk.made("true-false", item, frame, Bloom.UNDERSTAND, stem=stem, answer=False, explanation=why)


def numeric(desk: Desk, one: Ready, frame: int, points: int) -> QuestionReply | None:
    """A sum of the notes. What rounding changes is let pass, if no slip comes as near as that."""
    item = one.item
    value = number_in(item.key)
    if item.kind is not Kind.SUM or value is None:
        return None
    digits = item.key.rstrip("%").replace(",", "").replace("−", "-")
    decimals = len(digits.partition(".")[2])
    tolerance = 10**-decimals if decimals else 0.5 * item.rounded
    apart = [abs(near - value) for slip in item.slips if (near := number_in(slip.text)) is not None]
    if min(apart, default=0) <= 2 * tolerance or tolerance >= abs(value):
        return None
    percent = " Answer in %." if item.key.endswith("%") else ""
    exact = f" Round to {_PLACES[decimals]}." if item.rounded and decimals < len(_PLACES) else ""
    unit = re.search(r", in (\w+)\?$", one.asked.stem)
    return desk.made(
        "numeric", item, frame, Bloom.APPLY, stem=f"{one.asked.stem}{percent}{exact}",
        explanation=ended(item.explanation), answer=digits,
        tolerance=f"{tolerance:.{max(decimals, int(item.rounded))}f}" if tolerance else "0",
        unit="%" if percent else unit[1] if unit else "",
    )  # fmt: skip


_PLACES = ("a whole number", "one decimal place", "two decimal places", "three decimal places")


def essay(desk: Desk, one: Ready, frame: int, points: int) -> QuestionReply | None:
    """What a mistake costs, and what to do instead: the notes say both."""
    item = one.item
    cost, advice = item.ends
    if not cost or not advice or points < 2:
        return None
    task = pattern(ESSAY_TASKS, desk.ask.number).format(habit=ended(item.key))
    rubric = [
        _criterion("What it costs", points - points // 2, f"says in words of their own: “{cost}”",
                   "says that it goes wrong, and not how", "names no consequence"),
        _criterion("What to do instead", points // 2, f"advises this, or as much: “{advice}”",
                   "warns against the habit, and puts nothing in its place", "keeps to the habit"),
    ]  # fmt: skip
    explanation = f"A good answer says what it costs, and what to do instead. {ended(cost)} {ended(advice)}"
    return desk.made("essay", item, frame, item.bloom, stem=task, explanation=explanation, rubric=rubric)


def _criterion(text: str, best: int, *said: str) -> dict[str, Any]:
    points = (best, best // 2, 0) if best > 1 else (best, 0)
    kept = said if best > 1 else (said[0], said[-1])
    return {"text": text, "levels": [{"points": p, "text": t} for p, t in zip(points, kept, strict=True)]}


def matching(desk: Desk, terms: Sequence[tuple[Item, int]], points: int) -> QuestionReply | None:
    """Terms that nothing else asks for, and their meanings; meanings of terms of other sections are left over."""
    fewest, most = _PAIRS
    pairs = _alike(terms)[:most]
    if len(pairs) < fewest:
        return None
    taken = [item for item, _ in pairs]
    others = [other for other in desk.elsewhere if _apart(other, taken) and not is_clause(other.given)]
    spare = sorted(others, key=lambda other: abs(len(other.given) - len(taken[0].given)))[: _RESPONSES - len(taken)]
    first, frame = pairs[0]
    names = ", ".join(desk.tongue.small(item.key) for item in taken)
    return desk.made(
        "matching", replace(first, task=f"Define {names}"), frame, Bloom.UNDERSTAND,
        stem=pattern(MATCHING_STEMS, desk.ask.number).format(of=desk.of(first)),
        pairs=[{"premise": item.key, "response": capitalised(item.given)} for item in taken],
        spare=[capitalised(other.given) for other in spare],
        explanation=" ".join(ended(sentences(item.explanation)[0]) for item in taken),
    )  # fmt: skip


def several(desk: Desk, terms: Sequence[tuple[Item, int]], points: int) -> QuestionReply | None:
    """Definitions, of which some have the meaning of another term."""
    found = _alike(terms)
    if len(found) < _RIGHT + _WRONG:
        return None
    right, wrong = [item for item, _ in found[:_RIGHT]], [item for item, _ in found[_RIGHT : _RIGHT + _WRONG]]
    turned = list(zip(wrong, [*wrong[1:], wrong[0]], strict=True))
    first, frame = found[0]
    tongue = desk.tongue
    return desk.made(
        "multiple-choice", first, frame, Bloom.UNDERSTAND,
        stem=pattern(SEVERAL_STEMS, desk.ask.number).format(of=desk.of(first)),
        answers=[{"text": _statement(item, item, tongue), "rationale": _use(item)} for item in right],
        distractors=[
            {"text": _statement(item, other, tongue), "rationale": f"That is {_article(other, tongue)}."}
            for item, other in turned
        ],
        explanation=" ".join(["The others have been mixed up.", *(_statement(item, item, tongue) for item in wrong)]),
    )  # fmt: skip


def ordering(desk: Desk, terms: Sequence[tuple[Item, int]], points: int) -> QuestionReply | None:
    for head, steps, frame in ((found.head, found.steps, found.frame) for found in desk.steps):
        if head and 3 <= len(steps) <= 8 and all(2 <= length(step) <= _LONGEST_STEP for step in steps):
            what = desk.tongue.small(head)
            item = Item(
                Kind.MEMBER, frame - 1, head, head, head, head, f"Put the steps of {what} in order", Bloom.UNDERSTAND
            )
            why = f"The order is that of the notes on {what}: " + "; ".join(map(desk.tongue.first_small, steps))
            stem = pattern(ORDERING_STEMS, desk.ask.number).format(what=what)
            steps_ = [capitalised(step) for step in steps]
            return desk.made("ordering", item, frame, Bloom.UNDERSTAND, stem=stem, steps=steps_, explanation=ended(why))
    return None


def _neighbour(desk: Desk, item: Item) -> Term | None:
    """Another term of the section whose meaning is of the same form and says something else, and which no question
    asks for: its name would tell the answer there."""
    asked = {one.item.key for one, _ in desk.ready}
    others = [other for other, _ in desk.terms if other.key not in {*asked, item.key} and _apart(other, [item])]
    return next((o.term for o in others if o.term and is_clause(o.given) is is_clause(item.given)), None)


def _apart(one: Item, others: Sequence[Item]) -> bool:
    """Whether nothing that a term means could pass for what one of ``others`` means."""
    return all(overlap(stems(one.given), stems(other.given)) < 0.6 for other in others)


def _alike(terms: Sequence[tuple[Item, int]]) -> list[tuple[Item, int]]:
    """Terms that mean things, none of which has a word in its meaning or means nearly the same as another."""
    kept: list[tuple[Item, int]] = []
    for item, frame in terms:
        plain = not is_clause(item.given) and not stems(item.key) & stems(item.given)
        if plain and _apart(item, [other for other, _ in kept]):
            kept.append((item, frame))
    return kept


def _statement(named: Item, meant: Item, tongue: Tongue) -> str:
    assert meant.term is not None
    return definition(replace(meant.term, name=named.key), tongue)


def _article(item: Item, tongue: Tongue) -> str:
    assert item.term is not None
    return with_article(item.term, tongue)


def _use(item: Item) -> str:
    """A sentence of the notes that uses the term, or that it is so."""
    return ended((sentences(item.explanation)[1:] or ["That is how the notes define it"])[0])


FROM_ONE: Mapping[str, Callable[[Desk, Ready, int, int], QuestionReply | None]] = {
    "short-answer": short_answer,
    "true-false": true_false,
    "numeric": numeric,
    "essay": essay,
}
FROM_ALL: Mapping[str, Callable[[Desk, Sequence[tuple[Item, int]], int], QuestionReply | None]] = {
    "multiple-choice": several,
    "matching": matching,
    "ordering": ordering,
}
