"""What a section says of those before and after it, and which of them its words fit. English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lecturegen.rules._courtesies import first_sentences, last_sentences
from lecturegen.rules._markdown import Piece
from lecturegen.rules._words import content_words
from lecturegen.schema import Section

FITS, MISSES = 0.6, 0.5
"""Share of a title's words that a reference to it holds, and one to another does not: 85% of those found were right."""

_PART = r"(?:slide|section|discussion|session|segment|topic|part|lecture|frame|conversation)s?"
_BEFORE = re.compile(
    r"\b(?:as|when|while) we (?:now )?(?:move|transition|shift|go|proceed|turn|pivot)(?: (?:on|away|forward|our "
    r"(?:focus|attention)))? from (?P<a>[^.;!?—]+)"
    rf"|\b(?:in|from|on|during|after|following) (?:the|our|my) (?:previous|last|prior|preceding) {_PART}\b,?"
    r"(?P<b>[^.;!?—]+)"
    r"|\b(?:following|after|building on|continuing from) our (?:\w+ )?(?:discussion|exploration|overview|look|review) "
    r"(?:of|on|about|at|into) (?P<c>[^.;!?—]+)"
    r"|\b(?:we(?:['’]ve| have)?|having) just (?:\w+ )?(?:discussed|covered|explored|examined|looked at|talked about"
    r"|learned about|finished|completed|concluded|reviewed) (?P<d>[^.;!?—]+)",
    re.I,
)
_AFTER = re.compile(
    rf"\b(?:in|on|to|with|into) (?:the|our) (?:next|following|upcoming) {_PART}\b(?P<a>[^.;!?—]+)", re.I
)
# where what is said of the other section ends
_GOES_ON = re.compile(
    r",? (?:let(?:['’]s| us)|we(?:['’]ll| will| can| now| are)\b|it(?:['’]s| is)|i(?:['’]d|['’]m)|now)\b", re.I
)
_EMPTY = frozenset(
    "introduction overview conclusion summary what how why when key takeaway concept basic topic question discussion "
    "example part week chapter session lecture using understanding".split()
)


class Reference(NamedTuple):
    """``words``: what a section says it comes from or leads to, where it stands in the text at ``where``."""

    where: str
    words: Piece


def references(section: Section) -> Iterator[Reference]:
    """What the first sentences of a section say of the one before."""
    scripts = [("/frames/0/script", section.frames[0].script)] if section.frames else []
    for where, text in [("/opening", section.opening), *scripts]:
        for sentence in first_sentences(text):
            if found := _BEFORE.search(sentence.text):
                yield _reference(where, sentence, found)


def announcements(section: Section) -> Iterator[Reference]:
    """What the last sentences of a section say of the next."""
    last = len(section.frames) - 1
    scripts = [(f"/frames/{last}/script", section.frames[last].script)] if section.frames else []
    for where, text in [*scripts, ("/closing", section.closing)]:
        for sentence in last_sentences(text):
            if found := _AFTER.search(sentence.text):
                yield _reference(where, sentence, found)


class Fit(NamedTuple):
    """How many words of a title a reference holds, and which share of it; 0 for a title that says nothing."""

    words: int
    share: float


def fit(reference: Reference, section: Section) -> Fit:
    title = named(section)
    held = len(title & content_words(reference.words.text))
    return Fit(held, held / len(title) if title else 0.0)


def named(section: Section) -> frozenset[str]:
    """The words of a title that say what the section is about."""
    return content_words(section.title) - _EMPTY


def _reference(where: str, sentence: Piece, found: re.Match[str]) -> Reference:
    group = str(found.lastgroup)
    said = found[group]
    # "in our previous slide, we discussed X": what goes on there is the reference itself
    begun = _GOES_ON.match(said)  # "in the next section, we will look at X": that is how it begins
    if group != "b" and (cut := _GOES_ON.search(said, begun.end() if begun else 0)):
        said = said[: cut.start()]
    return Reference(where, Piece(said, sentence.start + found.start(group)))
