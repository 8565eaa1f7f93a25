"""Drafted section -> assessed section: questions, activities and discussion questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from lecturegen import prompting, rules
from lecturegen.chains._base import Settled, Task, reopen, request_of, settle
from lecturegen.events import Emit, silent
from lecturegen.llm import Model
from lecturegen.questions import Question
from lecturegen.schema import AssessAsk, Assessment, Brief, Finding, Frame, Plan, Section, Slot, TaughtFrame
from lecturegen.schema.blueprint import kinds_of
from lecturegen.schema.replies import REPLIES, AssessReply, Known, assess_reply, wire_name


async def ask_assessment(
    brief: Brief, plan: Plan, index: int, section: Section, model: Model, context: rules.Context, emit: Emit = silent
) -> Settled[Section]:
    """One request for section ``index`` (from 0), which has been drafted. Raises ModelError."""
    ask = AssessAsk(
        course=brief.course, audience=brief.audience, level=brief.level, language=brief.language, number=index + 1,
        section=section.title, objectives=section.objectives, frames=taught(section), slots=context.slots,
        elsewhere=tuple(s.title for s in plan.sections if s.id != section.id), earlier=context.earlier,
    )  # fmt: skip
    return await ask_questions(ask, section, model, context, emit)


async def ask_questions(
    ask: AssessAsk, section: Section, model: Model, context: rules.Context, emit: Emit = silent
) -> Settled[Section]:
    """One request for what ``ask`` says, about a section from wherever. Raises ModelError.

    ``context.slots`` are those of ``ask``, if the questions are to be held against them.
    """
    label = f"questions of section {ask.number} {section.title!r}"
    request = request_of(_prompt(), ask, assess_reply(kinds_of(ask.slots)), unit=section.id, label=label)
    return await settle(model, request, task(section, ask.slots, context), emit)


async def ask_again(
    settled: Settled[Section], findings: Sequence[Finding], model: Model, context: rules.Context, emit: Emit = silent
) -> Settled[Section]:
    """The same questions, with what was found when the week was put together."""
    ask = settled.request.variables
    assert isinstance(ask, AssessAsk)
    return await reopen(model, settled, findings, task(settled.document, ask.slots, context), emit)


def task(section: Section, slots: Sequence[Slot], context: rules.Context) -> Task[Section]:
    def check(assessed: Section) -> tuple[Section, tuple[Finding, ...]]:
        assessed = rules.mend(assessed, rules.Scope.ASSESSMENT, context)
        return assessed, rules.check(assessed, rules.Scope.ASSESSMENT, context)

    return Task(
        read=lambda reply: section.model_copy(update={"assessment": read_assessment(section, slots, reply)}),
        check=check,
        in_reply=lambda reply, where: _in_reply(slots, reply, where),
    )


def read_assessment(section: Section, slots: Sequence[Slot], reply: AssessReply) -> Assessment:
    """What the model filled in, with ids, in the order of the slots."""
    return Assessment(
        questions=tuple(_documents(section.id, slots, reply)),
        activities=tuple(text.strip() for text in reply.activities),
        discussion=tuple(text.strip() for text in reply.discussion),
    )


def _documents(section: str, slots: Sequence[Slot], reply: AssessReply) -> Iterator[Question]:
    for number, given in enumerate(_given(slots, reply), start=1):
        yield reply.questions.of(given.kind)[given.place].document(Known(section, number, given.points))


class _Given(NamedTuple):
    """A question of the quiz as it stands in the reply: ``place`` in the list of its type, from 0."""

    kind: str
    place: int
    points: int


def _given(slots: Sequence[Slot], reply: AssessReply) -> list[_Given]:
    """The questions of a reply in the order of the quiz.

    Each slot takes the next question of its type, a slot that is then left empty the next of the type that may stand
    in. What nobody asked for comes last, so that rules can say that it is too much; an empty slot leaves no gap.
    """
    left = {kind: list(range(len(reply.questions.of(kind)))) for kind in REPLIES}
    taken: dict[int, _Given] = {}
    for stands_in in (False, True):
        for number, slot in enumerate(slots):
            kind = slot.instead if stands_in else slot.kind
            if number not in taken and left.get(kind):
                taken[number] = _Given(kind, left[kind].pop(0), slot.points)
    rest = [_Given(kind, place, REPLIES[kind].usual_points) for kind, places in left.items() for place in places]
    return [taken[number] for number in sorted(taken)] + rest


def _in_reply(slots: Sequence[Slot], reply: AssessReply, where: str) -> str:
    """A place in the section -> the place in the reply that it was read from."""
    below = where.removeprefix("/assessment")
    found = re.match(r"/questions/(\d+)(?=/|$)", below)
    if not found:
        return below
    given = _given(slots, reply)[int(found[1])]
    return f"/questions/{wire_name(given.kind)}/{given.place}{below[found.end() :]}"


def taught(section: Section) -> tuple[TaughtFrame, ...]:
    """What students heard, and what they saw beside it, frame by frame."""
    return tuple(map(_taught, range(1, 1 + len(section.frames)), section.frames))


def _taught(number: int, frame: Frame) -> TaughtFrame:
    """The bullets repeat the script, so they are not worth tokens."""
    shown = [frame.script]
    if frame.maths:
        shown.append(f"$${frame.maths}$$")
    if frame.code:
        shown.append(f"```{frame.code.language}\n{frame.code.text}\n```")
    if frame.table:
        shown += [" | ".join(row) for row in (frame.table.header, *frame.table.rows)]
    return TaughtFrame(number=number, title=frame.title, text="\n".join(shown))


@cache
def _prompt() -> prompting.Prompt[AssessAsk]:
    return prompting.load("assess", AssessAsk)
