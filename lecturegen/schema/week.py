"""A finished week: frames with their script, and the assessment of each section."""

from __future__ import annotations

from pydantic import Field

from lecturegen.frozen import Frozen
from lecturegen.questions import AnyQuestion
from lecturegen.schema.plan import Objective
from lecturegen.schema.policy import Policy
from lecturegen.schema.report import Origin


class Source(Frozen):
    """A passage of the notes that a frame rests on."""

    passage: str = Field(description="id of the passage")
    quote: str = Field(description="words of that passage, verbatim")


class Code(Frozen):
    language: str
    text: str


class Table(Frozen):
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Frame(Frozen):
    """What one slide shows, and what the lecturer says to it.

    ``script`` is markdown: paragraphs, lists, fenced code and ``$$`` display maths, inline maths in ``$``.
    ``maths`` is LaTeX without delimiters. Empty string, empty tuple or None mean: not on this slide.
    """

    title: str
    objectives: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    script: str
    code: Code | None = None
    maths: str = ""
    table: Table | None = None
    sources: tuple[Source, ...] = ()


class Assessment(Frozen):
    questions: tuple[AnyQuestion, ...]
    activities: tuple[str, ...] = ()
    discussion: tuple[str, ...] = ()


class Section(Frozen):
    """One section, drafted. ``assessment`` is None until it has been assessed.

    ``minutes`` is None in a week that we read from files which do not say.
    ``opening``: the spoken paragraph before the first frame. ``closing``: the spoken paragraph after the last.
    """

    id: str
    title: str
    topics: tuple[str, ...] = ()
    minutes: float | None
    objectives: tuple[Objective, ...]
    opening: str
    frames: tuple[Frame, ...]
    closing: str
    assessment: Assessment | None = None


class Week(Frozen):
    """A week, drafted. One that we read from files may lack the minutes, and have 0 for a number.

    ``terms``: words that rules about prose would count, were they not words of this subject. ``policy``: what its
    course wants of the rules.
    """

    course: str
    number: int
    title: str
    language: str = "en"
    minutes: int | None
    words_per_minute: int = 140
    seed: int = 0
    origin: Origin = Origin.MODEL
    terms: tuple[str, ...] = ()
    policy: Policy = Policy()
    sections: tuple[Section, ...]
