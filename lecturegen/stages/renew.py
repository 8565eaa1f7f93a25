"""Week as it stands -> new assessments for some of its sections, in one or more forms.

objectives, where nobody has stated any -> questions, answered again without their keys, section by section, side by
side -> the rules of the whole week

A section that fails stops no other, and keeps what it had. Forms are made one after the other, since the items of one
are to differ from those of the form before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from lecturegen import rules
from lecturegen.chains import assess
from lecturegen.chains._base import ROUNDS_FOR_ERRORS, ROUNDS_FOR_WARNINGS, Settled, Unsettled
from lecturegen.chains.confirm import Confirmed, confirm
from lecturegen.chains.objectives import ask_objectives
from lecturegen.errors import ModelError, Stopped, stop_among
from lecturegen.events import Emit, SectionRejected, StageDone, silent
from lecturegen.llm import Model
from lecturegen.rules import Context, Known, Scope
from lecturegen.schema import (
    Brief,
    Finding,
    Ignore,
    Plan,
    PlannedSection,
    Policy,
    Rejected,
    Section,
    Severity,
    Slot,
    Week,
)
from lecturegen.schema.slots import for_objectives
from lecturegen.side_by_side import side_by_side
from lecturegen.stages.sections import Lost

MOST_OBJECTIVES = 5
"""A section has five questions at most (LG200); of more objectives in somebody's sheet the first are asked about."""
_ON_ASSESSMENT = re.compile(r"/sections/(\d+)(/assessment.*)")
_PART = tuple(Ignore(rule=code, because="the other questions of the section stay") for code in ("LG200", "LG202"))


class NothingSaid(ModelError):
    """No model was asked: there is nothing to ask about."""

    exit_code = 2
    outcome = "nothing said"
    hint = "Write what is said there, or name the other sections with --section."


@dataclass(frozen=True, slots=True)
class Renewed:
    """A section with new questions. ``confirmed`` is None if nobody was to answer them again."""

    settled: Settled[Section]
    confirmed: Confirmed | None = None

    @property
    def section(self) -> Section:
        return self.settled.document

    @property
    def keys(self) -> tuple[str, ...]:
        return (*self.settled.keys, *(self.confirmed.keys if self.confirmed else ()))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found when its questions were answered again."""
        return self.confirmed.findings if self.confirmed else ()


Form = dict[int, Renewed | Lost]
"""Index of a section -> what came of it."""


@dataclass(frozen=True)
class Renewal:
    """What is wanted of a week. ``contexts`` are those of its sections, ``context`` is its own.

    ``chosen``: indices of the sections to be assessed anew. For each of them, ``earlier``: the stems that students
    know; ``slots``: the questions that are wanted. ``part``: they are a part of the section's, and the others stay.
    ``blind``: whether they are answered again without their keys.
    """

    brief: Brief
    week: Week
    contexts: tuple[Context, ...]
    context: Context
    chosen: tuple[int, ...]
    earlier: Mapping[int, tuple[str, ...]]
    slots: Mapping[int, tuple[Slot, ...]]
    model: Model
    part: bool = False
    blind: bool = True
    emit: Emit = field(default=silent)
    at_once: int = 32

    @property
    def outline(self) -> Plan:
        """The week as its sections' requests see it."""
        sections = tuple(
            PlannedSection(
                id=section.id, title=section.title, topics=section.topics, minutes=section.minutes or 1.0,
                objectives=section.objectives, takes_up="", leaves_open="", frames=(),
            )
            for section in self.week.sections
        )  # fmt: skip
        return Plan(course=self.brief.course, number=self.brief.number, title=self.brief.title, sections=sections)

    def context_of(self, index: int, section: Section) -> Context:
        """Ours say what each question tests, whosever the script is; who writes them cannot change the objectives."""
        given, slots = self.contexts[index], self.slots.get(index, ())
        if not self.part and not any(slot.exact for slot in slots):
            slots = for_objectives(slots, len(section.objectives), self.brief.blueprint)
        policy = given.policy
        if self.part:
            policy = Policy(rules=policy.rules, ignore=(*policy.ignore, *_PART))
        return replace(
            given, planned=given.planned or self.outline.sections[index], questions=len(slots), slots=slots,
            unknown=given.unknown - {Known.LINKS}, filed=False, offline=not self.model.revises,
            earlier=self.earlier.get(index, ()), policy=policy,
        )  # fmt: skip


async def renew(job: Renewal, forms: int = 1) -> list[Form]:
    """The forms, each with the sections that were chosen. Raises Stopped."""
    goals = await side_by_side((partial(find_objectives, job, index) for index in job.chosen), job.at_once)
    failed = {one.index: one for one in goals if isinstance(one, Lost)}
    sections = {index: one for index, one in zip(job.chosen, goals, strict=True) if isinstance(one, Section)}
    made: list[Form] = []
    for _ in range(forms):
        form = await _form(job, sections, failed if not made else {}) if sections else {}
        _stop_if_stopped(failed)
        made.append({**form, **({} if made else failed)})
        # a form of a section is parallel to the one before, or there is none
        there = {index: one for index, one in form.items() if isinstance(one, Renewed)}
        sections = {index: sections[index] for index in there}
        job = replace(
            job,
            earlier={index: job.earlier[index] + stems_of(one) for index, one in there.items()},
            slots={index: _parallel(one) for index, one in there.items()},
        )
    return made


async def find_objectives(job: Renewal, index: int) -> Section | Lost:
    """The section with all that was said in it, and its objectives."""
    section = all_said(job.week.sections[index], job.contexts[index])
    if not any(frame.script.strip() for frame in section.frames):
        return _lost(job, index, "objectives", NothingSaid("the script says nothing in this section"))
    if not section.objectives:
        try:
            found = await ask_objectives(
                job.brief, job.outline, index, section, job.model, job.contexts[index], job.emit
            )
        except ModelError as error:
            return _lost(job, index, "objectives", error)
        job.emit(StageDone("objectives", section.id))
        section = found.document
    return section.model_copy(update={"objectives": section.objectives[:MOST_OBJECTIVES], "assessment": None})


def all_said(section: Section, context: Context) -> Section:
    """In a foreign section what stands before the first mark and after the last is no transition: it is speech too."""
    if not context.foreign or not section.frames:
        return section
    scripts = [frame.script for frame in section.frames]
    scripts[0] = "\n\n".join(filter(str.strip, (section.opening, scripts[0])))
    scripts[-1] = "\n\n".join(filter(str.strip, (scripts[-1], section.closing)))
    frames = zip(section.frames, scripts, strict=True)
    return section.model_copy(update={"frames": tuple(f.model_copy(update={"script": said}) for f, said in frames)})


async def ask_questions(job: Renewal, index: int, section: Section) -> Renewed | Lost:
    """New questions for ``section``, as ``find_objectives`` gives it."""
    stage = "assess"
    try:
        context = job.context_of(index, section)
        made = await assess.ask_assessment(job.brief, job.outline, index, section, job.model, context, job.emit)
        job.emit(StageDone("assess", section.id))
        stage = "answer"
        return await _confirm(job, index, Renewed(made))
    except ModelError as error:
        return _lost(job, index, stage, error)


def stems_of(one: Renewed) -> tuple[str, ...]:
    return tuple(question.stem for question in one.section.assessment.questions) if one.section.assessment else ()


async def _form(job: Renewal, sections: Mapping[int, Section], failed: Mapping[int, Lost]) -> Form:
    """One form of every section, held against the rules of the whole week. Raises Stopped."""
    made = await side_by_side((partial(ask_questions, job, *one) for one in sections.items()), job.at_once)
    form: Form = dict(zip(sections, made, strict=True))
    _stop_if_stopped({**failed, **form})  # no half week is written over a whole one
    for rounds in range(ROUNDS_FOR_ERRORS if job.model.revises else 0):
        blamed = _blamed(job, form, rounds)
        if not blamed:
            break
        again = (partial(_ask_again, job, index, form[index], found) for index, found in blamed.items())
        form |= dict(zip(blamed, await side_by_side(again, job.at_once), strict=True))
        _stop_if_stopped(form)
    while wrong := _of_week(job, form, lambda finding: finding.severity is Severity.ERROR):
        index, found = next(iter(wrong.items()))
        one = form[index]
        assert isinstance(one, Renewed)
        form[index] = _lost(job, index, "validate", Unsettled(tuple(found), one.keys))
    return form


def _stop_if_stopped(form: Mapping[int, Renewed | Lost]) -> None:
    if stop := stop_among(one.error for one in form.values() if isinstance(one, Lost)):
        raise stop


async def _ask_again(job: Renewal, index: int, one: Renewed | Lost, found: Sequence[Finding]) -> Renewed | Lost:
    assert isinstance(one, Renewed)
    stage = "assess"
    try:
        context = job.context_of(index, one.section)
        again = await assess.ask_again(one.settled, found, job.model, context, job.emit)
        stage = "answer"
        return await _confirm(job, index, replace(one, settled=again))
    except ModelError as error:
        return _lost(job, index, stage, error)


async def _confirm(job: Renewal, index: int, one: Renewed) -> Renewed:
    if not job.blind or not job.model.revises:
        return one
    context = job.context_of(index, one.section)
    confirmed = await confirm(one.settled, index + 1, job.model, context, job.emit, before=one.confirmed)
    job.emit(StageDone("answer", one.section.id))
    return Renewed(confirmed.settled, confirmed)


def _blamed(job: Renewal, form: Form, rounds: int) -> dict[int, list[Finding]]:
    """Index of a section -> what the rules of the whole week have against its new questions, if that goes back."""

    def goes_back(finding: Finding) -> bool:
        warned = rounds < ROUNDS_FOR_WARNINGS and rules.RULES[finding.code].again
        return warned or finding.severity is Severity.ERROR

    return _of_week(job, form, goes_back)


def _of_week(job: Renewal, form: Form, wanted: Callable[[Finding], bool]) -> dict[int, list[Finding]]:
    there = {index: one for index, one in form.items() if isinstance(one, Renewed)}
    sections = tuple(
        there[index].section if index in there else section for index, section in enumerate(job.week.sections)
    )
    week = job.week.model_copy(update={"sections": sections})
    context = replace(job.context, unknown=job.context.unknown - {Known.LINKS}, filed=False)
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in rules.check(week, Scope.WEEK, context):
        place = _ON_ASSESSMENT.fullmatch(finding.where)
        if place and int(place[1]) in there and wanted(finding):
            found[int(place[1])].append(finding.model_copy(update={"where": place[2]}))
    return dict(found)


def _parallel(one: Renewed) -> tuple[Slot, ...]:
    """What the questions of another form have to be: of the same types, on the same objectives, at the same levels."""
    section = one.section
    numbers = {objective.id: number for number, objective in enumerate(section.objectives, start=1)}
    return tuple(
        Slot(kind=q.kind, level=q.bloom, exact=True, objective=numbers.get(q.objective, 0), points=q.points)
        for q in (section.assessment.questions if section.assessment else ())
    )


def _lost(job: Renewal, index: int, stage: str, error: ModelError) -> Lost:
    section = job.week.sections[index]
    findings: tuple[Finding, ...] = getattr(error, "findings", ())
    if not isinstance(error, Stopped):
        job.emit(SectionRejected(section.id, str(error), stage, error.outcome))
    rejected = Rejected(
        section=section.id, title=section.title, stage=stage, reason=str(error), hint=error.hint, findings=findings
    )
    return Lost(index, rejected, error, getattr(error, "keys", ()))
