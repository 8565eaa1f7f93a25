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
    # behind the last end no comment begins that is ever closed, and looking for one takes quadratic time
    for match in _OURS.finditer(text, 0, text.rfind("-->") + 3):
        said = _IGNORE.fullmatch(match["said"])
        codes = tuple(code.strip().upper() for code in said["codes"].split(",")) if said else ()
        yield Remark(match.start(), match.end(), codes, said["reason"] if said else "")


def unremarked(text: str, start: int) -> tuple[str, int]:
    """``text`` without such comments before and after it, and where it then begins. ``start``: where it began."""
    first, last = 0, len(text)
    found = list(remarks(text))
    for remark in found:
        if text[first : remark.start].strip():
            break
        first = remark.end + len(text[remark.end :]) - len(text[remark.end :].lstrip())
    for remark in reversed(found):
        if remark.start < first or text[remark.end : last].strip():
            break
        last = len(text[: remark.start].rstrip())
    return text[first:last], start + first
