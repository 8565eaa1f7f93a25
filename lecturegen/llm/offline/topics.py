"""Topics and pieces -> which piece is taught under which topic.

The same topics and notes give the same answer, so that plan, draft and questions of a section, asked for one by one,
speak of the same pieces. A piece below a heading that is the topic belongs to it; the others go where their words
point, the emptier topic first; no piece serves two topics.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from lecturegen.llm.offline.language import normal, overlap, stem, stems
from lecturegen.llm.offline.material import Material
from lecturegen.llm.offline.pieces import Piece
from lecturegen.llm.offline.telling import Told

_REVIEW = re.compile(
    r"\b(conclu\w+|summar\w+|takeaways?|recap\w*|wrap\w*|q ?& ?a|questions|discussions?|feedback|reflections?"
    r"|reflecting|"
    r"resources|further (reading|learning)|outlook|review|closing|next steps|"
    r"zusammenfassung|fazit|ausblick|diskussion|rückblick|fragen|conclusion|résumé|synthèse|conclusión|resumen)\b",
    re.I,
)
# words of a topic that say what kind of section it is, with the words in which notes speak of such matters
_CUES = {
    "introduc": "introduction introduce basics overview matter",
    "overview": "overview introduction contents",
    "type": "types kinds families categories techniques concepts",
    "kind": "types kinds families categories",
    "applica": "applications application uses used impact industry examples tools assistants",
    "use": "applications uses used impact industry",
    "challeng": "challenges limitation limitations problem problems struggle struggled difficult trouble mistake "
    "fail harder cost",
    "limit": "limitation limitations problem struggle difficult fail",
    "ethic": "ethical ethics bias privacy harm harmless honest truthful misinformation deepfake deepfakes fair "
    "values consent security",
    "future": "future trends directions road map growing emerging",
    "trend": "future trends growing emerging",
    "compar": "compare comparison versus unlike whereas while difference differs instead limitations",
    "evalu": "evaluation metric metrics measure score benchmark",
    "train": "training trained pre-training fine-tuning",
    "implement": "implementation implementing code build building install library practical",
    "practic": "implementation code build building install library practical",
    "histor": "before history early first evolution",
    "resource": "road map learn study links libraries frameworks tutorials courses books roadmap skills",
    "reading": "road map learn study links books",
    "learning": "road map learn study skills",
}  # fmt: skip
_GENERIC = stems(
    "introduction overview basics types kinds considerations analysis concepts fundamentals key main important "
    "case study "
    "section part topic techniques methods approaches understanding exploring directions of and the to"
)
_OPEN = re.compile(
    r"^(what (is|are)|introduc|overview|basics|foundations?|background|types? of|comparative|comparison)", re.I
)
_OPENS = re.compile(r"^(what (is|are)|introduc|overview|basics|foundations?|background)", re.I)
_ASKS = re.compile(r"^(what|why)\b", re.I)
_OWN = 0.6
"""Likeness of a heading to a topic from which on what is below the heading belongs to the topic (Jaccard of stems)."""


@dataclass(frozen=True, slots=True)
class Share:
    """The pieces of one topic, in the order of the notes. ``review``: a topic that looks back on the others."""

    topic: str
    pieces: tuple[int, ...]
    review: bool


def is_review(topic: str) -> bool:
    return bool(_REVIEW.search(topic))


def shared_out(topics: Sequence[str], material: Material, told: Sequence[Told]) -> tuple[Share, ...]:
    """One share a topic; a review topic may have none, and so may any other if the notes are too short."""
    deal = _Deal(topics, material, told)
    deal.by_heading()
    deal.by_words()
    deal.rest()
    return tuple(Share(topic, tuple(sorted(deal.taken[i])), is_review(topic)) for i, topic in enumerate(topics))


class _Deal:
    def __init__(self, topics: Sequence[str], material: Material, told: Sequence[Told]) -> None:
        self.topics, self.material, self.told = topics, material, told
        self.words = [t.words for t in told]
        self.taken: list[set[int]] = [set() for _ in topics]
        self.owners: set[int] = set()
        self.open = {p.number for p in material.pieces if told[p.number].words or p.terms or told[p.number].aside}
        self.plain = [i for i, topic in enumerate(topics) if not is_review(topic)] or list(range(len(topics)))
        self.target = sum(self.words) / max(1, len(self.plain))
        self._seen_in = Counter(s for piece in material.pieces for s in piece.stems)
        self._stems = [material.stems_of(topic) - _GENERIC for topic in topics]
        self._cues = [_cues_of(topic) for topic in topics]
        self._wanted_by = Counter(s for own in self._stems for s in own)
        self._known = set(self._seen_in).union(*(self.material.stems_of(h) for p in material.pieces for h in p.path))
        self._heads = [[material.stems_of(head) for head in piece.path] for piece in material.pieces]

    def take(self, topic: int, piece: int) -> None:
        self.taken[topic].add(piece)
        self.open.discard(piece)

    def load(self, topic: int) -> float:
        return sum(self.words[p] for p in self.taken[topic]) / (self.target or 1)

    def by_heading(self) -> None:
        """Pieces below a heading that is one topic and no other."""
        for number in sorted(self.open):
            likeness = [self._likeness(topic, number) for topic in range(len(self.topics))]
            best = max(likeness, default=0.0)
            winners = [topic for topic, one in enumerate(likeness) if one >= best - 0.05]
            if best >= _OWN and len(winners) == 1:
                self.take(winners[0], number)
                self.owners.add(winners[0])

    def by_words(self) -> None:
        """The piece that fits best first, each to the topic where it fits; a topic that has its share wants less."""
        scores: dict[int, dict[int, float]] = {}
        for number in sorted(self.open):
            fit = {t: self.score(t, number) for t in range(len(self.topics)) if self._is_about(t, number)}
            if fit:
                scores[number] = fit
        for number in sorted(scores, key=lambda n: (-max(scores[n].values()), n)):
            fit = scores[number]
            self.take(max(fit, key=lambda t: (fit[t] * self._kinship(t, number) / (1 + self.load(t)), -t)), number)

    def rest(self) -> None:
        """What is left goes in families, where its kin is or room is; then topics without anything are fed.

        A topic that has a heading of its own takes no strangers: what belongs to no topic is left unsaid.
        """
        families: dict[tuple[str, ...], list[int]] = {}
        for number in sorted(self.open):
            path = self.material.pieces[number].path
            families.setdefault(path[:-1] if len(path) > 2 else path, []).append(number)
        poor = [t for t in self.plain if t not in self.owners]
        for path, numbers in families.items():
            total = self._members(range(len(self.words)), path)
            kin = [t for t in self.plain if total > len(numbers) and 2 * self._members(self.taken[t], path) > total]
            if kin or poor:
                topic = kin[0] if kin else max(poor, key=lambda t: (round(self._welcome(t, numbers), 3), -t))
                for number in numbers:
                    self.take(topic, number)
        for topic in self.plain:
            if not any(self.words[p] for p in self.taken[topic]):
                self._feed(topic)

    def _members(self, numbers: Iterable[int], path: tuple[str, ...]) -> int:
        """How many of some pieces stand below a heading."""
        return sum(self.material.pieces[n].path[: len(path)] == path for n in numbers)

    def _is_about(self, topic: int, number: int) -> bool:
        """Most of what the topic's words weigh is in the piece or its headings, or the piece speaks of such matters."""
        piece = self.material.pieces[number]
        often = {s for s, times in piece.stems.items() if times * min(1.0, 45 / max(1, piece.words)) >= 1}
        there = often.union(*self._heads[number])
        weight = sum(map(self._weight, self._stems[topic] & there))
        total = sum(map(self._weight, self._stems[topic]))
        covered = weight >= 1 and weight / total >= 0.4
        return (covered and topic in self.plain) or self._cued(topic, number) >= 0.8

    def _welcome(self, topic: int, numbers: list[int]) -> float:
        """How well a family fits a topic. Topics of many meanings (an introduction) are open to anything."""
        room = 0.5 if _OPEN.search(self.topics[topic]) or not self._cues[topic] | self._stems[topic] else 0.02
        mean = sum(self.score(topic, n) * (1.0 if self._is_about(topic, n) else 0.1) for n in numbers) / len(numbers)
        return (room + mean) * self._kinship(topic, numbers[0]) / (1 + self.load(topic))

    def _feed(self, topic: int) -> None:
        rich = [t for t in self.plain if len([p for p in self.taken[t] if self.words[p]]) > 1]
        donors = {p: t for t in rich for p in self.taken[t] if self.words[p]}
        if donors:
            best = max(donors, key=lambda p: (self.score(topic, p), self.load(donors[p]), -p))
            self.taken[donors[best]].discard(best)
            self.take(topic, best)

    def _likeness(self, topic: int, number: int) -> float:
        """How much the best heading above a piece is the topic; a deeper heading counts a little more."""
        best = 0.0
        for depth, (head, own) in enumerate(zip(self.material.pieces[number].path, self._heads[number], strict=True)):
            wanted, offered = self._stems[topic], own - _GENERIC
            same = normal(head) == normal(self.topics[topic])
            alike = 1.5 if same else len(wanted & offered) / len(wanted | offered) if wanted | offered else 0.0
            if alike >= _OWN:
                best = max(best, alike + 0.1 * depth)
        return best

    def score(self, topic: int, number: int) -> float:
        """Weight of the topic's words in a piece and its headings, plus that of its cues."""
        wanted = self._stems[topic]
        piece, heads = self.material.pieces[number], self._heads[number]
        own, above = (heads[-1] if heads else frozenset()), frozenset().union(*heads[:-1])
        found = sum(
            self._weight(s) * (3 * (s in own) + 1.2 * (s in above) + piece.stems[s] / (piece.stems[s] + 1.5))
            for s in wanted
        )
        return found + self._cued(topic, number)

    def _cued(self, topic: int, number: int) -> float:
        piece, heads = self.material.pieces[number], self._heads[number]
        own, above = (heads[-1] if heads else frozenset()), frozenset().union(*heads[:-1])
        cues = self._cues[topic] - self._stems[topic]
        asked = 1.5 * bool(_OPENS.search(self.topics[topic]) and _ASKS.match(piece.head))
        return min(3.0, asked + sum(1.5 * (c in own) + 0.6 * (c in above) + self._telling(c, piece) for c in cues))

    def _telling(self, cue: str, piece: Piece) -> float:
        """What a cue in the text says: much in a short text, little in a long one or if half of the notes hold it."""
        times = piece.stems[cue] * min(1.0, 60 / max(1, piece.words))
        return 0.5 * min(2.0, times) * min(1.0, 6 / (1 + self._seen_in[cue]))

    def _kinship(self, topic: int, number: int) -> float:
        """A family is not torn apart without need: pieces under one heading draw each other."""
        path = self.material.pieces[number].path
        mine = [self.material.pieces[p].path for p in self.taken[topic]]
        if any(other == path or (len(path) > 2 and other[:-1] == path[:-1]) for other in mine):
            return 2.0
        return 1.3 if len(path) > 2 and any(other[: len(path) - 1] == path[:-1] for other in mine) else 1.0

    def _weight(self, word: str) -> float:
        """A word counts for more the fewer pieces and the fewer topics have it."""
        if word not in self._known:
            return 0.0
        rarity = log(1 + len(self.material.pieces) / (0.5 + self._seen_in[word]))
        return rarity / self._wanted_by[word]


def _cues_of(topic: str) -> frozenset[str]:
    lowered = topic.lower()
    found = " ".join(words for cue, words in _CUES.items() if re.search(rf"\b{cue}", lowered))
    return frozenset(map(stem, found.split()))


def nearest(text: str, pieces: Sequence[Piece], material: Material) -> Piece | None:
    """The piece that shares most of its words with ``text``."""
    wanted = material.stems_of(text)
    ranked = [(overlap(wanted, frozenset(piece.stems)), -piece.number, piece) for piece in pieces]
    best = max(ranked, key=lambda r: r[:2], default=None)
    return best[2] if best and best[0] > 0 else None
