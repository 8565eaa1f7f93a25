"""Where in which file each text of a document stands.

Reading loses nothing, so what has been read is written again the same, and the writer's pieces tell where each text
stands: no reader has to keep count.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lecturegen.checking.source import Source
from lecturegen.exporters._base import Piece, joined


class Spot(NamedTuple):
    """A stretch of a file, as offsets into its text."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]


class Places:
    """JSON pointer -> the spot of what it points to, or of the nearest thing around it."""

    def __init__(self) -> None:
        self._spots: dict[str, Spot] = {}

    def put(self, where: str, spot: Spot) -> None:
        self._spots[where] = spot

    def put_pieces(self, prefix: str, pieces: Iterable[Piece], source: Source) -> None:
        """Enter the pieces of which ``source`` was written. Lines decide where old spellings have other lengths."""
        pieces = tuple(pieces)
        written = Source(source.path, joined(pieces))
        same = source.text.startswith(written.text.rstrip("\n"))
        at = 0
        for piece in pieces:
            if piece.where:
                start, end = at, at + len(piece.text)
                if not same:
                    start, end = (source.offset(written.position(offset)) for offset in (start, end))
                self._spots[prefix + piece.where] = Spot(source, start, end)
            at += len(piece.text)

    def exact(self, where: str) -> Spot | None:
        return self._spots.get(where)

    def find(self, where: str) -> Spot | None:
        """The spot of ``where``, or of what it is a part of; None if nothing of it is in a file."""
        while where:
            if spot := self._spots.get(where):
                return spot
            where = where.rpartition("/")[0]
        return self._spots.get("")
