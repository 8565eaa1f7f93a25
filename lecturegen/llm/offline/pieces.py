"""Passages -> pieces: what is about one thing, with its path of headings, and nothing in twice.

A piece is a passage, or, where a list has items with text of their own below them, one such item. What was said in an
earlier piece is left out of later ones. Not covered: residue such as pasted chat, which the reader of notes drops.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lecturegen.llm.offline.defined import definitions
from lecturegen.llm.offline.grammar import stands_alone
from lecturegen.llm.offline.language import grams, is_function_word, length, normal, sentences, stem, tokens
from lecturegen.llm.offline.markdown import Block, Entry, Heading, Listing, Prose, blocks
from lecturegen.schema import Passage

_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s+|[A-Z][.)]\s+|[ivx]+[.)]\s+)(?=\S)")

_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u20e3\u200d]+")

_GLOSSARY = re.compile(
    r"^(key |important )?(terms?|terminology|glossary|definitions?|vocabulary|"
    r"(grund)?begriffe|glossar|definitionen|termes|vocabulaire|définitions|términos|glosario)$",
    re.I,
)

_LETTERED = re.compile(r"^[A-H][.)] [A-Z][\w-]*(?: [\w-]+){0,6}:?$")  # "A. Introduction" on a line of its own

# how a meaning begins behind its term: small, with an article or a number; in Chinese, which has neither, with words
_MEANING = re.compile(
    r"(?:the|an?|any|one|half|der|die|das|eine?|zwei|les?|la|une?|deux|el|los|las|una?|dos) \w|[\u4e00-\u9fff]{2}"
)

# labels that say what a text is, not what it is about
ASPECTS = re.compile(
    r"^(meanings?|definitions?|analog(y|ies)|examples?|structures?|applications?|uses?|usage|notes?|idea|purpose|goals?"
    r"|advantages?|disadvantages?|strengths?|weaknesses|pros|cons|limitations?|why|how|what|putting it all together"
    r"|bedeutung|beispiele?|definition|exemples?|définition)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the subject and what it means, as the notes' glossary has it; or, with its ``article``, a sentence."""

    name: str
    meaning: str
    passage: str
    article: str | None = None

    @property
    def said(self) -> bool:
        """Whether a sentence of the notes says what it means."""
        return self.article is not None


@dataclass(frozen=True)
class Piece:
    """Blocks about one thing. ``path``: headings and list labels above, outermost first, cleaned."""

    number: int
    passages: tuple[str, ...]
    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    terms: tuple[Term, ...] = ()

    @property
    def head(self) -> str:
        return self.path[-1] if self.path else ""

    @cached_property
    def said(self) -> str:
        return " ".join(texts(self.blocks))

    @cached_property
    def words(self) -> int:
        return length(self.said)

    @cached_property
    def stems(self) -> Counter[str]:
        return Counter(stem(w) for w in tokens(self.said) if not is_function_word(w))


def texts(found: Iterable[Block], labels: bool = True) -> Iterator[str]:
    """Every sentence-like text of blocks, in order, list items with their ``labels`` or without."""
    for block in found:
        match block:
            case Prose(text=text):
                yield text
            case Listing(items=items):
                for item in items:
                    yield f"{item.label}: {item.text}" if item.label and labels else item.text
                    yield from texts(item.below, labels)
            case _:
                pass


def clean_heading(text: str) -> str:
    """A heading without numbering, signs and closing colon."""
    text = _EMOJI.sub(" ", text).replace("**", "").replace("`", "").strip()
    text = _NUMBERING.sub("", text).strip().strip("*_# ").rstrip(":：").strip()
    return " ".join(text.split())


def cut(passages: Sequence[Passage]) -> tuple[Piece, ...]:
    """The pieces of all passages, in order, numbered from 0."""
    found = tuple(_joined(_without_repeats(_pieces(passages))))
    if len({piece.path for piece in found}) < 2:
        # no headings that tell anything apart: every paragraph may be about something else
        found = tuple(part for piece in found for part in _paragraphs(piece))
    if not any(piece.terms for piece in found):
        found = tuple(_defining(found))
    return tuple(_numbered(found))


def _defining(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces with the terms that their own sentences define, each where it is defined first."""
    known: set[str] = set()
    for piece in pieces:
        said = [sentence for text in texts(piece.blocks, False) for sentence in sentences(text)]
        new: dict[str, Term] = {}
        for name, article, meaning in definitions(said, piece.path):
            if normal(name) not in known:
                new.setdefault(normal(name), Term(name, meaning, piece.passages[0], article))
        known.update(new)
        yield replace(piece, terms=tuple(new.values()))


def _paragraphs(piece: Piece) -> Iterator[Piece]:
    """A piece for each paragraph, with the list, formula or code that follows it; the terms stay with the last."""
    groups: list[list[Block]] = []
    for block in piece.blocks:
        begins = isinstance(block, Prose) and not block.label and stands_alone(block.text)
        before = groups[-1][-1] if groups else None
        led_to = isinstance(before, Prose) and before.text.rstrip().endswith(":")
        if not groups or (begins and not led_to):
            groups.append([])
        groups[-1].append(block)
    for place, group in enumerate(groups or [[]]):
        last = place + 1 >= len(groups)
        yield replace(piece, blocks=tuple(group), terms=piece.terms if last else ())


def _pieces(passages: Sequence[Passage]) -> Iterator[Piece]:
    for passage in passages:
        path = tuple(filter(None, map(clean_heading, passage.headings)))
        for below, found in _parted(path, blocks(passage.text)):
            kept = found
            glossary = bool(below) and bool(_GLOSSARY.match(below[-1]))
            defining = [block for block in kept if isinstance(block, Listing) and (glossary or _defines(block))]
            terms = tuple(_terms(defining, passage.id))
            if terms:
                kept = tuple(block for block in kept if block not in defining)
            if kept or terms:
                yield Piece(0, (passage.id,), below[:-1] if glossary else below, kept, terms)


def _parted(path: tuple[str, ...], found: Sequence[Block]) -> Iterator[tuple[tuple[str, ...], tuple[Block, ...]]]:
    """Parts of a passage with the path of each: below headings inside it, bold lines, items with text of their own."""
    own: list[Block] = []
    here = path
    for block in found:
        head = _heading(block)
        if head:
            yield here, tuple(own)
            here, own = (*path, head), []
        elif isinstance(block, Listing) and (large := [item for item in block.items if _is_large(item)]):
            if small := tuple(item for item in block.items if item not in large):
                own.append(Listing(small))
            yield here, tuple(own)
            own = []
            for item in large:
                inner: list[Block] = [Prose(item.text)] if item.text else []
                yield from _parted((*here, clean_heading(item.label)), [*inner, *item.below])
        else:
            own.append(block)
    yield here, tuple(own)


def _heading(block: Block) -> str:
    if isinstance(block, Heading):
        return clean_heading(block.text)
    if isinstance(block, Prose) and block.label and not block.text:
        return clean_heading(block.label)
    if isinstance(block, Prose) and not block.label and _LETTERED.match(block.text):
        return clean_heading(block.text)
    return ""


def _is_large(item: Entry) -> bool:
    """Whether an item is a small chapter: it has a label, and a paragraph or a labelled list below it."""
    return (
        bool(item.label and item.below)
        and not ASPECTS.match(item.label)
        and any(
            isinstance(b, Prose) or (isinstance(b, Listing) and length(" ".join(texts([b]))) > 12) for b in item.below
        )
    )


def _defines(listing: Listing) -> bool:
    """Whether a list is a glossary without a heading: every item a label, and behind most of them what it is."""
    plain = all(item.label and item.text and not item.below and not ASPECTS.match(item.label) for item in listing.items)
    meanings = [item for item in listing.items if _MEANING.match(item.text) and len(item.label.split()) <= 6]
    return plain and len(meanings) > 1 and len(meanings) * 5 >= len(listing.items) * 4


def _terms(found: Sequence[Block], passage: str) -> Iterator[Term]:
    for block in found:
        if isinstance(block, Listing):
            for item in block.items:
                if item.label and item.text:
                    yield Term(item.label, item.text.rstrip(".。 "), passage)


def _without_repeats(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What was said in an earlier piece, in the same or almost the same words, is taken out of later ones."""
    seen = _Seen()
    for piece in pieces:
        kept = tuple(block for block in (_new(block, seen) for block in piece.blocks) if block is not None)
        terms = tuple(term for term in piece.terms if not seen.before(f"{term.name}: {term.meaning}"))
        if kept or terms:
            yield replace(piece, blocks=kept, terms=terms)


def _new(block: Block, seen: _Seen) -> Block | None:
    match block:
        case Prose(text=text):
            said = " ".join(s for s in sentences(text) if not seen.before(s))
            return replace(block, text=said) if said else None
        case Listing(items=items, numbered=numbered):
            new = []
            for item in items:
                below = tuple(b for b in (_new(b, seen) for b in item.below) if b is not None)
                if below or not seen.before(f"{item.label} {item.text}"):
                    new.append(replace(item, below=below))
            # a step that was said before is missing here, so what is left is no order of steps
            return Listing(tuple(new), numbered and len(new) == len(items)) if new else None
        case _:
            return None if seen.before(repr(block)) else block


class _Seen:
    """Remembers texts. Two are the same if most runs of three words are shared."""

    def __init__(self) -> None:
        self._by_gram: dict[tuple[str, ...], set[int]] = {}
        self._sizes: list[int] = []

    def before(self, text: str) -> bool:
        own = grams(text) if normal(text) else frozenset({(text,)})
        shared = Counter(i for gram in own for i in self._by_gram.get(gram, ()))
        if any(2 * n / (len(own) + self._sizes[i]) >= 0.7 for i, n in shared.items()):
            return True
        for gram in own:
            self._by_gram.setdefault(gram, set()).add(len(self._sizes))
        self._sizes.append(len(own))
        return False


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours under the same headings are one piece: only their length parted them."""
    last: Piece | None = None
    for piece in pieces:
        if last and last.path == piece.path and last.path:
            last = replace(
                last,
                passages=(*last.passages, *piece.passages),
                blocks=(*last.blocks, *piece.blocks),
                terms=(*last.terms, *piece.terms),
            )
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _numbered(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for number, piece in enumerate(pieces):
        yield replace(piece, number=number)
