"""Ordering: steps that belong into one order."""

from __future__ import annotations

from typing import ClassVar, Literal

from lecturegen.questions._base import Shuffled


class Ordering(Shuffled):
    """``steps`` stand in the right order."""

    own_order_tells: ClassVar[bool] = True
    kind: Literal["ordering"] = "ordering"
    steps: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return self.steps
