"""Drafted section -> assessed section: questions, activities and discussion questions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lecturegen import prompting, rules
from lecturegen.chains._base import Settled, Task, reopen, request_of, settle
from lecturegen.events import Emit, silent
from lecturegen.llm import Model
from lecturegen.questions import Distractor, SingleChoice
from lecturegen.schema import AssessAsk, Assessment, Brief, Finding, Frame, Plan, Section, TaughtFrame
from lecturegen.schema.wire import AssessReply, SingleChoiceReply


async def ask_assessment(
    brief: Brief, plan: Plan, index: int, section: Section, model: Model, context: rules.Context, emit: Emit = silent
) -> Settled[Section]:
    """One request for section ``index`` (from 0), which has been drafted. Raises ModelError."""
    ask = AssessAsk(
        course=brief.course, audience=brief.audience, level=brief.level, language=brief.language, number=index + 1,
        section=section.title, objectives=section.objectives, frames=tuple(map(taught, range(1, 99), section.frames)),
        questions=max(brief.questions_per_section, len(section.objectives)),
        elsewhere=tuple(s.title for s in plan.sections if s.id != section.id),
    )  # fmt: skip
    label = f"questions of section {index + 1} {section.title!r}"
    request = request_of(_prompt(), ask, AssessReply, unit=section.id, label=label)
    return await settle(model, request, task(section, context), emit)


async def ask_again(
    settled: Settled[Section], findings: Sequence[Finding], model: Model, context: rules.Context, emit: Emit = silent
) -> Settled[Section]:
    """The same questions, with what was found when the week was put together."""
    return await reopen(model, settled, findings, task(settled.document, context), emit)


def task(section: Section, context: rules.Context) -> Task[Section]:
    def check(assessed: Section) -> tuple[Section, tuple[Finding, ...]]:
        assessed = rules.mend(assessed, rules.Scope.ASSESSMENT, context)
        return assessed, rules.check(assessed, rules.Scope.ASSESSMENT, context)

    return Task(lambda reply: section.model_copy(update={"assessment": read_assessment(section, reply)}), check)


def read_assessment(section: Section, reply: AssessReply) -> Assessment:
    """What the model filled in, with ids. A number that names no objective becomes an id that names none."""
    questions = tuple(_question(section, number, given) for number, given in enumerate(reply.questions, start=1))
    return Assessment(
        questions=questions,
        activities=tuple(text.strip() for text in reply.activities),
        discussion=tuple(text.strip() for text in reply.discussion),
    )


def _question(section: Section, number: int, given: SingleChoiceReply) -> SingleChoice:
    return SingleChoice(
        id=f"{section.id}.q{number}", objective=f"{section.id}.o{given.objective}", frame=max(given.frame, 1),
        bloom=given.bloom, difficulty=given.difficulty, stem=given.stem.strip(), explanation=given.explanation.strip(),
        answer=given.answer.strip(),
        distractors=tuple(Distractor(text=d.text.strip(), rationale=d.rationale.strip()) for d in given.distractors),
    )  # fmt: skip


def taught(number: int, frame: Frame) -> TaughtFrame:
    """What students heard, and what they saw beside it. The bullets repeat the script, so they are not worth tokens."""
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
