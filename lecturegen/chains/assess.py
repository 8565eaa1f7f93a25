"""Drafted section -> assessed section: questions, activities and discussion questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from lecturegen import prompting, rules
from lecturegen.chains._base import Settled, Task, reopen, request_of, settle
from lecturegen.chains._keeping import Keeping
from lecturegen.events import Emit, silent
from lecturegen.llm import Model
from lecturegen.questions import Question
from lecturegen.schema import AssessAsk, Assessment, Brief, Finding, Frame, Plan, Section, Severity, Slot, TaughtFrame
from lecturegen.schema.blueprint import kinds_of
from lecturegen.schema.replies import REPLIES, AssessReply, Known, QuestionReply, assess_reply, wire_name


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
    shape = assess_reply(kinds_of(ask.slots))
    surroundings = {"number": 1, "elsewhere": ()}
    request = request_of(prompt(), ask, shape, unit=section.id, label=label, surroundings=surroundings)
    return await settle(model, request, task(section, ask.slots, context), emit)


async def ask_again(
    settled: Settled[Section], findings: Sequence[Finding], model: Model, context: rules.Context, emit: Emit = silent
) -> Settled[Section]:
    """The same questions, with what was found since they held by the rules; those not to blame stay as they are."""
    first = _first_task(settled, context)
    keeping = Keeping(model, _reply(settled))
    keeping.open(first.in_reply(keeping.reply, finding.where) for finding in findings)

    def check(assessed: Section) -> tuple[Section, tuple[Finding, ...]]:
        assessed, found = first.check(assessed)
        # a warning that the model was told of before it has answered already
        new = tuple(f for f in found if f.severity is Severity.ERROR or f not in settled.findings)
        keeping.open(first.in_reply(keeping.reply, finding.where) for finding in new)
        return assessed, new

    again = await reopen(keeping, settled, findings, replace(first, check=check), emit)
    return replace(again, findings=(*settled.findings, *again.findings))


def without(settled: Settled[Section], questions: Iterable[int], context: rules.Context) -> Settled[Section]:
    """The section without the questions at these places (from 0), with all that rules have to say to that.

    They leave the model's reply and the slots too: if the conversation goes on, what is read is what is left.
    """
    ask, reply = _ask(settled), _reply(settled)
    given = _given(ask.slots, reply)
    gone = [given[place] for place in questions]
    lists: dict[str, list[QuestionReply]] = {}
    for kind in {one.kind for one in gone}:
        out = {one.place for one in gone if one.kind == kind}
        lists[wire_name(kind)] = [one for place, one in enumerate(reply.questions.of(kind)) if place not in out]
    reply = reply.model_copy(update={"questions": reply.questions.model_copy(update=lists)})
    filled = {one.slot for one in gone}
    slots = tuple(slot for number, slot in enumerate(ask.slots) if number not in filled)
    request = replace(settled.request, variables=ask.model_copy(update={"slots": slots}))
    left = replace(settled, request=request, reply=reply.model_dump_json())
    again = _first_task(left, context)
    document, findings = again.check(again.read(reply))
    return replace(left, document=document, findings=findings)


def _first_task(settled: Settled[Section], context: rules.Context) -> Task[Section]:
    return task(settled.document, _ask(settled).slots, context)


def _ask(settled: Settled[Section]) -> AssessAsk:
    ask = settled.request.variables
    assert isinstance(ask, AssessAsk)
    return ask


def _reply(settled: Settled[Section]) -> AssessReply:
    reply = settled.request.shape.model_validate_json(settled.reply)
    assert isinstance(reply, AssessReply)
    return reply


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
    """A question of the quiz as it stands in the reply: ``place`` in the list of its type, from 0.

    ``slot``: number of the slot that it fills, from 0; None if nobody asked for it.
    """

    kind: str
    place: int
    points: int
    slot: int | None = None


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
                taken[number] = _Given(kind, left[kind].pop(0), _points(slot, kind), number)
    rest = [_Given(kind, place, REPLIES[kind].usual_points) for kind, places in left.items() for place in places]
    return [taken[number] for number in sorted(taken)] + rest


def _points(slot: Slot, kind: str) -> int:
    """What stands in for a question with the usual points of its type has the usual ones of its own."""
    usual = REPLIES[slot.kind].usual_points
    return REPLIES[kind].usual_points if slot.points == usual else slot.points


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
def prompt() -> prompting.Prompt[AssessAsk]:
    return prompting.load("assess", AssessAsk)
