"""A reply that was cut, and what came when it was asked to go on -> one reply."""

from __future__ import annotations

import re

_OPENING_FENCE = re.compile(r"\A\s*```[a-zA-Z]*[ \t]*\n")
_START = 24
"""Characters by which a reply that begins anew is known."""
_SHORTEST_OVERLAP, _LONGEST_OVERLAP = 16, 400
"""Characters that a continuation may repeat; fewer could be a coincidence."""


def joined(begun: str, rest: str) -> str:
    """A reply that was cut, and what came when it was asked to go on: some words may be there twice, or all of them."""
    if not begun:
        return rest
    fenced = _OPENING_FENCE.sub("", rest) if not begun.lstrip().startswith("`") else rest
    if fenced.lstrip()[:_START] == begun.lstrip()[:_START]:
        return fenced  # it began anew
    if begun[-_SHORTEST_OVERLAP:] in begun[-_LONGEST_OVERLAP:-1]:
        return begun + fenced  # what repeats itself already ("0, 0, 0, …") may well go on so
    for size in range(min(len(begun), len(fenced), _LONGEST_OVERLAP), _SHORTEST_OVERLAP - 1, -1):
        if fenced.startswith(begun[-size:]):
            return begun + fenced[size:]
    return begun + fenced
