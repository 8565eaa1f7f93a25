"""A piece of the user's notes, small enough to quote from."""

from __future__ import annotations

from pydantic import Field

from lecturegen.frozen import Frozen


class Passage(Frozen):
    """A run of paragraphs under one heading path.

    ``text`` is clean markdown. ``id`` is short (``p1``, ``p2`` ...), in the order of files and lines.
    """

    id: str
    file: str = Field(description="as the user named it")
    headings: tuple[str, ...] = Field(description="path of headings, outermost first")
    first_line: int = Field(ge=1, description="first line in the file, counted from 1")
    last_line: int = Field(ge=1)
    text: str
