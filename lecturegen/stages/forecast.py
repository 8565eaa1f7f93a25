"""Brief, notes and journal -> what a run will probably ask for, without asking.

The requests are rendered as the run would render them. Where an answer that they rest on is not there yet, a stand-in
of the usual length takes its place: it is measured and thrown away, and never gets near a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lecturegen.chains import assess, draft
from lecturegen.chains._gaps import Gap, filled
from lecturegen.chains.answer import ask_answers
from lecturegen.chains.plan import ask_gap, ask_plan
from lecturegen.errors import ModelError
from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.llm.estimate import MINUTES_A_FRAME, assess_tokens, expected
from lecturegen.llm.journal import Expected, Journal
from lecturegen.llm.recorded import Journaled
from lecturegen.questions import Bloom, Distractor, SingleChoice
from lecturegen.schema import Assessment, Brief, Frame, Objective, Plan, PlannedFrame, PlannedSection, Section
from lecturegen.schema.ids import section_id
from lecturegen.stages.job import Job
from lecturegen.stages.quizzes import with_plan
from lecturegen.stages.replan import plan_again


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a week would need; ``dollars`` None: a price is not known."""

    week: str
    expected: Expected
    dollars: float | None


LONG_POINT = "a claim with its reason, a step, a number or a case"
LONG_STEM = " ".join([LONG_POINT] * 3)
POINTS, OBJECTIVES = 3, 2


class NotAsked(ModelError):
    """Counted instead."""


class Counting(Wrapper):
    """A model that is never asked: what it would be asked is counted."""

    def __init__(self, inner: Model) -> None:
        super().__init__(inner)
        self.counted = Expected()

    async def ask(self, request: Request[W]) -> Reply[W]:
        need = expected(request)
        self.counted += Expected(1, need.prompt, need.completion)
        raise NotAsked("this was not asked")


async def forecast(job: Job, journal: Journal, edited: Plan | None) -> Expected:
    """What is still to be asked for a week of which ``journal`` knows a part. ``edited``: a person's plan."""
    counting = Counting(job.model)
    job = replace(job, model=Journaled(counting, journal))
    plan = edited or await _planned(job, journal)
    job = with_plan(job, plan, journal)
    for index in range(len(plan.sections)):
        await _section(job, index)
    return counting.counted


async def forecast_anew(job: Job) -> Expected:
    """What a week takes from nothing to the end: its plan, and as many times the middle section as there are topics.

    Only the questions are counted section by section, because their types differ.
    """
    counting = Counting(job.model)
    job = replace(job, model=counting)
    job = replace(job, plan=await _plan(job))
    planned = counting.counted
    counting.counted = Expected()
    many = len(job.plan.sections)
    middle = many // 2
    await _section(job, middle)
    one = counting.counted
    questions = [assess_tokens(slot.kind for slot in job.slots(index)) for index in range(many)]
    completion = many * (one.completion - questions[middle]) + sum(questions)
    return planned + Expected(many * one.requests, many * one.prompt, completion)


def off(runs: Sequence[tuple[Expected, Expected]]) -> str:
    """How far forecasts have been off, for people."""
    if not runs:
        return "no week was made here before, so how far this is off is not known"
    thought = sum((before for before, _ in runs), start=Expected())
    needed = sum((after for _, after in runs), start=Expected())
    pairs = (
        ("requests", needed.requests, thought.requests),
        ("prompt tokens", needed.prompt, thought.prompt),
        ("completion tokens", needed.completion, thought.completion),
    )
    said = ", ".join(f"{name} {100 * (after / max(1, before) - 1):+.0f}%" for name, after, before in pairs)
    weeks = (
        "1 week made here before needed, against its estimate"
        if len(runs) == 1
        else (f"{len(runs)} weeks made here before needed, against their estimates")
    )
    return f"{weeks}: {said}"


async def _planned(job: Job, journal: Journal) -> Plan:
    """The plan that the run would make: what stands of the one that the week had, and likely sections in its gaps."""

    async def fill(plan: Plan, gap: Gap) -> Plan:
        try:
            return await ask_gap(job.brief, plan, gap, job.passages_of_week(), job.model, job.context())
        except NotAsked:
            likely = _likely_plan(job.brief.model_copy(update={"topics": gap.topics, "minutes": gap.minutes}))
            return filled(plan, gap, likely.sections)

    return await plan_again(job, journal, fill) or await _plan(job)


async def _plan(job: Job) -> Plan:
    try:
        return (await ask_plan(job.brief, job.passages_of_week(), job.model, job.context())).document
    except NotAsked:
        return _likely_plan(job.brief)


async def _section(job: Job, index: int) -> None:
    context = job.context(index)
    try:
        drafted = (await draft.ask_draft(job.brief, job.plan, index, job.passages(index), job.model, context)).document
    except ModelError:
        drafted = _likely_draft(job.brief, job.plan.sections[index])
    try:
        assessed = (await assess.ask_assessment(job.brief, job.plan, index, drafted, job.model, context)).document
    except ModelError:
        assessed = likely_assessment(drafted, len(job.slots(index)))
    if job.blind and assessed.assessment is not None:
        try:
            await ask_answers(
                assessed, index + 1, assessed.assessment.questions, 1, job.model, language=job.brief.language
            )
        except ModelError:
            return  # counted


def _likely_plan(brief: Brief) -> Plan:
    minutes = brief.minutes / len(brief.topics)
    taken: set[str] = set()
    sections = []
    for topic in brief.topics:
        name = section_id(topic, taken)
        taken.add(name)
        frame = PlannedFrame(title=f"What {topic} establishes here", points=(LONG_POINT,) * POINTS, objectives=())
        goal = Objective(id=f"{name}.o1", text=f"Compute or compare what {topic} is about", bloom="apply")
        sections.append(
            PlannedSection(
                id=name, title=topic, topics=(topic,), minutes=minutes, objectives=(goal,) * OBJECTIVES,
                takes_up=LONG_POINT, leaves_open=LONG_POINT, frames=(frame,) * max(2, round(minutes / MINUTES_A_FRAME)),
            )
        )  # fmt: skip
    return Plan(course=brief.course, number=brief.number, title=brief.title, sections=tuple(sections))


def _likely_draft(brief: Brief, planned: PlannedSection) -> Section:
    words = round(planned.minutes * brief.words_per_minute / max(1, len(planned.frames)))
    frames = tuple(
        Frame(title=frame.title, objectives=frame.objectives, bullets=(), script="words " * words, sources=())
        for frame in planned.frames
    )
    return Section(
        id=planned.id, title=planned.title, topics=planned.topics, minutes=planned.minutes,
        objectives=planned.objectives, opening="", frames=frames, closing="",
    )  # fmt: skip


def likely_assessment(section: Section, questions: int) -> Section:
    wrong = (Distractor(text=LONG_POINT),) * 3
    question = SingleChoice(
        id=f"{section.id}.q1", objective="", frame=1, bloom=Bloom.APPLY, stem=LONG_STEM, answer=LONG_POINT,
        distractors=wrong, explanation=LONG_POINT,
    )  # fmt: skip
    return section.model_copy(update={"assessment": Assessment(questions=(question,) * questions)})
