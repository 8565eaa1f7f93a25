"""Blocks of one section -> passages of about a length, cut only where nothing breaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lecturegen.reading._blocks import LONGEST, Block, Kind
from lecturegen.reading._lines import without_marks
from lecturegen.reading._verbatim import protected

ABOUT = 1200  # characters of a passage: some 200 words, what two or three frames rest on
_SMALL = 300  # a last passage below this joins the one before
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'’”)\]*_]*\s+|(?<=[。！？])")
_WORD_END = re.compile(r"\s+|(?<=[。！？])")
_TITLE_LIKE = re.compile(r"(?:\w{1,2}[.)] )?(?:\*\*|__)[^*_]+(?:\*\*|__):?")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is never cut. ``gap``: what stands between it and the unit before."""

    text: str
    first: int
    last: int
    gap: str = "\n\n"


def units_of(block: Block) -> Iterator[Unit]:
    """The block, in parts if it is too long and may be cut."""
    text = without_marks(block.text)
    if block.pieces and len(text) > ABOUT:
        gap = "\n\n" if "\n\n" in text else "\n"
        for index, piece in enumerate(block.pieces):
            yield Unit(without_marks(piece.text), piece.first, piece.last, gap if index else "\n\n")
    elif block.kind is Kind.PARAGRAPH and len(text) > LONGEST:
        yield from _sentences(text, block.first, block.last)
    else:
        yield Unit(text, block.first, block.last)


def _sentences(text: str, first: int, last: int) -> Iterator[Unit]:
    """The sentences of a paragraph; one of more than ``ABOUT`` characters falls into runs of words."""
    closed = protected(text)
    cuts = [0]
    ends = {found.end() for found in _SENTENCE_END.finditer(text)}
    for found in _WORD_END.finditer(text):
        at = found.end()
        if (at in ends or at - cuts[-1] > ABOUT) and not any(start < at < end for start, end in closed):
            cuts.append(at)
    breaks = [found.start() for found in re.finditer("\n", text)]
    for start, end in pairwise([*cuts, len(text)]):
        if sentence := text[start:end].strip():
            # a paragraph that has kept its lines says where each sentence stands
            above, below = bisect_left(breaks, start), bisect_left(breaks, start + len(sentence))
            gap = " " if text[start - 1 : start].isspace() else ""
            yield Unit(sentence, min(first + above, last), min(first + below, last) if breaks else last, gap)


def packed(units: Sequence[Unit]) -> list[Unit]:
    """Units joined to passages. What leads on to something (a colon, a title in bold) stays with it."""
    out: list[Unit] = []
    for unit in _joined_to_what_they_lead_to(units):
        if out and len(out[-1].text) + len(unit.text) <= ABOUT:
            out[-1] = _join(out[-1], unit)
        else:
            out.append(unit)
    if len(out) > 1 and len(out[-1].text) < _SMALL and len(out[-2].text) + len(out[-1].text) <= ABOUT + _SMALL:
        out[-2:] = [_join(out[-2], out[-1])]
    return out


def ends_in_colon(text: str) -> bool:
    """Whether ``text`` announces what comes next."""
    return text.rstrip("*_ ").endswith((":", "："))


def _joined_to_what_they_lead_to(units: Sequence[Unit]) -> Iterator[Unit]:
    lead: Unit | None = None
    for unit in units:
        if lead and len(lead.text) + len(unit.text) > LONGEST:
            yield lead
            lead = None
        lead = _join(lead, unit) if lead else unit
        ending = lead.text.rsplit("\n", 1)[-1]
        if not (ends_in_colon(ending) or _TITLE_LIKE.fullmatch(ending)):
            yield lead
            lead = None
    if lead:
        yield lead


def _join(one: Unit, next_one: Unit) -> Unit:
    return Unit(
        one.text + next_one.gap + next_one.text, min(one.first, next_one.first), max(one.last, next_one.last), one.gap
    )
