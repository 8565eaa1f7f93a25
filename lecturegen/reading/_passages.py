"""Blocks -> passages: runs of blocks under one heading path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lecturegen.reading._blocks import Block, Kind
from lecturegen.reading._losses import Losses
from lecturegen.reading._packing import Unit, ends_in_colon, packed, units_of
from lecturegen.reading._roles import Role, count_losses, roles_of


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage that has no number and no file yet."""

    headings: tuple[str, ...]
    text: str
    first: int
    last: int


class _Outline:
    """The path of headings, and where it stood when a chat was pasted into it."""

    def __init__(self) -> None:
        self._path: tuple[tuple[int, str], ...] = ()
        self._before_chat: tuple[tuple[int, str], ...] | None = None

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._path)

    @property
    def level(self) -> int:
        return self._path[-1][0] if self._path else 0

    def enter(self, level: int, title: str) -> None:
        self._path = (*(outer for outer in self._path if outer[0] < level), (level, title))

    def open_chat(self) -> None:
        if self._before_chat is None:
            self._before_chat = self._path

    def close_chat(self) -> None:
        """The headings of the pasted answer do not reach beyond it."""
        if self._before_chat is not None:
            self._path, self._before_chat = self._before_chat, None


def excerpts(blocks: Sequence[Block], losses: Losses) -> list[Excerpt]:
    """The passages of a file, in its order; residue is told to ``losses`` and left out."""
    roles = roles_of(blocks)
    count_losses(blocks, roles, losses)
    outline, units, out = _Outline(), list[Unit](), list[Excerpt]()

    def close(coming: Sequence[Block]) -> None:
        out.extend(_section(outline, units, coming))
        units.clear()

    for index, (block, role) in enumerate(zip(blocks, roles, strict=True)):
        match role:
            case Role.CONTENT:
                units.extend(units_of(block))
            case Role.HEADING:
                close(blocks[index:])
                outline.enter(block.level, block.text)
            case Role.CHAT_OPENS:
                close(())
                outline.open_chat()
            case Role.CHAT_CLOSES:
                close(())
                outline.close_chat()
    close(())
    return out


def _section(outline: _Outline, units: Sequence[Unit], coming: Sequence[Block]) -> Iterator[Excerpt]:
    """The passages of one section. If it ends in a colon, the headings below it are the list that it announces."""
    pieces = packed(units)
    if pieces and ends_in_colon(pieces[-1].text) and (below := _below(outline.level, coming)):
        listed = "\n".join(f"- {title}" for title in below)
        pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text}\n\n{listed}")
    for piece in pieces:
        yield Excerpt(outline.titles, piece.text, piece.first, piece.last)


def _below(level: int, coming: Sequence[Block]) -> list[str]:
    """Titles of the headings right below a heading of ``level``, of which ``coming`` begins with the first."""
    own: list[Block] = []
    for block in coming:
        if block.kind is Kind.HEADING and block.level <= level:
            break
        if block.kind is Kind.HEADING and block.level <= coming[0].level:
            own.append(block)
    return [heading.text for heading in own]
