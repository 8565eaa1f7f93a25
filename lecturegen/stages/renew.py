"""Week as it stands -> new assessments for some of its sections, in one or more forms.

objectives, where nobody has stated any -> questions, section by section, side by side -> the rules of the whole week

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
from lecturegen.chains.objectives import ask_objectives
from lecturegen.errors import ModelError, Stopped
from lecturegen.events import Emit, SectionRejected, StageDone, silent
from lecturegen.llm import Model
from lecturegen.rules import Context, Known, Scope
from lecturegen.schema import Brief, Finding, Plan, PlannedSection, Rejected, Section, Severity, Slot, Week
from lecturegen.schema.slots import for_objectives
from lecturegen.side_by_side import side_by_side
from lecturegen.stages.sections import Lost

Form = dict[int, Settled[Section] | Lost]
"""Index of a section -> its new assessment."""
FIRST = 0
MOST_OBJECTIVES = 5
"""A section has five questions at most (LG200); of more objectives in somebody's sheet the first are asked about."""
_ON_ASSESSMENT = re.compile(r"/sections/(\d+)(/assessment.*)")


class NothingSaid(ModelError):
    """No model was asked: there is nothing to ask about."""

    exit_code = 2
    outcome = "nothing said"
    hint = "Write what is said there, or name the other sections with --section."


@dataclass(frozen=True)
class Renewal:
    """What is wanted of a week. ``contexts`` are those of its sections, ``context`` is its own.

    ``chosen``: indices of the sections to be assessed anew. For each of them, ``earlier``: the stems that students
    know; ``slots``: the questions that are wanted.
    """

    brief: Brief
    week: Week
    contexts: tuple[Context, ...]
    context: Context
    chosen: tuple[int, ...]
    earlier: Mapping[int, tuple[str, ...]]
    slots: Mapping[int, tuple[Slot, ...]]
    model: Model
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


async def renew(job: Renewal, forms: int = 1) -> list[Form]:
    """The forms, each with the sections that were chosen. Raises Stopped."""
    goals = await side_by_side((partial(find_objectives, job, index) for index in job.chosen), job.at_once)
    failed = {one.index: one for one in goals if isinstance(one, Lost)}
    sections = {index: one for index, one in zip(job.chosen, goals, strict=True) if isinstance(one, Section)}
    made: list[Form] = []
    for number in range(forms):
        form = await _form(job, sections) if sections else {}
        stopped = [one.error for one in form.values() if isinstance(one, Lost) and isinstance(one.error, Stopped)]
        if stopped:
            raise stopped[0]  # no half week is written over a whole one
        made.append({**form, **(failed if number == FIRST else {})})
        # a form of a section is parallel to the one before, or there is none
        sections = {index: section for index, section in sections.items() if not isinstance(form[index], Lost)}
        job = replace(
            job,
            earlier={index: job.earlier[index] + _stems(form[index]) for index in sections},
            slots={index: _parallel(form[index]) for index in sections},
        )
    return made


def all_said(section: Section, context: Context) -> Section:
    """The section with all that was said in it. In a foreign one what stands before the first mark is speech too."""
    if not context.foreign or not section.frames:
        return section
    scripts = [frame.script for frame in section.frames]
    scripts[0] = "\n\n".join(filter(str.strip, (section.opening, scripts[0])))
    scripts[-1] = "\n\n".join(filter(str.strip, (scripts[-1], section.closing)))
    frames = zip(section.frames, scripts, strict=True)
    return section.model_copy(update={"frames": tuple(f.model_copy(update={"script": said}) for f, said in frames)})


async def find_objectives(job: Renewal, index: int) -> Section | Lost:
    """The section with its objectives. Stopped is an error of the run, not of the section."""
    section = job.week.sections[index]
    heard = all_said(section, job.contexts[index])
    if not any(frame.script.strip() for frame in heard.frames):
        return _lost(job, index, "objectives", NothingSaid("the script says nothing in this section"))
    if section.objectives:
        return section
    try:
        found = await ask_objectives(job.brief, job.outline, index, heard, job.model, job.contexts[index], job.emit)
    except Stopped:
        raise
    except ModelError as error:
        return _lost(job, index, "objectives", error)
    job.emit(StageDone("objectives", section.id))
    return section.model_copy(update={"objectives": found.document.objectives})


async def _form(job: Renewal, sections: Mapping[int, Section]) -> Form:
    """One form of every section, held against the rules of the whole week."""
    made = await side_by_side((partial(ask_questions, job, index, one) for index, one in sections.items()), job.at_once)
    form: Form = dict(zip(sections, made, strict=True))
    for rounds in range(ROUNDS_FOR_ERRORS if job.model.revises else 0):
        blamed = _blamed(job, form, rounds)
        if not blamed:
            break
        again = await side_by_side(
            (partial(_ask_again, job, index, form[index], found) for index, found in blamed.items()), job.at_once
        )
        form |= dict(zip(blamed, again, strict=True))
    while wrong := _errors(job, form):
        index, found = next(iter(wrong.items()))
        one = form[index]
        assert not isinstance(one, Lost)
        form[index] = _lost(job, index, "validate", Unsettled(tuple(found), one.keys))
    return form


async def ask_questions(job: Renewal, index: int, section: Section) -> Settled[Section] | Lost:
    try:
        made = await assess.ask_assessment(
            job.brief, job.outline, index, _asked_about(job, index, section), job.model,
            _context(job, index, section), job.emit,
        )  # fmt: skip
    except ModelError as error:
        return _lost(job, index, "assess", error)
    job.emit(StageDone("assess", section.id))
    return replace(made, document=_as_it_stands(made.document, section))


async def _ask_again(
    job: Renewal, index: int, one: Settled[Section] | Lost, found: Sequence[Finding]
) -> Settled[Section] | Lost:
    assert not isinstance(one, Lost)
    section = one.document
    try:
        heard = replace(one, document=_asked_about(job, index, section))
        again = await assess.ask_again(heard, found, job.model, _context(job, index, section), job.emit)
    except ModelError as error:
        return _lost(job, index, "assess", error)
    return replace(again, document=_as_it_stands(again.document, section))


def _asked_about(job: Renewal, index: int, section: Section) -> Section:
    """All that was said, and no more objectives than a section can have questions."""
    heard = all_said(section, job.contexts[index])
    return heard.model_copy(update={"objectives": section.objectives[:MOST_OBJECTIVES]})


def _as_it_stands(made: Section, section: Section) -> Section:
    return section.model_copy(update={"assessment": made.assessment})


def _context(job: Renewal, index: int, section: Section) -> Context:
    """Ours say what each question tests, whosever the script is; who writes them cannot change the objectives."""
    given, slots = job.contexts[index], job.slots.get(index, ())
    if not any(slot.exact for slot in slots):
        slots = for_objectives(slots, min(MOST_OBJECTIVES, len(section.objectives)), job.brief.blueprint)
    return replace(
        given, planned=given.planned or job.outline.sections[index], questions=len(slots), slots=slots, filed=False,
        unknown=given.unknown - {Known.LINKS},
        offline=not job.model.revises, earlier=job.earlier.get(index, ()),
    )  # fmt: skip


def _blamed(job: Renewal, form: Form, rounds: int) -> dict[int, list[Finding]]:
    """Index of a section -> what the rules of the whole week have against its new questions, if that goes back."""

    def goes_back(finding: Finding) -> bool:
        warned = rounds < ROUNDS_FOR_WARNINGS and rules.RULES[finding.code].again
        return warned or finding.severity is Severity.ERROR

    return _of_week(job, form, goes_back)


def _errors(job: Renewal, form: Form) -> dict[int, list[Finding]]:
    return _of_week(job, form, lambda finding: finding.severity is Severity.ERROR)


def _of_week(job: Renewal, form: Form, wanted: Callable[[Finding], bool]) -> dict[int, list[Finding]]:
    sections = [_latest(form.get(index), section) for index, section in enumerate(job.week.sections)]
    week = job.week.model_copy(update={"sections": tuple(sections)})
    context = replace(job.context, unknown=job.context.unknown - {Known.LINKS}, filed=False)
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in rules.check(week, Scope.WEEK, context):
        if (place := _ON_ASSESSMENT.fullmatch(finding.where)) and wanted(finding):
            one = form.get(int(place[1]))
            if one is not None and not isinstance(one, Lost):
                found[int(place[1])].append(finding.model_copy(update={"where": place[2]}))
    return dict(found)


def _latest(one: Settled[Section] | Lost | None, section: Section) -> Section:
    return section if one is None or isinstance(one, Lost) else one.document


def _parallel(one: Settled[Section] | Lost) -> tuple[Slot, ...]:
    """What the questions of another form have to be: of the same types, on the same objectives, at the same levels."""
    assert not isinstance(one, Lost)
    section = one.document
    numbers = {objective.id: number for number, objective in enumerate(section.objectives, start=1)}
    return tuple(
        Slot(kind=q.kind, level=q.bloom, exact=True, objective=numbers.get(q.objective, 0), points=q.points)
        for q in (section.assessment.questions if section.assessment else ())
    )


def _stems(one: Settled[Section] | Lost) -> tuple[str, ...]:
    if isinstance(one, Lost) or one.document.assessment is None:
        return ()
    return tuple(question.stem for question in one.document.assessment.questions)


def _lost(job: Renewal, index: int, stage: str, error: ModelError) -> Lost:
    section = job.week.sections[index]
    findings: tuple[Finding, ...] = getattr(error, "findings", ())
    if not isinstance(error, Stopped):
        job.emit(SectionRejected(section.id, str(error), stage, error.outcome))
    rejected = Rejected(
        section=section.id, title=section.title, stage=stage, reason=str(error), hint=error.hint, findings=findings
    )
    return Lost(index, rejected, error, getattr(error, "keys", ()))
