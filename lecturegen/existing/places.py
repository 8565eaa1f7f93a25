"""Where in which file each text of a document stands.

Reading loses nothing, so what has been read is written again the same, and the writer's pieces tell where each text
stands: no reader has to keep count.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lecturegen.existing.source import Position, Source
from lecturegen.exporters._base import Piece, joined
from lecturegen.schema.grammar import indented


class Spot(NamedTuple):
    """A stretch of a file, as offsets into its text. ``depth``: of its lines after the first, as in Piece."""

    source: Source
    start: int
    end: int
    depth: int = 0

    @property
    def text(self) -> str:
        """As it is in the document."""
        raw = self.source.text[self.start : self.end]
        return raw.replace("\n" + " " * self.depth, "\n") if self.depth else raw

    def offset(self, at: int) -> int:
        """Where in the file a character of ``text`` stands."""
        return self.start + len(indented(f"{self.text[:at]}.", self.depth)) - 1


class Places:
    """JSON pointer -> the spot of what it points to, or of the nearest thing around it."""

    def __init__(self) -> None:
        self._spots: dict[str, Spot] = {}

    def put(self, where: str, spot: Spot) -> None:
        self._spots[where] = spot

    def put_pieces(self, prefix: str, pieces: Iterable[Piece], source: Source) -> None:
        """Enter the pieces of which ``source`` was written.

        Old spellings have other lengths, and readers forgive an empty line more or less: then lines decide, of which
        reading loses none that says something.
        """
        pieces = tuple(pieces)
        written = Source(source.path, joined(pieces))
        same = source.text.startswith(written.text.rstrip("\n"))
        numbers = {} if same else _same_lines(written.text, source.text)
        at = 0
        for piece in pieces:
            if piece.where:
                start, end = at, at + len(piece.text)
                if not same:
                    start, end = (_moved(offset, written, source, numbers) for offset in (start, end))
                self._spots[prefix + piece.where] = Spot(source, start, end, piece.depth)
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


def _same_lines(written: str, text: str) -> dict[int, int]:
    """Numbers of lines in ``written`` -> of the same lines in ``text``, which may part them by other empty lines."""
    said, found = (
        [number for number, line in enumerate(one.split("\n"), start=1) if line.strip()] for one in (written, text)
    )
    return dict(zip(said, found, strict=True)) if len(said) == len(found) else {}


def _moved(offset: int, written: Source, source: Source, numbers: dict[int, int]) -> int:
    """Where a place in ``written`` is in ``source``; an empty line is as far from the last line that says something."""
    line, column = written.position(offset)
    above = next((number for number in range(line, 0, -1) if number in numbers), 0)
    return source.offset(Position(line - above + numbers.get(above, 0), column))
