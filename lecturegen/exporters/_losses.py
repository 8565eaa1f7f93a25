"""What a format cannot carry -> findings: one for each question left out, one for each other kind of loss.

Nothing here is an error: the other formats carry it, and the week itself is whole.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from lecturegen.schema import Finding, Severity


class Kind(Enum):
    """Code and name of the finding."""

    LEFT_OUT = "LG600", "question-left-out"
    OTHERWISE = "LG601", "question-otherwise"
    DETAIL = "LG602", "detail-left-out"


MANUAL = {
    "LG600": """\
LG600 question-left-out: every question has a form in the format that it is exported to.

Why: what a format has no form for would come back as something else, or not at all: Moodle reads a short answer with
an arrow in it as a matching question, without a word. Such a question is left out of that file, and named.""",
    "LG601": """\
LG601 question-otherwise: a question keeps its type and scoring in the format that it is exported to.

Why: some formats lack a type and have another one that asks the same, such as matching steps with their places for an
ordering. One finding of each kind and file; it names every question, as section.question.""",
    "LG602": """\
LG602 detail-left-out: a question keeps its points, tags and feedback in the format that it is exported to.

Why: who looks for them in the LMS should know that they were in the week. One finding of each kind and file; it names
every question, as section.question.""",
    "LG620": """\
LG620 frame-overflows: a frame fits on one slide.

Why: 402 of 3,405 pages of machine-written decks ran over their edge. What does not fit goes on on a second page, in the
same size of letters; nothing is shrunk, nothing is cut. Then the numbers of pages and frames differ.""",
    "LG621": """\
LG621 part-shrunk: a formula, and each column of a table, fits on a slide in the size of the texts.

Why: neither can go on on a second page, and what runs over the edge is lost; so it is shown smaller, and somebody in
the last row cannot read it.""",
    "LG622": """\
LG622 formula-as-text: every formula of the deck is shown as one.

Why: one formula that lualatex stops at leaves the lecturer without any slide. A formula with unbalanced braces, or with
a command that LaTeX and its usual packages do not know, is shown as its LaTeX instead, and named. So is, in PowerPoint,
a matrix inside a sentence: texts there hold letters, raised and lowered ones, and no formulas.""",
}
"""Manual pages of the findings that exporters report."""


def overflow(where: str, needed: int, pages: str) -> Finding:
    """A frame at ``where`` takes so many ``pages``, such as "slides in slides.pptx"."""
    return Finding(
        code="LG620", rule="frame-overflows", severity=Severity.WARNING, where=where,
        message=f"the frame takes {needed} {pages}", fix="say less, or make two of it",
    )  # fmt: skip


def runs_over(where: str, file: str) -> Finding:
    """A frame at ``where`` is too full, as it was measured for slides.pdf; the program that shows ``file`` cuts it."""
    return Finding(
        code="LG620", rule="frame-overflows", severity=Severity.WARNING, where=where,
        message=f"the frame is too full for one slide of {file}: its end is not seen",
        fix="say less, or make two of it",
    )  # fmt: skip


def shrunk(where: str, what: str, file: str) -> Finding:
    """``what``: a part of the frame that is larger than a whole slide or page, and cannot be parted."""
    return Finding(
        code="LG621", rule="part-shrunk", severity=Severity.WARNING, where=where,
        message=f"{what} is larger than a page, and is shown smaller in {file}", fix="make several of it",
    )  # fmt: skip


def as_text(where: str, form: str, latex: str, why: str, fix: str = "mend its LaTeX") -> Finding:
    """A formula in the text at ``where`` is shown as ``latex`` in the format ``form``."""
    return Finding(
        code="LG622", rule="formula-as-text", severity=Severity.WARNING, where=where,
        message=f"{form}: the formula {latex!r} is shown as its LaTeX: {why}", fix=fix,
    )  # fmt: skip


class Place(NamedTuple):
    """``where``: JSON pointer to the question. ``label``: section.question, both from 1."""

    where: str
    label: str


class Losses:
    """The losses of one file."""

    def __init__(self, form: str) -> None:
        """``form``: name of the format."""
        self.form = form
        self._places: dict[tuple[Kind, str], list[Place]] = {}

    def left_out(self, place: Place, why: str) -> None:
        self._add(Kind.LEFT_OUT, why, place)

    def otherwise(self, place: Place, what: str) -> None:
        """``what``: how the question is written instead."""
        self._add(Kind.OTHERWISE, what, place)

    def detail(self, place: Place, what: str) -> None:
        """``what``: the part that is missing, and why."""
        self._add(Kind.DETAIL, what, place)

    def _add(self, kind: Kind, what: str, place: Place) -> None:
        places = self._places.setdefault((kind, what), [])
        if place not in places:
            places.append(place)

    def told(self) -> list[tuple[Kind, str, tuple[Place, ...]]]:
        """All of it, in the order in which it was met."""
        return [(kind, what, tuple(places)) for (kind, what), places in self._places.items()]

    def findings(self) -> tuple[Finding, ...]:
        return tuple(
            self._finding(kind, what, group)
            for kind, what, places in self.told()
            for group in ([(place,) for place in places] if kind is Kind.LEFT_OUT else [places])
        )

    def _finding(self, kind: Kind, what: str, places: tuple[Place, ...]) -> Finding:
        code, rule = kind.value
        named = f"question{'s' if len(places) > 1 else ''} {', '.join(place.label for place in places)}"
        said = f"{named} is left out: {what}" if kind is Kind.LEFT_OUT else f"{what} ({named})"
        return Finding(
            code=code, rule=rule, severity=Severity.WARNING, where=places[0].where, message=f"{self.form}: {said}"
        )
