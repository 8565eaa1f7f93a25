"""Planned section -> drafted section: frames, script and transitions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest

from lecturegen import prompting, rules
from lecturegen.chains._base import Settled, Task, reopen, request_of, settle
from lecturegen.events import Emit, silent
from lecturegen.llm import Model
from lecturegen.schema import (
    Brief,
    Code,
    DraftAsk,
    Finding,
    Frame,
    Neighbour,
    Passage,
    Plan,
    PlannedFrame,
    PlannedSection,
    Section,
    Source,
    Table,
)
from lecturegen.schema.wire import DraftReply, FrameReply


async def ask_draft(
    brief: Brief, plan: Plan, index: int, passages: Sequence[Passage], model: Model, context: rules.Context,
    emit: Emit = silent,
) -> Settled[Section]:  # fmt: skip
    """One request for section ``index`` (from 0). Raises ModelError."""
    section = plan.sections[index]
    ask = DraftAsk(
        course=brief.course, week=brief.number, title=brief.title, audience=brief.audience, level=brief.level,
        language=brief.language, outline=tuple(s.title for s in plan.sections), number=index + 1,
        of=len(plan.sections), section=section, before=_neighbour(plan, index - 1), after=_neighbour(plan, index + 1),
        words=round(section.minutes * brief.words_per_minute, -1), passages=tuple(passages),
    )  # fmt: skip
    label = f"section {index + 1} {section.title!r}"
    surroundings = {"outline": (), "before": None, "after": None} | _ends(index, len(plan.sections))
    request = request_of(prompt(), ask, DraftReply, unit=section.id, label=label, surroundings=surroundings)
    return await settle(model, request, task(section, context), emit)


async def ask_again(
    settled: Settled[Section], findings: Sequence[Finding], model: Model, context: rules.Context, emit: Emit = silent
) -> Settled[Section]:
    """The same section, with what was found when the week was put together."""
    assert context.planned is not None
    return await reopen(model, settled, findings, task(context.planned, context), emit)


def task(section: PlannedSection, context: rules.Context) -> Task[Section]:
    def check(drafted: Section) -> tuple[Section, tuple[Finding, ...]]:
        drafted = rules.mend(drafted, rules.Scope.DRAFT, context)
        return drafted, rules.check(drafted, rules.Scope.DRAFT, context)

    return Task(lambda reply: read_draft(section, reply), check)


def read_draft(section: PlannedSection, reply: DraftReply) -> Section:
    """The planned section with what the model filled in; a frame that was not planned has no title."""
    unplanned = PlannedFrame(title="", points=(), objectives=())
    frames = tuple(
        _frame(planned or unplanned, given)
        for planned, given in zip_longest(section.frames, reply.frames)
        if given is not None
    )
    return Section(
        id=section.id, title=section.title, topics=section.topics, minutes=section.minutes,
        objectives=section.objectives, opening=reply.opening.strip(), frames=frames, closing=reply.closing.strip(),
    )  # fmt: skip


def _frame(planned: PlannedFrame, given: FrameReply) -> Frame:
    code = given.code.text.strip("\n")
    return Frame(
        title=planned.title,
        objectives=planned.objectives,
        bullets=tuple(bullet.strip() for bullet in given.bullets),
        script=given.script.strip(),
        code=Code(language=given.code.language.strip().lower(), text=code) if code.strip() else None,
        maths=given.maths.strip(),
        table=Table(header=tuple(given.table.header), rows=tuple(tuple(row) for row in given.table.rows))
        if given.table.header or given.table.rows
        else None,
        sources=tuple(Source(passage=source.passage, quote=source.quote) for source in given.sources),
    )


def _ends(index: int, sections: int) -> dict[str, int]:
    """Number and count that say no more of a place than whether the week starts or ends there."""
    number = 1 if index == 0 else 2
    return {"number": number, "of": number if index == sections - 1 else 3}


def _neighbour(plan: Plan, index: int) -> Neighbour | None:
    if not 0 <= index < len(plan.sections):
        return None
    section = plan.sections[index]
    return Neighbour(title=section.title, points=tuple(point for frame in section.frames for point in frame.points))


@cache
def prompt() -> prompting.Prompt[DraftAsk]:
    return prompting.load("draft", DraftAsk)
