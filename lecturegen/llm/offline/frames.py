"""The told pieces of one topic -> an opening and two to five frames, each with its speech and what it can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lecturegen.llm.offline.language import length, normal, sentences, stem, stems, tokens
from lecturegen.llm.offline.pieces import Term
from lecturegen.llm.offline.predications import Predication
from lecturegen.llm.offline.telling import Role, Said, Told
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.schema import Code, Table

FRAME_WORDS = 120

"""Words of a frame of the length we aim at: a minute or a little more."""

FEWEST, MOST = 2, 5

OPENING_WORDS = 110


@dataclass(slots=True)
class Frame:
    """One slide with its speech.

    ``path``: headings above; ``heads``: of all pieces in it; ``items``: lists, each under its heading; ``steps``:
    numbered ones; ``pairs``: labels with what stands behind them; ``terms``: words that it defines; ``recalls``: what
    it asks for; ``named``: its headline says what is its own, and is not the topic's or another's with a number.
    """

    path: tuple[str, ...]
    said: list[Said]
    heads: list[str] = field(default_factory=list)
    items: list[tuple[str, list[str]]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    steps: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    code: list[Code] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    recalls: list[Predication] = field(default_factory=list)
    title: str = ""
    named: bool = True
    bullets: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(said.text for said in self.said)

    @property
    def words(self) -> int:
        return length(self.text)

    @property
    def weight(self) -> int:
        """Words, and what a formula, code or a table takes to show."""
        return self.words + 30 * len(self.formulas) + 40 * len(self.code) + 40 * len(self.tables)


def framed(topic: str, told: Sequence[Told], tongue: Tongue) -> tuple[list[Said], list[Frame]]:
    """The paragraphs that open the section, if the notes have any, and its frames without headlines."""
    blocks = [_block(t) for t in told if t.said or t.formulas or t.code or t.tables]
    opening: list[Said] = []
    rest = sum(block.words for block in blocks[1:])
    if blocks and blocks[0].words <= min(OPENING_WORDS, rest / 2) and _is_intro(blocks[0], topic):
        opening = blocks.pop(0).said
    blocks = _spoken(blocks)
    words = sum(block.words for block in blocks)
    wanted = min(MOST, max(FEWEST, round(words / FRAME_WORDS)))
    _merge_small(blocks, wanted)
    while len(blocks) < FEWEST and _split(blocks):
        pass
    for term in (term for t in told for term in t.piece.terms):
        if blocks:
            _home(term, blocks).terms.append(term)
    return opening, blocks


def _block(told: Told) -> Frame:
    lists = [(told.piece.head, items) for items in told.items if items]
    made = Frame(told.piece.path, list(told.said), [told.piece.head] if told.piece.head else [], lists)
    made.pairs = list(told.pairs)
    made.steps = [(told.piece.head, steps) for steps in told.steps]
    made.formulas, made.code, made.tables = list(told.formulas), list(told.code), list(told.tables)
    return made


def _is_intro(block: Frame, topic: str) -> bool:
    """Prose right below the topic's own heading: how the lecturer begins."""
    plain = all(said.role is Role.CLAIM for said in block.said)
    bare = not (block.formulas or block.code or block.tables)
    return bool(block.said) and plain and bare and bool(block.path) and normal(block.path[-1]) == normal(topic)


def _spoken(blocks: list[Frame]) -> list[Frame]:
    """What has something to show and nothing to say joins the block before it."""
    kept: list[Frame] = []
    for block in blocks:
        if not block.said and kept:
            join(kept[-1], block)
        else:
            kept.append(block)
    if len(kept) > 1 and not kept[0].said:
        first = kept.pop(0)
        kept[0].formulas[:0], kept[0].code[:0], kept[0].tables[:0] = first.formulas, first.code, first.tables
    return [block for block in kept if block.said]


def _merge_small(blocks: list[Frame], wanted: int) -> None:
    """Neighbours become one frame until there are ``wanted``; next of kin first, then the shortest."""
    while len(blocks) > wanted:
        costs = [_distance(a, b) for a, b in pairwise(blocks)]
        place = min(range(len(costs)), key=lambda i: (costs[i], i))
        strangers = costs[place] >= _STRANGERS and all(block.words >= 50 for block in blocks)
        if len(blocks) <= MOST and (strangers or blocks[place].words + blocks[place + 1].words > 1.6 * FRAME_WORDS):
            return
        join(blocks[place], blocks.pop(place + 1))


_STRANGERS = 1000


def _distance(a: Frame, b: Frame) -> int:
    """What it costs to put two blocks on one slide: their words, much more if they stand under different headings."""
    shared = sum(x == y for x, y in zip(a.path, b.path, strict=False))
    apart = max(len(a.path), len(b.path)) - shared
    kin = apart <= 1 and shared > 0
    twice = bool(a.formulas and b.formulas) + bool(a.code and b.code) + bool(a.tables and b.tables)
    return a.words + b.words + 80 * twice + (0 if kin else _STRANGERS + 100 * apart)


def join(first: Frame, second: Frame) -> None:
    shared = tuple(x for x, y in zip(first.path, second.path, strict=False) if x == y)
    if first.words < 2 * second.words and len(shared) > 1:
        first.path = shared
    for name in ("said", "heads", "items", "pairs", "steps", "formulas", "code", "tables", "terms"):
        getattr(first, name).extend(getattr(second, name))


def _split(blocks: list[Frame]) -> bool:
    """Part the longest block in two, at a paragraph, or between sentences where the second can stand alone."""
    for place in sorted(range(len(blocks)), key=lambda i: -blocks[i].words):
        block = blocks[place]
        if len(block.said) == 1 and len(parts := sentences(block.said[0].text)) > 1:
            cut = (len(parts) + 1) // 2
            first = block.said[0]
            block.said = [
                Said(" ".join(parts[:cut]), first.role, first.piece),
                Said(" ".join(parts[cut:]), first.role, first.piece),
            ]
        if len(block.said) > 1:
            cut = _middle(block.said)
            second = Frame(block.path, block.said[cut:], list(block.heads))
            second.formulas, second.code, second.tables = block.formulas[1:], block.code[1:], block.tables[1:]
            block.said, block.formulas = block.said[:cut], block.formulas[:1]
            block.code, block.tables = block.code[:1], block.tables[:1]
            blocks.insert(place + 1, second)
            return True
    return False


def _middle(said: Sequence[Said]) -> int:
    """Where to part paragraphs so that both sides are about as long."""
    total = sum(s.words for s in said)
    return min(range(1, len(said)), key=lambda cut: abs(2 * sum(s.words for s in said[:cut]) - total))


def _home(term: Term, frames: Sequence[Frame]) -> Frame:
    """The frame that speaks of a term: one that says what it means, else the first that names it, else the one that
    shares most of its meaning."""
    name = _stemmed(term.name)
    if term.said and (found := [frame for frame in frames if normal(term.meaning) in normal(frame.text)]):
        return found[0]
    for frame in frames:
        claims = [said.text for said in frame.said if said.role is Role.CLAIM]
        if any(f" {name} " in f" {_stemmed(text)} " for text in (*frame.path[-1:], *claims)):
            return frame
    own, wanted = stems(term.name), stems(f"{term.name} {term.meaning}")
    return max(frames, key=lambda f: 2 * len(own & stems(f.text)) + len(wanted & stems(f.text)) / max(1, len(wanted)))


def _stemmed(text: str) -> str:
    return " ".join(map(stem, tokens(text)))
