"""Brief and notes -> plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from lecturegen import prompting, rules
from lecturegen.chains._base import Settled, Task, request_of, settle
from lecturegen.events import Emit, silent
from lecturegen.llm import Model
from lecturegen.schema import Brief, Finding, Objective, Passage, Plan, PlanAsk, PlannedFrame, PlannedSection
from lecturegen.schema.ids import section_id
from lecturegen.schema.wire import PlannedSectionReply, PlanReply


async def ask_plan(
    brief: Brief, passages: Sequence[Passage], model: Model, context: rules.Context, emit: Emit = silent
) -> Settled[Plan]:
    """One request. Raises ModelError."""
    ask = PlanAsk(
        course=brief.course, number=brief.number, title=brief.title, audience=brief.audience, level=brief.level,
        language=brief.language, minutes=brief.minutes, topics=brief.topics, passages=tuple(passages),
    )  # fmt: skip

    def check(plan: Plan) -> tuple[Plan, tuple[Finding, ...]]:
        plan = rules.mend(plan, rules.Scope.PLAN, context)
        return plan, rules.check(plan, rules.Scope.PLAN, context)

    request = request_of(_prompt(), ask, PlanReply, label="plan")
    task = Task(lambda reply: read_plan(brief, reply), check, in_reply=lambda reply, where: _in_reply(where))
    return await settle(model, request, task, emit)


def _in_reply(where: str) -> str:
    """What a section takes up is never asked for: it is what the section before leaves open."""
    if taken_up := re.fullmatch(r"/sections/(\d+)/takes_up", where):
        before = int(taken_up[1]) - 1
        return f"/sections/{before}/leaves_open" if before >= 0 else "/starts_from"
    return where


def read_plan(brief: Brief, reply: PlanReply) -> Plan:
    """What the model filled in, with the ids and titles that we know. A number that names nothing covers nothing."""
    taken: set[str] = set()
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
