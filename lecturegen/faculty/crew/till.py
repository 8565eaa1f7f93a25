"""One budget for several processes: what each has been advanced of it, and what is left.

What a lost process was advanced counts as spent: nobody knows what it still cost.
"""

from __future__ import annotations

from math import inf

from lecturegen.llm.budget import Sum

SLICES = 50
"""An advance is at least this part of the whole, so that not every request asks for one."""
TINY = 1e-9
"""Dollars lost in adding fractions."""


class Till:
    """``dollars``, ``tokens``: the budget; None: not limited."""

    def __init__(self, dollars: float | None, tokens: int | None) -> None:
        self._whole = (inf if dollars is None else dollars, inf if tokens is None else float(tokens))
        self._left = self._whole

    def advance(self, wanted: Sum) -> Sum:
        """``wanted`` or more; nothing if there is not so much left."""
        asked = (wanted.dollars, float(wanted.tokens))
        if any(ask > left + TINY for ask, left in zip(asked, self._left, strict=True)):
            return Sum()
        pairs = zip(asked, self._left, self._whole, strict=True)
        given = tuple(0.0 if whole == inf else min(left, max(ask, whole / SLICES)) for ask, left, whole in pairs)
        self._left = (self._left[0] - given[0], self._left[1] - given[1])
        return Sum(given[0], int(given[1]))

    def give_back(self, rest: Sum) -> None:
        self._left = (self._left[0] + rest.dollars, self._left[1] + rest.tokens)
