"""The told pieces of one topic -> an opening and two to six frames, each with its headline, its speech and its slide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lecturegen.llm.offline.clauses import HEADLINE, chosen, enumerated, headline, shown, statements
from lecturegen.llm.offline.grammar import Form, form, is_verb_form
from lecturegen.llm.offline.language import capitalised, length, listed, normal, sentences, stem, stems, tokens
from lecturegen.llm.offline.lexicon import DETERMINERS, MOSTLY_NOUNS, PREPOSITIONS
from lecturegen.llm.offline.lists import Tongue
from lecturegen.llm.offline.material import ASPECTS, Term
from lecturegen.llm.offline.predications import Predication
from lecturegen.llm.offline.telling import Role, Said, Told
from lecturegen.schema import Code, Table

FRAME_WORDS = 120
"""Words of a frame of the length we aim at: a minute or a little more."""
FEWEST, MOST = 2, 5
OPENING_WORDS = 110


@dataclass(slots=True)
class Frame:
    """One slide with its speech. ``path``: headings above; ``heads``: of all pieces in it; ``items``: lists, each under its heading;
    ``pairs``: labels with what stands behind them."""

    path: tuple[str, ...]
    said: list[Said]
    heads: list[str] = field(default_factory=list)
    items: list[tuple[str, list[str]]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    code: list[Code] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    recalls: list[Predication] = field(default_factory=list)
    title: str = ""
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
            _join(kept[-1], block)
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
        _join(blocks[place], blocks.pop(place + 1))


_STRANGERS = 1000


def _distance(a: Frame, b: Frame) -> int:
    """What it costs to put two blocks on one slide: their words, much more if they stand under different headings."""
    shared = sum(x == y for x, y in zip(a.path, b.path, strict=False))
    apart = max(len(a.path), len(b.path)) - shared
    kin = apart <= 1 and shared > 0
    twice = bool(a.formulas and b.formulas) + bool(a.code and b.code) + bool(a.tables and b.tables)
    return a.words + b.words + 80 * twice + (0 if kin else _STRANGERS + 100 * apart)


def _join(first: Frame, second: Frame) -> None:
    shared = tuple(x for x, y in zip(first.path, second.path, strict=False) if x == y)
    if first.words < 2 * second.words and len(shared) > 1:
        first.path = shared
    for name in ("said", "heads", "items", "pairs", "formulas", "code", "tables", "terms"):
        getattr(first, name).extend(getattr(second, name))


def _split(blocks: list[Frame]) -> bool:
    """Part the longest block in two, at a paragraph, or between sentences where the second can stand alone."""
    for place in sorted(range(len(blocks)), key=lambda i: -blocks[i].words):
        block = blocks[place]
        if len(block.said) == 1 and len(parts := sentences(block.said[0].text)) > 1:
            cut = (len(parts) + 1) // 2
            first = block.said[0]
            block.said = [
                Said(" ".join(parts[:cut]), first.role, first.piece), Said(" ".join(parts[cut:]), first.role, first.piece)
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
    """The frame that speaks of a term: first the one that names it, else the one that shares most of its meaning."""
    name = _stemmed(term.name)
    for frame in frames:
        claims = [said.text for said in frame.said if said.role is Role.CLAIM]
        if any(f" {name} " in f" {_stemmed(text)} " for text in (*frame.path[-1:], *claims)):
            return frame
    own, wanted = stems(term.name), stems(f"{term.name} {term.meaning}")
    return max(frames, key=lambda f: 2 * len(own & stems(f.text)) + len(wanted & stems(f.text)) / max(1, len(wanted)))


def _stemmed(text: str) -> str:
    return " ".join(map(stem, tokens(text)))


def entitle(frames: Sequence[Frame], topic: str, taken: set[str], tongue: Tongue) -> None:
    """Headlines and bullets. A heading that states something is the headline; else a statement of the frame is."""
    for frame in frames:
        said = sorted(frame.said, key=lambda said: said.role is Role.EXAMPLE)
        by_paragraph = [statements(paragraph.text, tongue.english) for paragraph in said]
        found = [statement for group in by_paragraph for statement in group]
        early = [statement for group in by_paragraph[:2] for statement in group][:3]
        frame.title = _title(frame, early, found, topic, taken, tongue)
        taken.add(normal(frame.title))
        frame.bullets = _bullets(frame, found, topic, tongue)


def _title(
    frame: Frame, early: Sequence[str], found: Sequence[str], topic: str, taken: set[str], tongue: Tongue
) -> str:
    # the heading of a whole file says nothing about one of its frames
    path = frame.path[1:] if len(frame.path) > 1 or tongue.material.is_common(frame.path) else frame.path
    heads = [head for head in reversed(path) if normal(head) != normal(topic)]
    named = [head for head in heads if len(head.split()) <= 10 and len(head) <= 90 and not ASPECTS.match(head)]
    own = [head for head in named if not head.endswith("?")]
    stated = [s for s in early if length(s) <= HEADLINE and len(s) <= 80 and "$" not in s and _is_whole(s, frame.text)]
    below = bool(frame.path) and normal(frame.path[-1]) == normal(topic)
    made = headline(stated, heads[0] if heads and not below else topic)
    if tongue.english and len(set(frame.heads)) > 2:
        own.append(f"From {tongue.small(frame.heads[0])} to {tongue.small(frame.heads[-1])}")
    loose = [s for s in found if len(s) <= 90 and "$" not in s]
    if tongue.english and frame.terms:
        loose.append(capitalised(listed([tongue.small(term.name) for term in frame.terms[:3]])))
    for choice in (*filter(states, heads[:1]), made, *own[:1], *stated, *own[1:], *named[:1], *loose, *named[1:]):
        if normal(choice) and normal(choice) not in taken:
            return shown(choice)
    return _numbered(shown(named[0] if named else topic), taken)


def _is_whole(statement: str, text: str) -> bool:
    """Whether a statement ends where a clause of the text ends: one that was cut short is no headline."""
    return bool(re.search(re.escape(statement) + r"[\"”’)]*(?:[,.;:!?]|\s[–—]|\s(?:because|but|so)\b|$)", text))


def _numbered(title: str, taken: set[str]) -> str:
    number = 2
    while normal(f"{title} ({number})") in taken:
        number += 1
    return f"{title} ({number})" if normal(title) in taken else title


def states(head: str) -> bool:
    """Whether a heading says something about something: a verb somewhere, written like a sentence, no question."""
    said = head.split()
    if not 3 <= len(said) <= 12 or len(head) > 90 or head.endswith("?"):
        return False
    small = sum(word[:1].islower() for word in said[1:])
    return small * 2 > len(said) - 1 and (form(head) in (Form.BASE, Form.SENTENCE) or _has_verb(said))


def _has_verb(said: Sequence[str]) -> bool:
    """Whether a verb is likely: "models" before a preposition or a bracket is none, unless an article opens."""
    whole = said[0].lower() in DETERMINERS
    for word, after in zip(said[1:], [*said[2:], ""], strict=False):
        if is_verb_form(word) and (whole or word.lower() not in MOSTLY_NOUNS or _goes_on(after)):
            return True
    return False


def _goes_on(after: str) -> bool:
    return after.isalpha() and after.lower() not in PREPOSITIONS


def _bullets(frame: Frame, found: Sequence[str], topic: str, tongue: Tongue) -> tuple[str, ...]:
    """Two to four things for the slide: the notes' own list, the headings it covers, else clauses of what is said."""
    most = 3 if frame.formulas or frame.tables or frame.code else 4
    own = [head for head in dict.fromkeys(frame.heads) if not tongue.material.is_common((head,))]
    heads = [head for head in own if normal(head) != normal(frame.title) and not ASPECTS.match(head)]
    lists = [[item for item in items if normal(item) != normal(frame.title)] for _, items in frame.items]
    if 2 <= len(heads) <= 4 and all(len(head.split()) <= 12 for head in heads):
        return tuple(map(shown, heads))
    if long := [items for items in lists if len(items) >= 2]:
        return tuple(map(shown, long[0][:4]))
    about = " ".join([topic, frame.title, *(term.name for term in frame.terms)])
    single = [item for items in lists for item in items]
    picked = chosen([*single, *found], frame.text, about, most, (frame.title,))
    if len(picked) < 2:
        listed = next((parts for said in frame.said for s in sentences(said.text) if (parts := enumerated(s))), [])
        picked = listed[:4] if len(listed) > 1 else picked
    if len(picked) < 2:
        picked += [s for s in _spare(frame, tongue) if s not in picked][: 2 - len(picked)]
    return tuple(map(shown, picked))


def _spare(frame: Frame, tongue: Tongue) -> list[str]:
    """If a frame yields no statements: the words it defines, its short sentences, things that it names, its heading."""
    short = [s.rstrip(".") for said in frame.said for s in sentences(said.text) if 2 <= length(s) <= 12 and s.endswith(".")]
    words = set(tokens(frame.text))
    named = [f"{long} ({key.upper()})" for key, long in tongue.material.acronyms.items() if {key.upper(), f"{key.upper()}s"} & words]
    heads = [head for head in frame.path[-1:] if normal(head) != normal(frame.title)]
    all_ = dict.fromkeys([*(term.name for term in frame.terms), *short, *named[:2], *heads])
    found = [one for one in all_ if normal(one) != normal(frame.title)]
    first = sentences(frame.said[0].text)
    return found or [s.rstrip(".") for s in first if length(s) <= 20][:1] or [frame.title]
