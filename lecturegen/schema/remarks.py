"""Comments in a file that speak to us: ``<!-- lecturegen: ignore LG205 because … -->``.

One silences the named rules in the question it stands in, else in its section. A reason is required; a comment without
one, or with a code that is none, is a fault of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OURS = re.compile(r"<!--\s*lecturegen\b(?P<said>.*?)-->", re.S | re.I)
_IGNORE = re.compile(
    r"\s*:\s*ignore\s+(?P<codes>LG\d{3}(?:\s*,\s*LG\d{3})*)\s+because\s+(?P<reason>\S.*?)\s*", re.S | re.I
)
_AT_EDGE = r"(?:[ \t]*<!--\s*lecturegen\b(?:(?!-->).)*-->[ \t]*)"
_BEFORE = re.compile(rf"\A(?:{_AT_EDGE}\n+)+", re.S | re.I)
_AFTER = re.compile(rf"(?:\n+{_AT_EDGE})+\Z", re.S | re.I)


class Remark(NamedTuple):
    """``codes`` is empty if the comment is none that we understand. Offsets are into the text it was found in."""

    start: int
    end: int
    codes: tuple[str, ...]
    reason: str


def remarks(text: str) -> Iterator[Remark]:
    """Every comment in ``text`` that is for us."""
    if "<!--" not in text:
        return
    for match in _OURS.finditer(text):
        said = _IGNORE.fullmatch(match["said"])
        codes = tuple(code.strip().upper() for code in said["codes"].split(",")) if said else ()
        yield Remark(match.start(), match.end(), codes, said["reason"] if said else "")


def unremarked(text: str, start: int) -> tuple[str, int]:
    """``text`` without such comments before and after it, and where it then begins. ``start``: where it began."""
    if "<!--" not in text:
        return text, start
    before = _BEFORE.match(text)
    begin = before.end() if before else 0
    after = _AFTER.search(text, begin)
    end = after.start() if after else len(text)
    return text[begin:end], start + begin
