"""Decks as rules need them: their texts, mends of those, the frames of a section, and titles on the wrong frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from lecturegen.rules._base import Found
from lecturegen.rules._tex import seen
from lecturegen.rules._words import content_words
from lecturegen.schema.deck import Deck, DeckFrame

MOST_IN_ONE = 3
"""Findings of one rule in one text: more say nothing new."""


class Piece(NamedTuple):
    """A title or body and where it stands."""

    where: str
    text: str


def pieces(deck: Deck) -> Iterator[Piece]:
    """Every title and body that holds something, in the order of the deck."""
    for index, frame in enumerate(deck.frames):
        if frame.title:
            yield Piece(f"/frames/{index}/title", frame.title)
        if frame.body:
            yield Piece(f"/frames/{index}/body", frame.body)


def with_pieces(deck: Deck, change: Callable[[str], str]) -> Deck:
    """The deck with every title and body replaced by what ``change`` makes of it."""
    frames = []
    for frame in deck.frames:
        title, body = change(frame.title), change(frame.body)
        same = title == frame.title and body == frame.body
        frames.append(frame if same else frame.model_copy(update={"title": title, "body": body}))
    return deck if tuple(frames) == deck.frames else deck.model_copy(update={"frames": tuple(frames)})


def escaped(text: str, places: Iterable[int]) -> str:
    """``text`` with a backslash before each of ``places``, which are in order."""
    parts = []
    last = 0
    for place in places:
        parts += [text[last:place], "\\"]
        last = place
    return "".join([*parts, text[last:]])


def first_few(found: Iterable[Found]) -> Iterator[Found]:
    """At most ``MOST_IN_ONE`` of the findings in one text."""
    for _, one in zip(range(MOST_IN_ONE), found, strict=False):
        yield one


def frames_by_section(deck: Deck, declared: Sequence[int]) -> list[tuple[DeckFrame, ...]]:
    """The frames of each section. ``declared``: how many the script gives to each.

    Empty if that is another number of frames than the deck has: nobody knows then which frame is whose.
    """
    if sum(declared) != len(deck.frames):
        return []
    starts = [sum(declared[:index]) for index in range(len(declared))]
    return [deck.frames[start : start + number] for start, number in zip(starts, declared, strict=True)]


class Misplaced(NamedTuple):
    """Indices into the frames of a section: the one that is announced, and the one that the title belongs to."""

    announced: int
    shown: int


def misplaced(titles: Sequence[str], frames: Sequence[DeckFrame]) -> list[Misplaced]:
    """The frames of a section that a script announces under the title of another.

    ``titles``: as the script marks its frames in their order, an empty string where it has no title. A title is
    misplaced if its words stand in the title of another frame and none in that of its own, or if none stands anywhere
    on its own frame and all on another. What stands nowhere is worded differently, and no fault.
    """
    heads = [content_words(seen(frame.title)) for frame in frames]
    shown = [head | content_words(seen(frame.body)) for head, frame in zip(heads, frames, strict=True)]
    found = []
    for index, title in enumerate(titles[: len(frames)]):
        words = content_words(title)
        if not words or words & heads[index]:
            continue
        places = heads if words & shown[index] else shown
        # a shift by one is what happens: of several that fit, the nearest
        fits = sorted((abs(other - index), other) for other in range(len(frames)) if words <= places[other])
        if fits and (heads[index] or not words & shown[index]):
            found.append(Misplaced(index, fits[0][1]))
    return found
