"""What the printed form of every question type has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from lecturegen.questions import Question
from lecturegen.schema.grammar import Form
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.signs import Signs

Q = TypeVar("Q", bound=Question)

Fault = tuple[str, str]
"""JSON pointer, and what is wrong there."""


class Misprint(Exception):
    """A printed question that is none of its type. ``where``: JSON pointer into it; ``fault`` says what to do, too."""

    def __init__(self, where: str, fault: str) -> None:
        self.where, self.fault = where, fault
        super().__init__(f"{where}: {fault}")


class Understood(NamedTuple, Generic[Q]):
    """A printed question as a document: without id, objective, frame and level, which are not printed.

    ``places``: JSON pointer to each text of it -> to where that stands in the printed one. ``starts``: of those that
    are only the end of what stands there, where they begin in it.
    """

    question: Q
    places: dict[str, str]
    starts: Mapping[str, int] = MappingProxyType({})


class PaperForm(ABC, Generic[Q]):
    """How the questions of one type are printed, and how they are read again. One subclass a type, found by ``kind``.

    ``needs`` names the fields of SheetQuestion that have to be filled, ``may_have`` those that can be; others stay
    empty.
    """

    kind: ClassVar[str]
    needs: ClassVar[frozenset[str]]
    may_have: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def printed(self, question: Q, shown: Sequence[str], signs: Signs) -> SheetQuestion:
        """``shown``: what ``questions.order.deal`` gives for it. ``signs``: of the language of the sheet."""

    @abstractmethod
    def understood(self, sheet: SheetQuestion, signs: Signs) -> Understood[Q]:
        """Raises Misprint. ``sheet`` has the fields that are needed, and no others."""

    def faults(self, question: Q) -> Iterator[Fault]:
        """What this form cannot print so that it is read again, beyond what no text may hold. Pointers into it."""
        yield from ()

    def completed(self, read: Q, known: Q) -> Q:
        """``read`` with what only the document says that it was printed from."""
        return read

    def form(self, question: Q, told: str = "") -> Form:
        return Form(kind=self.kind, points=question.points, told=told)


def common(sheet: SheetQuestion) -> dict[str, Any]:
    """The fields that all types share."""
    points = sheet.form.points if sheet.form else 1
    return {
        "id": "", "objective": "", "frame": None, "bloom": None, "points": points, "stem": sheet.stem,
        "explanation": sheet.explanation,
    }  # fmt: skip


def places(**texts: str) -> dict[str, str]:
    """Where the texts that all types share are printed, and ``texts``, a pointer for the field of each name."""
    return {"/stem": "/stem", "/explanation": "/explanation"} | {f"/{name}": there for name, there in texts.items()}
