"""Cards and a name -> the same cards in an order that depends on the name alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

Card = TypeVar("Card")


def permuted(cards: Iterable[Card], *name: str | int) -> list[Card]:
    """Fisher and Yates's permutation, drawn from the sha256 of ``name``.

    Our own, because what `random` draws from a seed may change between versions of Python, and letters may not.

    >>> permuted("ABCD", 0, "week-10", "q1")
    ['D', 'B', 'A', 'C']
    """
    order = list(cards)
    for last in range(len(order) - 1, 0, -1):
        digest = sha256(json.dumps([*name, last]).encode()).digest()
        # 256 bits over a few cards: the bias of a remainder is below 2^-240
        drawn = int.from_bytes(digest) % (last + 1)
        order[last], order[drawn] = order[drawn], order[last]
    return order
