"""Matching: each premise has one response; some responses may be left over."""

from __future__ import annotations

from typing import ClassVar, Literal

from lecturegen.frozen import Frozen
from lecturegen.questions._base import Shuffled


class Pair(Frozen):
    """What stands on the left, and what belongs to it on the right."""

    premise: str
    response: str


class Matching(Shuffled):
    """Premises stand as they are listed; responses are shuffled, together with ``spare`` ones that match nothing."""

    own_order_tells: ClassVar[bool] = True
    kind: Literal["matching"] = "matching"
    pairs: tuple[Pair, ...]
    spare: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All responses, those of the pairs first."""
        return (*(pair.response for pair in self.pairs), *self.spare)
