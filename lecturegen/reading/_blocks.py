"""What a text is made of once its markup is read: blocks, which may be cut into pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

LONGEST = 2000  # characters; an item of a list or a paragraph that is longer may be cut inside


class Kind(Enum):
    """By the name of the markdown parser's token."""

    HEADING = "heading_open"
    PARAGRAPH = "paragraph_open"
    BULLETS = "bullet_list_open"
    NUMBERED = "ordered_list_open"
    QUOTE = "blockquote_open"
    TABLE = "table_open"
    FENCE = "fence"
    CODE = "code_block"


LISTS = (Kind.BULLETS, Kind.NUMBERED)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text and the lines of the file that it came from."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the top level. ``text`` of a heading is its title; ``pieces`` are where a list may be cut.

    The text of links is between the marks of ``_lines``.
    """

    kind: Kind
    text: str
    first: int
    last: int
    level: int = 0
    pieces: tuple[Piece, ...] = ()


def fenced(code: str, language: str = "") -> str:
    """``code`` between fences that are longer than any in it."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    return f"{fence}{language}\n{code}\n{fence}"
