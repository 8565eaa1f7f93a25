"""An item of the notes -> a question: its stem, its answer, and three distractors from the same notes.

A distractor is of the same kind as the answer (a term among terms, a reason among reasons), surely wrong here, and of
about the same length; its rationale says what it really is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lecturegen.llm.offline.distractors import Asked, Rival
from lecturegen.llm.offline.item import Item, Kind
from lecturegen.llm.offline.items import rows_beside
from lecturegen.llm.offline.language import capitalised, ended, length, normal, overlap, stems
from lecturegen.llm.offline.plain import by_key, end, holding, thing
from lecturegen.llm.offline.terms import is_clause
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.llm.offline.wording import (
    ADVICE_STEMS,
    CHOICE_STEMS,
    CLAUSE_STEMS,
    COST_STEMS,
    REASON_STEMS,
    pattern,
)
from lecturegen.questions import Bloom
from lecturegen.schema import Table

_LABEL = 4
"""Words of a label at most that can stand among terms."""


@dataclass(frozen=True, slots=True)
class Label:
    """``Substitutes: a dearer substitute shifts demand``, from a list of section ``section`` (from 0)."""

    section: int
    name: str
    text: str


class Pool:
    """Everything that can serve as a distractor in a week: items, tables, and labels with what stands behind them."""

    def __init__(
        self, items: Sequence[Sequence[Item]], tables: Sequence[Table], labels: Sequence[Label], tongue: Tongue
    ) -> None:
        self._items = [(number, item) for number, own in enumerate(items) for item in own]
        self._tables = tables
        self._labels = labels
        self._tongue = tongue

    def ask(self, item: Item, section: int, turn: int) -> Asked | None:
        """The question that an item makes in section ``section`` (from 0), or None if distractors are wanting.

        ``turn`` counts the questions of its kind over the week: it settles wording and the place among lengths.
        """
        ways = self._ways(item, section, turn)
        return next((a for a in ways if a and len({normal(r.text) for r in a.rivals}) >= 3), None)

    def _ways(self, item: Item, section: int, turn: int) -> Iterator[Asked | None]:
        others = tuple(self._of_kind(item, section))
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
                yield thing(item, others, self._tongue)
            case Kind.EFFECT | Kind.PURPOSE:
                yield end(item, others, turn)
            case Kind.HOLDS:
                yield holding(item, others, self._tongue, turn)
            case Kind.SAID | Kind.MEMBER:
                yield by_key(item, others, self._tongue, turn)

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
        speech = self._tongue.speech
        whole = self._tongue.english and is_clause(item.given)
        return pattern(CLAUSE_STEMS if whole else speech.by_meaning, turn), pattern(speech.by_term, turn)

    def _term_rivals(self, item: Item, section: int) -> tuple[tuple[Rival, ...], tuple[Rival, ...]]:
        """Other terms, and other meanings."""
        names, meanings = [], []
        for far, other in self._of_kind(item, section):
            if overlap(stems(other.given), stems(item.given)) >= 0.6:
                continue
            name = self._tongue.small(other.key)
            plain = ended(f"{name}{self._tongue.words.colon}{other.given}")
            what = f"{capitalised(name)} is something else: {other.given}." if self._tongue.english else ""
            names.append(Rival(other.key, what or plain, far))
            if not self._tongue.english or is_clause(other.given) is is_clause(item.given):
                why = f"That is what “{name}” means." if self._tongue.english else ""
                meanings.append(
                    Rival(capitalised(other.given), why or ended(f"{name}{self._tongue.words.colon}{other.given}"), far)
                )
        if len(names) < 3:
            names += self._label_rivals(item, section)
        return tuple(names), tuple(meanings)

    def _label_rivals(self, item: Item, section: int) -> Iterator[Rival]:
        """Names of other things, where the notes define too few."""
        words = stems(f"{item.key} {item.given}")
        for label in self._labels:
            if length(label.name) <= _LABEL and not stems(label.name) & words and stems(label.name):
                why = ended(f"{label.name}{self._tongue.words.colon}{label.text}")
                yield Rival(label.name, why, abs(label.section - section) + 1)

    def _reason(self, item: Item, section: int, turn: int) -> Asked:
        rivals = [
            Rival(o.key, f"That explains something else: {o.given}.", far + 2 * (o.frame == item.frame and not far))
            for far, o in self._of_kind(item, section)
            if overlap(stems(o.given), stems(item.given)) < 0.34 and overlap(stems(o.key), stems(item.key)) < 0.5
        ]
        claim = self._tongue.first_small(item.given)
        stem = pattern(REASON_STEMS, turn).format(claim=claim, Claim=capitalised(item.given))
        return Asked(stem, item.key, tuple(rivals), item.bloom)

    def _mistake(self, item: Item, section: int, turn: int) -> Asked:
        kind, _, given = item.given.partition("|")
        rivals = []
        for far, other in self._of_kind(item, section):
            against, _, text = other.given.partition("|")
            said = "The advice against that is" if against == "advice" else "That ends otherwise"
            rivals.append(Rival(other.key, ended(f"{said}: {text}"), far))
        stem = pattern(ADVICE_STEMS if kind == "advice" else COST_STEMS, turn).format(given=given)
        return Asked(stem, item.key, tuple(rivals), item.bloom)

    def _choice(self, item: Item, turn: int) -> Asked | None:
        for table in self._tables:
            if any(row[0] == item.key for row in table.rows) and table.header[0].lower() == item.asked:
                rivals = tuple(Rival(row, f"{row} has {has}.") for row, has in rows_beside(table, item.key))
                return Asked(
                    pattern(CHOICE_STEMS, turn).format(given=item.given, what=item.asked), item.key, rivals, item.bloom
                )
        return None
