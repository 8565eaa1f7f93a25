"""Brief and notes -> plan, or what a plan lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from lecturegen import prompting, rules
from lecturegen.chains._base import Settled, Task, request_of, settle
from lecturegen.chains._gaps import Gap, filled
from lecturegen.events import Emit, silent
from lecturegen.llm import Model, Request
from lecturegen.schema import (
    Brief,
    Finding,
    Objective,
    Passage,
    Plan,
    PlanAsk,
    PlannedFrame,
    PlannedSection,
    Severity,
    StandingSection,
)
from lecturegen.schema.ids import section_id
from lecturegen.schema.wire import PlannedSectionReply, PlanReply


async def ask_plan(
    brief: Brief, passages: Sequence[Passage], model: Model, context: rules.Context, emit: Emit = silent
) -> Settled[Plan]:
    """One request. Raises ModelError."""

    def check(plan: Plan) -> tuple[Plan, tuple[Finding, ...]]:
        plan = rules.mend(plan, rules.Scope.PLAN, context)
        return plan, rules.check(plan, rules.Scope.PLAN, context)

    task = Task(lambda reply: read_plan(brief, reply), check, in_reply=lambda reply, where: _in_reply(where))
    return await settle(model, plan_request(brief, passages), task, emit)


async def ask_gap(
    brief: Brief, plan: Plan, gap: Gap, passages: Sequence[Passage], model: Model, context: rules.Context,
    emit: Emit = silent,
) -> Plan:  # fmt: skip
    """``plan`` with its gap filled: one request about the gap's topics alone. Raises ModelError."""
    ours = brief.model_copy(update={"topics": gap.topics, "minutes": max(1, round(gap.minutes))})
    titles = [section.title for section in plan.sections]
    ask = _ask(ours, passages).model_copy(
        update={
            "standing": tuple(map(_standing, plan.sections)),
            "outline": (*titles[: gap.at], *gap.topics, *titles[gap.at :]),
            "takes_up": gap.takes_up, "leaves_open": gap.leaves_open,
        }
    )  # fmt: skip
    taken = {section.id for section in plan.sections}
    mine = range(gap.at, gap.at + len(gap.topics))
    there = {topic for section in plan.sections for topic in section.topics}
    whole = replace(
        context, topics=tuple(topic for topic in brief.topics if topic in there or topic in gap.topics),
        minutes=round(sum(section.minutes for section in plan.sections) + gap.minutes),
    )  # fmt: skip

    def check(made: Plan) -> tuple[Plan, tuple[Finding, ...]]:
        made = rules.mend(made, rules.Scope.PLAN, whole)
        found = rules.check(made, rules.Scope.PLAN, whole)
        # a warning on a section that stands is none of the model's business now
        return made, tuple(f for f in found if f.severity is Severity.ERROR or _place(f.where) in (None, *mine))

    task = Task(
        lambda reply: filled(plan, gap, read_plan(ours, reply, taken).sections), check,
        in_reply=lambda reply, where: _in_reply(_of_gap(where, gap.at)),
    )  # fmt: skip
    label = f"plan of {', '.join(map(repr, gap.topics))}"
    return (await settle(model, request_of(_prompt(), ask, PlanReply, label=label), task, emit)).document


def plan_request(brief: Brief, passages: Sequence[Passage]) -> Request[PlanReply]:
    return request_of(_prompt(), _ask(brief, passages), PlanReply, label="plan")


def _ask(brief: Brief, passages: Sequence[Passage]) -> PlanAsk:
    return PlanAsk(
        course=brief.course, number=brief.number, title=brief.title, audience=brief.audience, level=brief.level,
        language=brief.language, minutes=brief.minutes, topics=brief.topics, passages=tuple(passages),
    )  # fmt: skip


def _standing(section: PlannedSection) -> StandingSection:
    points = tuple(point for frame in section.frames for point in frame.points)
    return StandingSection(title=section.title, frames=tuple(frame.title for frame in section.frames), points=points)


def _place(where: str) -> int | None:
    """The section that a place is in."""
    found = re.match(r"/sections/(\d+)", where)
    return int(found[1]) if found else None


def _of_gap(where: str, at: int) -> str:
    """A place in the plan -> the same in a plan of what was asked for alone."""
    place = _place(where)
    return where if place is None or place < at else where.replace(f"/sections/{place}", f"/sections/{place - at}", 1)


def _in_reply(where: str) -> str:
    """What a section takes up is never asked for: it is what the section before leaves open."""
    if taken_up := re.fullmatch(r"/sections/(\d+)/takes_up", where):
        before = int(taken_up[1]) - 1
        return f"/sections/{before}/leaves_open" if before >= 0 else "/starts_from"
    return where


def read_plan(brief: Brief, reply: PlanReply, others: Iterable[str] = ()) -> Plan:
    """What the model filled in, with the ids and titles that we know. A number that names nothing covers nothing.

    ``others``: ids that are taken.
    """
    taken = set(others)
    sections = []
    takes_up = reply.starts_from
    for index, given in enumerate(reply.sections):
        known = 1 <= given.topic <= len(brief.topics)
        title = brief.topics[given.topic - 1] if known else f"Section {index + 1}"
        name = section_id(title, taken)
        taken.add(name)
        sections.append(_section(name, title, (title,) if known else (), given, takes_up.strip()))
        takes_up = given.leaves_open  # never asked for twice: the hand-over is the question left open before
    return Plan(course=brief.course, number=brief.number, title=brief.title, sections=tuple(sections))


def _section(
    name: str, title: str, topics: tuple[str, ...], given: PlannedSectionReply, takes_up: str
) -> PlannedSection:
    objectives = tuple(
        Objective(id=f"{name}.o{number}", text=o.text.strip(), bloom=o.bloom)
        for number, o in enumerate(given.objectives, start=1)
    )
    frames = tuple(
        PlannedFrame(
            title=frame.title.strip(),
            points=tuple(frame.points),
            objectives=tuple(f"{name}.o{number}" for number in frame.objectives),
        )
        for frame in given.frames
    )
    return PlannedSection(
        id=name, title=title, topics=topics, minutes=max(given.minutes, 0.5), objectives=objectives,
        takes_up=takes_up, leaves_open=given.leaves_open.strip(), frames=frames,
    )  # fmt: skip


@cache
def _prompt() -> prompting.Prompt[PlanAsk]:
    return prompting.load("plan", PlanAsk)
