"""The plan of a week: what each section covers, how long it lasts, and what links it to the next."""

from __future__ import annotations

from pydantic import Field

from lecturegen.frozen import Frozen
from lecturegen.questions import Bloom


class Objective(Frozen):
    """What a student can do after the section, begun with a verb that can be observed."""

    id: str = Field(description="<section id>.o<number>")
    text: str
    bloom: Bloom | None = Field(description="null: a file that we read does not say")


class PlannedFrame(Frozen):
    """One slide to come: its headline and the points to make on it."""

    title: str
    points: tuple[str, ...]
    objectives: tuple[str, ...] = Field(description="ids of the objectives that this frame serves")


class PlannedSection(Frozen):
    """One stretch of the week."""

    id: str = Field(description="stable, readable: made from the title")
    title: str
    topics: tuple[str, ...] = Field(description="topics of the course file that it covers, word for word")
    minutes: float = Field(gt=0)
    objectives: tuple[Objective, ...]
    takes_up: str = Field(description="the question, left open before, that this section takes up")
    leaves_open: str = Field(description="the question that it leaves open; in the last section, what is left to do")
    frames: tuple[PlannedFrame, ...]


class Plan(Frozen):
    """Written as plan.yaml; a plan edited by hand is honoured."""

    course: str
    number: int
    title: str
    sections: tuple[PlannedSection, ...]
