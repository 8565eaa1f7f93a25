"""Places in the speech of a week, and ways to put words there."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from lecturegen.schema import Week
from tests.rules.mutants.base import Mutant, UnfitError


class Place(NamedTuple):
    section: int
    pointer: str
    text: str


def spoken(week: Week, index: int) -> list[Place]:
    """Every text that is spoken in a section, in order."""
    section, base = week.sections[index], f"/sections/{index}"
    frames = [Place(index, f"{base}/frames/{n}/script", frame.script) for n, frame in enumerate(section.frames)]
    places = [
        Place(index, f"{base}/opening", section.opening),
        *frames,
        Place(index, f"{base}/closing", section.closing),
    ]
    found = [place for place in places if place.text.strip()]
    if not found:
        raise UnfitError
    return found


def paragraphs(text: str) -> list[str]:
    """Blocks between empty lines; one that is fenced stays whole."""
    blocks: list[str] = []
    for part in text.split("\n\n"):
        if blocks and blocks[-1].count("```") % 2:
            blocks[-1] += f"\n\n{part}"
        else:
            blocks.append(part)
    return blocks


def is_prose(block: str) -> bool:
    """Whether a sentence can be put into a block."""
    return block[:1].isalpha() and "\n" not in block and "`" not in block and "$" not in block


def first(place: Place, block: str) -> Mutant:
    return Mutant({place.pointer: f"{block}\n\n{place.text}"}, place.section, block)


def last(place: Place, block: str) -> Mutant:
    return Mutant({place.pointer: f"{place.text}\n\n{block}"}, place.section, block)


def among(place: Place, block: str, draw: Random, *, inside: bool = False) -> Mutant:
    """``block`` as a paragraph of its own: before, between or after the others (``inside``: not at either end)."""
    parts = paragraphs(place.text)
    at = draw.randint(1, len(parts) - 1) if inside and len(parts) > 1 else draw.choice([0, len(parts) // 2, len(parts)])
    parts.insert(at, block)
    return Mutant({place.pointer: "\n\n".join(parts)}, place.section, block)


def within(place: Place, words: str, draw: Random) -> Mutant:
    """``words`` behind one of the sentences of a paragraph."""
    parts = paragraphs(place.text)
    prose = [number for number, part in enumerate(parts) if is_prose(part)]
    if not prose:
        raise UnfitError
    at = draw.choice(prose)
    ends = [
        i + 1 for i in range(len(parts[at]) - 1) if parts[at][i : i + 2] in (". ", "? ") and parts[at][i - 1].islower()
    ]
    cut = draw.choice([*ends, len(parts[at])])
    parts[at] = f"{parts[at][:cut]} {words}{parts[at][cut:]}"
    return Mutant({place.pointer: "\n\n".join(parts)}, place.section, words)
