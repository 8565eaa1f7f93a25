"""Lines that remember where in the file they stood, through every rewriting.

A rewriting may join lines but never reorders them. What must survive as it is (code, maths) is hidden behind a short
mark, so that no rewriting sees it, and shown again at the end. The marks are private-use characters; ``_clean``
removes those from the input, so a note cannot forge one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_HIDDEN = re.compile("\ue000([0-9]+)\ue001")
_JOIN = "\ue002"
LINK, LINK_END, IMAGE = "\ue003", "\ue004", "\ue005"
_LEFT = re.compile(f"[{LINK}{LINK_END}]| ?{IMAGE}")


class Line(NamedTuple):
    """A line of text, and the lines of the file (from 1) that it was made of."""

    text: str
    first: int
    last: int


class Hidden:
    """What is hidden from rewriting, by the number in its mark."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def hide(self, text: str) -> str:
        self._texts.append(text)
        return f"\ue000{len(self._texts) - 1}\ue001"

    def show(self, text: str) -> str:
        """``text`` with all that was hidden, also what was hidden inside something hidden."""
        while "\ue000" in text:
            text = _HIDDEN.sub(lambda mark: self._texts[int(mark[1])], text)
        return text.replace(_JOIN, "")


def is_hidden(text: str) -> bool:
    """Whether something in ``text`` is behind a mark."""
    return _HIDDEN.search(text) is not None


def without_marks(text: str) -> str:
    """``text`` without the marks of links, and without what an image has left."""
    return _LEFT.sub("", text)


def rewrite(
    lines: Sequence[Line], pattern: re.Pattern[str], replace: Callable[[re.Match[str], Line], str]
) -> list[Line]:
    """The lines with every match replaced; ``replace`` gets the match and the line in which it begins.

    A match may run over several lines; its replacement has at most as many line ends, and the lines that it swallowed
    stay accounted for.
    """
    text = "\n".join(line.text for line in lines)
    row = at = 0

    def swap(match: re.Match[str]) -> str:
        nonlocal row, at
        row, at = row + text.count("\n", at, match.start()), match.start()
        new = replace(match, lines[row])
        return new + _JOIN * (match.group().count("\n") - new.count("\n"))

    changed = pattern.sub(swap, text)
    if not lines or changed == text:
        return list(lines)
    out: list[Line] = []
    start = 0
    for new in changed.split("\n"):
        end = start + new.count(_JOIN)
        out.append(Line(new.replace(_JOIN, ""), lines[start].first, lines[end].last))
        start = end + 1
    return out
