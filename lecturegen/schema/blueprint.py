"""What the questions of a week are to be: their types, levels and points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import Field, create_model

from lecturegen.frozen import Frozen
from lecturegen.questions import TYPES, Bloom
from lecturegen.schema.replies import REPLIES, wire_name

Share = Annotated[int, Field(ge=0, le=100, description="per cent")]
Number = Annotated[int, Field(ge=0, le=5, description="questions")]


class ByType(Frozen):
    """An amount for each question type, under its name; 0 for those that are not named."""

    def amounts(self) -> dict[str, int]:
        """Kind -> amount, for every type that has one, in the order of a quiz."""
        found = {kind: getattr(self, wire_name(kind)) for kind in REPLIES}
        return {kind: amount for kind, amount in found.items() if amount}

    @property
    def total(self) -> int:
        return sum(self.amounts().values())


def _by_type(name: str, amount: Any) -> type[ByType]:
    fields = {wire_name(kind): (amount, 0) for kind in TYPES}
    return create_model(name, __base__=ByType, __module__=__name__, **cast(Any, fields))


if TYPE_CHECKING:

    class Numbers(ByType): ...

    class Shares(ByType): ...
else:
    Numbers = _by_type("Numbers", Number)
    Shares = _by_type("Shares", Share)


class Levels(Frozen):
    """Parts of the week's questions that are at a level or above it, at least."""

    understand: Share = 0
    apply: Share = 0
    analyse: Share = 0
    evaluate: Share = 0
    create: Share = 0

    def floors(self) -> Iterator[tuple[Bloom, int]]:
        """Level and share, the highest level first."""
        for level in reversed(Bloom):
            if share := getattr(self, level.value, 0):
                yield level, share


class Blueprint(Frozen):
    """What a course file wants of its questions. Their number is ``questions_per_section``, or the sum of
    ``every_section`` where there are no ``shares``. Without either, types are those of ``usual_types``."""

    every_section: Numbers = Field(default=Numbers(), description="questions of each type that every section has")
    shares: Shares = Field(default=Shares(), description="the rest of the week's questions, in per cent; they make 100")
    bloom: Levels = Field(
        default=Levels(apply=40), description="per cent of the week's questions at a level or above, at least"
    )
    points_per_section: int | None = Field(
        default=None, ge=3, le=1000, description="shared out by what each type usually has; without: just that"
    )

    def types(self) -> tuple[dict[str, int], dict[str, int]]:
        """Kind -> number in every section; kind -> share of the rest."""
        if self.every_section.total or self.shares.total:
            return self.every_section.amounts(), self.shares.amounts()
        return usual_types()

    def number(self, questions_per_section: int) -> int:
        """Questions of a section."""
        every, shares = self.types()
        return questions_per_section if shares else sum(every.values())


def usual_types() -> tuple[dict[str, int], dict[str, int]]:
    """Two of each section are single choice, which marks itself and is checked best. Of the others most ask for an
    answer that cannot be ticked: lecturers missed other types first, then rubrics (19 and 13 of 35 forms)."""
    shares = {
        "multiple-choice": 20, "true-false": 10, "short-answer": 25, "numeric": 20, "matching": 10, "ordering": 5,
        "essay": 10,
    }  # fmt: skip
    return {"single-choice": 2}, shares


class Slot(Frozen):
    """One question that is wanted. ``instead``: the type that may take its place; empty: none may.

    ``level``: the lowest that it may have, if ``exact`` the very one; None: any. ``objective``: the number of the one
    that it has to test, from 1; 0: any.
    """

    kind: str
    instead: str = ""
    level: Bloom | None = None
    exact: bool = False
    objective: int = Field(default=0, ge=0)
    points: int = Field(default=1, ge=1)


def kinds_of(slots: Iterable[Slot]) -> tuple[str, ...]:
    """Every type that a question for one of ``slots`` may have, in the order of a quiz."""
    named = {kind for slot in slots for kind in (slot.kind, slot.instead)}
    return tuple(kind for kind in REPLIES if kind in named)
