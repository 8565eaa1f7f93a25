"""An item of plain sentences -> its question: what is said of a thing, what comes of it, what belongs to it.

``others`` are the items of its kind in the week, each with how far away it is; they become the distractors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lecturegen.llm.offline.distractors import Asked, Rival, distinct
from lecturegen.llm.offline.grammar import Form, form, is_plural
from lecturegen.llm.offline.item import Item, Kind
from lecturegen.llm.offline.language import capitalised, ended, normal, overlap, stems
from lecturegen.llm.offline.predications import Predication, parted
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.llm.offline.wording import (
    CAUSE_STEMS,
    EFFECT_STEMS,
    HOLDS_STEMS,
    MEMBER_STEMS,
    PURPOSE_STEMS,
    SAID_STEMS,
    pattern,
)

_INDEFINITE = re.compile(r"an? ", re.I)
Others = Sequence[tuple[float, Item]]


def end(item: Item, others: Others, turn: int) -> Asked:
    """What comes of something or what it is for; turned round, of what it comes."""
    effect, claim = (item.given, item.key) if item.turned else (item.key, item.given)
    many = _many(effect) if item.turned or _many(effect) is not None else _plural(claim)
    rivals = [
        Rival(other.key, ended(f"That goes with something else: {other.given}"), far + (0 if far else 1.5))
        for far, other in others
        if other.turned is item.turned
        and (_plural(other.key) in (None, many) or many is None if item.turned else _agrees(other.key, many))
        and overlap(stems(other.key), stems(item.key)) < 0.3
        and overlap(stems(other.given), stems(item.given)) < 0.5
    ]
    patterns = EFFECT_STEMS if item.kind is Kind.EFFECT else PURPOSE_STEMS
    stem = pattern(CAUSE_STEMS if item.turned else patterns, turn).format(given=item.given)
    return Asked(stem, item.key, tuple(rivals), item.bloom)


def thing(item: Item, others: Others, tongue: Tongue) -> Asked | None:
    """Either what is said of a thing, or of which thing it is said."""
    assert item.found is not None
    own = tongue.material.stems_of(item.found.subject)
    many = is_plural(item.found.subject)
    answers, subjects = [], []
    for far, other in others:
        assert other.found is not None
        related = tongue.material.stems_of(other.found.subject) & own
        if related or overlap(stems(other.given), stems(item.given)) > 0.25 or other.turned:
            continue
        if _alike(other.found, item.found) and _agrees(other.given, many):
            why = f"That is the answer to another question: {other.asked}"
            answers.append(Rival(capitalised(other.given), why, far))
        if not other.found.subject.split(" ", 1)[0].endswith("ing"):
            subjects.append(Rival(other.key, f"That fits something else: “{other.found.sentence}”", far))
    if not item.turned:
        return Asked(item.asked, capitalised(item.given), tuple(answers), item.bloom)
    stem = _turned(item)
    return Asked(stem, item.key, _unlike(subjects, tongue), item.bloom) if stem else None


def holding(item: Item, others: Others, tongue: Tongue, turn: int) -> Asked:
    """What of several statements holds for a thing; the others hold for other things, of which it is not said."""
    own = tongue.material.stems_of(item.given)
    rivals = []
    for far, other in others:
        theirs = tongue.material.stems_of(other.given)
        related = own <= theirs or theirs <= own or own & tongue.material.stems_of(other.key)
        same_form = item.key.split(" ", 1)[0] == other.key.split(" ", 1)[0]
        near = related or tongue.material.together(own, theirs) or overlap(stems(other.key), stems(item.key)) > 0.4
        # what holds for any plant holds for maize
        wider = _INDEFINITE.match(other.given) and not _INDEFINITE.match(item.given)
        if same_form and not near and not wider:
            rivals.append(Rival(other.key, f"That holds for {tongue.first_small(other.given)}.", far))
    stem = pattern(HOLDS_STEMS, turn).format(given=tongue.first_small(item.given))
    return Asked(stem, item.key, tuple(rivals), item.bloom)


def by_key(item: Item, others: Others, tongue: Tongue, turn: int) -> Asked:
    """Which thing a sentence is about, or what belongs under a heading."""
    same = {normal(other.key) for _, other in others if normal(other.given) == normal(item.given)}
    own = stems(item.key)
    rivals = []
    for far, other in others:
        # what stands under a heading below this one belongs here, too
        if item.kind is Kind.MEMBER and normal(item.given) in other.above:
            continue
        if normal(other.key) in same or stems(other.key) & own or stems(other.key) & stems(item.given):
            continue
        member = f"That belongs to {tongue.small(other.given)}."
        why = member if item.kind is Kind.MEMBER else _quoted(other)
        rivals.append(Rival(capitalised(tongue.small(other.key)), why, far))
    given = tongue.named(tongue.small(item.given)) if item.kind is Kind.MEMBER else item.given
    stem = pattern(MEMBER_STEMS if item.kind is Kind.MEMBER else SAID_STEMS, turn).format(given=given)
    return Asked(stem, capitalised(tongue.small(item.key)), distinct(rivals), item.bloom)


def _unlike(rivals: Sequence[Rival], tongue: Tongue) -> tuple[Rival, ...]:
    """Without those that are the short form of another."""
    seen: dict[frozenset[str], Rival] = {}
    for rival in rivals:
        seen.setdefault(tongue.material.stems_of(rival.text), rival)
    return distinct(list(seen.values()))


def _class(answer: str) -> Form:
    """What an answer is grammatically: answers of one class can stand beside each other."""
    kind = form(answer)
    return kind if kind in (Form.BASE, Form.GERUND) else Form.NOUN


def _plural(claim: str) -> bool | None:
    """Whether the subject of a sentence is more than one thing; None if it is not found."""
    found = parted(claim)
    return is_plural(found[0]) if found else None


def _alike(one: Predication, other: Predication) -> bool:
    """Whether two answers could answer each other's question: both say what, where, what for, or what is done."""
    same = _asks(one.kind) == _asks(other.kind) and _class(one.answer) is _class(other.answer)
    # "What are LLMs?" is not answered by one thing
    return same and (one.kind != "is" or bool(_INDEFINITE.match(one.answer)) is bool(_INDEFINITE.match(other.answer)))


def _asks(kind: str) -> str:
    """What a question asks for; a verb with its preposition asks for something of its own."""
    return kind if kind in ("is", "can") or " " in kind else "what"


def _many(text: str) -> bool | None:
    """Whether a pronoun in the text stands for many things or for one; None if there is none, or both."""
    one, more = bool(re.search(r"\bits?\b", text)), bool(re.search(r"\b(?:they|them|their)\b", text))
    return more if one is not more else None


def _agrees(text: str, many: bool | None) -> bool:
    """Whether its pronouns can stand for the thing that the question names: otherwise it is seen to be wrong."""
    own = _many(text)
    return own is None or many is None or own is many


def _quoted(other: Item) -> str:
    return f"That fits something else: “{other.given}.”"


def _turned(item: Item) -> str:
    """The question that asks for the thing: ``What consists of two neural networks …?``."""
    assert item.found is not None
    kind, answer = item.found.kind, item.found.answer
    match kind.split(" ", 1):
        case ["is"]:
            return f"What is described here: {answer}?"
        case ["can"]:
            return f"What can {answer}?"
        case [verb, *_] if kind in ("use", "include", "produce") or verb in ("consist", "excel"):
            return f"What {verb}s{kind.removeprefix(verb)} {answer}?"
        case [_, _]:
            return f"What {'are' if 'their' in answer.split() else 'is'} {kind} {answer}?"
        case _:
            return ""
