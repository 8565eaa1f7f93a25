"""An item of the notes -> a question: its stem, its answer, and three distractors from the same notes.

A distractor is of the same kind as the answer (a term among terms, a reason among reasons), surely wrong here, and of
about the same length; its rationale says what it really is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lecturegen.llm.offline import links
from lecturegen.llm.offline.grammar import Form, form
from lecturegen.llm.offline.items import Item, Kind, rows_beside
from lecturegen.llm.offline.language import capitalised, ended, length, normal, overlap, stems
from lecturegen.llm.offline.lists import Tongue
from lecturegen.llm.offline.week import is_clause
from lecturegen.questions import Bloom
from lecturegen.schema import Table
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


_TERM_STEMS = (
    "What is the name for {given}?",
    "What do you call {given}?",
    "Which term stands for {given}?",
    "Somebody describes {given}. What is the word for it?",
    "A report needs one word for {given}. Which one fits?",
    "Which of these words means {given}?",
)
_CLAUSE_STEMS = (
    "What do you call it when {given}?",
    "What is the word for it when {given}?",
    "Suppose {given}. Which term names that?",
)
_MEANING_STEMS = (
    "What does “{key}” mean?",
    "Which description fits the term “{key}”?",
    "How would you define “{key}”?",
    "A fellow student asks what “{key}” is. What do you say?",
    "Which of these is meant by “{key}”?",
)
_REASON_STEMS = (
    "Why is it that {claim}?",
    "What is the reason that {claim}?",
    "Somebody wants to know why {claim}. What do you answer?",
    "What explains that {claim}?",
    "How come {claim}?",
    "{Claim}. What is behind that?",
)
_ADVICE_STEMS = (
    "“{given}.” Which mistake does that advice guard against?",
    "What do people get wrong who have to be told: “{given}”?",
    "Which habit makes this advice necessary: “{given}”?",
    "You hear the advice “{given}.” Which mistake is it meant to prevent?",
    "“{given}.” What goes on where nobody heeds that?",
)
_COST_STEMS = (
    "“{given}.” Which mistake ends like that?",
    "A report on a failed project says: “{given}.” What had gone on before?",
    "Which habit leads to this outcome: “{given}”?",
    "“{given}.” What was the mistake behind it?",
    "You read: “{given}.” Which mistake had come before?",
)
_CHOICE_STEMS = (
    "A project needs {given}. Which {what} does it choose?",
    "Your demands are {given}. Which {what} meets them?",
    "Which {what} do you take if you look for {given}?",
)
_SAID_STEMS = (
    "Of which of these is it said: “{given}”?",
    "“{given}.” What is that about?",
    "What does this sentence describe: “{given}”?",
    "“{given}.” To which heading does that belong?",
    "Which of these fits the sentence “{given}”?",
    "You read: “{given}.” What is meant?",
)
_EFFECT_STEMS = (
    "“{given}.” With what effect?",
    "What does this bring about: “{given}”?",
    "“{given}.” What follows?",
    "Which effect belongs to this: “{given}”?",
    "“{given}.” What comes of that?",
)
_PURPOSE_STEMS = (
    "“{given}.” To what end?",
    "Which purpose lies behind this: “{given}”?",
    "“{given}.” What is that meant to achieve?",
    "What is the point of this: “{given}”?",
)
_CAUSE_STEMS = (
    "What does this belong to: “{given}”?",
    "“{given}”: of which of these can that be said?",
    "Of which statement is this the end: “{given}”?",
)
_MEMBER_STEMS = (
    "Which of these belongs to {given}?",
    "Under {given} you would expect which of these?",
    "What comes under the heading of {given}?",
    "Which of these would you sort under {given}?",
    "What is part of {given}?",
)


class Pool:
    """Everything that can serve as a distractor in a week: the items of all sections, and the tables."""

    def __init__(self, items: Sequence[Sequence[Item]], tables: Sequence[Table], tongue: Tongue) -> None:
        self._items = [(number, item) for number, own in enumerate(items) for item in own]
        self._tables = tables
        self._tongue = tongue

    def ask(self, item: Item, section: int, turn: int) -> Asked | None:
        """The question that an item makes in section ``section`` (from 0), or None if distractors are wanting.

        ``turn`` counts the questions of its kind over the week: it settles wording and the place among lengths.
        """
        ways = self._ways(item, section, turn)
        return next((a for a in ways if a and len({normal(r.text) for r in a.rivals}) >= 3), None)

    def _ways(self, item: Item, section: int, turn: int) -> Iterator[Asked | None]:
        match item.kind:
            case Kind.SUM:
                rivals = tuple(Rival(slip.text, slip.mistake, place) for place, slip in enumerate(item.slips))
                yield Asked(f"{item.given} {item.asked}".strip(), item.key, rivals, item.bloom)
            case Kind.TERM:
                yield from self._term(item, section, turn)
            case Kind.REASON:
                yield self._reason(item, section, turn)
            case Kind.MISTAKE:
                yield self._mistake(item, section, turn)
            case Kind.CHOICE:
                yield self._choice(item, turn)
            case Kind.THING:
                yield self._thing(item, section)
            case Kind.EFFECT | Kind.PURPOSE:
                yield self._end(item, section, turn)
            case Kind.SAID:
                yield self._by_key(item, section, _of(_SAID_STEMS, turn).format(given=item.given))
            case Kind.MEMBER:
                heading = self._tongue.small(item.given)
                yield self._by_key(item, section, _of(_MEMBER_STEMS, turn).format(given=heading))

    def _of_kind(self, item: Item, section: int) -> Iterator[tuple[float, Item]]:
        """Other items of a kind, each with how far away it is: same section first, then the neighbours."""
        for number, other in self._items:
            if other.kind is item.kind and normal(other.key) != normal(item.key):
                yield abs(number - section), other

    def _term(self, item: Item, section: int, turn: int) -> Iterator[Asked | None]:
        # a meaning that holds the term's own words gives itself away, whichever of the two is asked for
        if stems(item.key) & stems(item.given):
            return
        forward, backward = self._term_stems(item, turn)
        by_name, by_meaning = self._term_rivals(item, section)
        name = self._tongue.small(item.key)
        ways = [
            Asked(forward.format(given=item.given), item.key, by_name, Bloom.REMEMBER),
            Asked(backward.format(key=name), capitalised(item.given), by_meaning, Bloom.REMEMBER),
        ]
        yield from ways if turn % 3 != 1 else ways[::-1]

    def _term_stems(self, item: Item, turn: int) -> tuple[str, str]:
        """The question that asks for the term, and the one that asks for its meaning."""
        if self._tongue.english:
            patterns = _CLAUSE_STEMS if is_clause(item.given) else _TERM_STEMS
            return _of(patterns, turn), _of(_MEANING_STEMS, turn)
        plain = links.PLAIN.get(self._tongue.language, links.Plain())
        return plain.by_meaning, plain.by_term

    def _term_rivals(self, item: Item, section: int) -> tuple[tuple[Rival, ...], tuple[Rival, ...]]:
        """Other terms, and other meanings."""
        names, meanings = [], []
        for far, other in self._of_kind(item, section):
            if overlap(stems(other.given), stems(item.given)) >= 0.6:
                continue
            name = self._tongue.small(other.key)
            what = f"{capitalised(name)} is something else: {other.given}." if self._tongue.english else ""
            names.append(Rival(other.key, what or f"{name}: {other.given}.", far))
            if not self._tongue.english or is_clause(other.given) is is_clause(item.given):
                why = f"That is what “{name}” means." if self._tongue.english else ""
                meanings.append(Rival(capitalised(other.given), why or f"{name}: {other.given}.", far))
        return tuple(names), tuple(meanings)

    def _reason(self, item: Item, section: int, turn: int) -> Asked:
        rivals = [
            Rival(o.key, f"That explains something else: {o.given}.", far + 2 * (o.frame == item.frame and not far))
            for far, o in self._of_kind(item, section)
            if overlap(stems(o.given), stems(item.given)) < 0.34 and overlap(stems(o.key), stems(item.key)) < 0.5
        ]
        claim = self._tongue.first_small(item.given)
        stem = _of(_REASON_STEMS, turn).format(claim=claim, Claim=capitalised(item.given))
        return Asked(stem, item.key, tuple(rivals), item.bloom)

    def _mistake(self, item: Item, section: int, turn: int) -> Asked:
        kind, _, given = item.given.partition("|")
        rivals = []
        for far, other in self._of_kind(item, section):
            against, _, text = other.given.partition("|")
            said = "The advice against that is" if against == "advice" else "That ends otherwise"
            rivals.append(Rival(other.key, ended(f"{said}: {text}"), far))
        stem = _of(_ADVICE_STEMS if kind == "advice" else _COST_STEMS, turn).format(given=given)
        return Asked(stem, item.key, tuple(rivals), item.bloom)

    def _choice(self, item: Item, turn: int) -> Asked | None:
        for table in self._tables:
            if any(row[0] == item.key for row in table.rows) and table.header[0].lower() == item.asked:
                rivals = tuple(Rival(row, f"{row} has {has}.") for row, has in rows_beside(table, item.key))
                return Asked(_of(_CHOICE_STEMS, turn).format(given=item.given, what=item.asked), item.key, rivals, item.bloom)
        return None

    def _end(self, item: Item, section: int, turn: int) -> Asked:
        """What comes of something or what it is for; turned round, of what it comes."""
        rivals = [
            Rival(other.key, ended(f"That goes with something else: {other.given}"), far + (0 if far else 1.5))
            for far, other in self._of_kind(item, section)
            if other.turned is item.turned
            and overlap(stems(other.key), stems(item.key)) < 0.3
            and overlap(stems(other.given), stems(item.given)) < 0.5
        ]
        patterns = _EFFECT_STEMS if item.kind is Kind.EFFECT else _PURPOSE_STEMS
        stem = _of(_CAUSE_STEMS if item.turned else patterns, turn).format(given=item.given)
        return Asked(stem, item.key, tuple(rivals), item.bloom)

    def _thing(self, item: Item, section: int) -> Asked | None:
        """Either what is said of a thing, or of which thing it is said."""
        assert item.found is not None
        own = self._tongue.material.stems_of(item.found.subject)
        answers, subjects = [], []
        for far, other in self._of_kind(item, section):
            assert other.found is not None
            if self._tongue.material.stems_of(other.found.subject) & own or overlap(stems(other.given), stems(item.given)) > 0.25:
                continue
            if other.turned:
                continue
            if _class(other.found.answer) is _class(item.found.answer):
                answers.append(Rival(capitalised(other.given), f"That is the answer to another question: {other.asked}", far))
            if not other.found.subject.split(" ", 1)[0].endswith("ing"):
                subjects.append(Rival(other.key, f"That fits something else: “{other.found.sentence}”", far))
        if not item.turned:
            return Asked(item.asked, capitalised(item.given), tuple(answers), item.bloom)
        stem = _turned(item)
        return Asked(stem, item.key, _distinct(subjects), item.bloom) if stem else None

    def _by_key(self, item: Item, section: int, stem: str) -> Asked:
        same = {normal(o.key) for _, o in self._items if o.kind is item.kind and normal(o.given) == normal(item.given)}
        own = stems(item.key)
        rivals = []
        for far, other in self._of_kind(item, section):
            if normal(other.key) in same or stems(other.key) & own or stems(other.key) & stems(item.given):
                continue
            said = f"That belongs to {self._tongue.small(other.given)}." if item.kind is Kind.MEMBER else _quoted(other)
            rivals.append(Rival(other.key, said, far))
        return Asked(stem, item.key, _distinct(rivals), item.bloom)


def _class(answer: str) -> Form:
    """What an answer is grammatically: answers of one class can stand beside each other."""
    kind = form(answer)
    return kind if kind in (Form.BASE, Form.GERUND) else Form.NOUN


def _quoted(other: Item) -> str:
    return f"That fits something else: “{other.given}.”"


def _turned(item: Item) -> str:
    """The question that asks for the thing: ``What consists of two neural networks …?``"""
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
            return f"What is {kind} {answer}?"
        case _:
            return ""


def _distinct(rivals: Iterable[Rival]) -> tuple[Rival, ...]:
    """One rival for each wording, the nearest."""
    best: dict[str, Rival] = {}
    for rival in sorted(rivals, key=lambda r: r.near):
        words = frozenset(s[:5] for s in stems(rival.text))
        if not any(words & frozenset(s[:5] for s in stems(kept.text)) == words for kept in best.values()):
            best.setdefault(normal(rival.text), rival)
    return tuple(best.values())


def chosen(asked: Asked, turn: int) -> list[DistractorReply]:
    """Three of the rivals: near ones of like length, of which as many are longer than the answer as ``turn`` asks for.

    Numbers are shown in order of value, so there the turn settles how many are greater.
    """
    key = asked.answer
    numeric = _number(key)
    rivals = [r for r in asked.rivals if normal(r.text) != normal(key)]
    if numeric is None:
        short = len(key) < 25
        rivals.sort(key=lambda r: (not short and abs(len(r.text) - len(key)) / len(key) > 0.6, r.near + (0.5 if short else 3) * _unlike(r.text, key)))
        above = [r for r in rivals if len(r.text) > len(key)]
        below = [r for r in rivals if len(r.text) <= len(key)]
        wanted = (2, 1, 3, 1, 2)[turn % 5]
    else:
        above = [r for r in rivals if (_number(r.text) or 0) > numeric]
        below = [r for r in rivals if (_number(r.text) or 0) <= numeric]
        wanted = (1, 3, 2, 0)[turn % 4]
    taken = _apart(above, wanted)
    taken += _apart(below, 3 - len(taken), taken)
    taken += _apart([r for r in rivals if r not in taken], 3 - len(taken), taken)
    return [DistractorReply(text=r.text, rationale=r.rationale) for r in taken]


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


def _number(text: str) -> float | None:
    match = re.fullmatch(r"([−-]?[\d,]*\.?\d+)%?", text.strip())
    return float(match[1].replace(",", "").replace("−", "-")) if match else None


def _of(patterns: Sequence[str], turn: int) -> str:
    return patterns[turn % len(patterns)]
