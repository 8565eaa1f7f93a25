"""Read this first: one week, from brief to files.

    plan -> sections (draft, assess, answer again without the key; side by side) -> validate -> render

Each stage is a function from one frozen document to the next. The plan is on disk before the first section is asked
for; every answer is in the journal before it is used; the week's files appear only when all rules have been run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lecturegen import __version__
from lecturegen.errors import ModelError
from lecturegen.events import Emit, PlanReady, WeekDone, WeekStarted, silent
from lecturegen.llm import Model
from lecturegen.llm.journal import Expected, Journal
from lecturegen.reading.notes import Notes
from lecturegen.run_dir import WeekFolder
from lecturegen.schema import Brief, Finding, Manifest, Plan, PromptUsed, Report, Severity, Tokens, Week
from lecturegen.stages.forecast import forecast_anew
from lecturegen.stages.job import Job
from lecturegen.stages.plan import make_plan
from lecturegen.stages.render import render
from lecturegen.stages.sections import Lost, write_sections
from lecturegen.stages.validate import settle_week


@dataclass(frozen=True, slots=True)
class Order:
    """What the caller wants of a run. ``inputs``: file name -> sha256, for the manifest; ``stamp``: of all else that
    rules what is made (see lecturegen.finished).

    ``at_once``: sections side by side. ``blind``: whether questions are answered again without their keys.
    """

    title: str | None
    notes_tokens: int
    inputs: dict[str, str]
    stamp: str = ""
    review: bool = False
    at_once: int = 32
    blind: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """``week`` is None if the run stopped after the plan, as asked."""

    folder: WeekFolder
    plan: Plan
    week: Week | None
    report: Report

    @property
    def clean(self) -> bool:
        return not self.report.errors and not self.report.rejected


async def make_week(
    brief: Brief, notes: Notes, model: Model, folder: WeekFolder, journal: Journal, order: Order, emit: Emit = silent
) -> Outcome:
    """Make one week. Raises ModelError if there is no plan, if no section could be written, or if it was stopped."""
    emit(WeekStarted(f"Week {brief.number}: {brief.title}", model.name, str(folder.path)))
    job = Job(brief, notes, model, nothing_planned(brief), order.notes_tokens, emit, order.at_once, order.blind)
    begun = bool(journal.totals().attempts)

    plan, on_plan, edited = await make_plan(job, folder)
    emit(PlanReady(tuple((section.id, section.title) for section in plan.sections), edited, 3 if job.blind else 2))
    said = (*notes.findings, *(_in_plan(finding) for finding in on_plan))
    if order.review:
        report = _report(job, said, ())
        _finish(folder, journal, model, report, order)
        emit(WeekDone(None, report))
        return Outcome(folder, plan, None, report)

    job = replace(job, plan=plan)
    settled = await settle_week(job, await write_sections(job))
    week, lost = settled.week, settled.lost
    for one in lost:
        journal.forget(one.keys)

    report = _report(job, (*said, *settled.findings(job)), lost, week)
    if not week.sections:
        _finish(folder, journal, model, report, order)
        raise _worst(lost)
    render(week, folder, order.title)
    if model.revises and not begun:
        await _compare(replace(job, plan=nothing_planned(brief)), journal)
    _finish(folder, journal, model, report, order)
    emit(WeekDone(week, report))
    return Outcome(folder, plan, week, report)


def nothing_planned(brief: Brief) -> Plan:
    return Plan(course=brief.course, number=brief.number, title=brief.title, sections=())


async def _compare(job: Job, journal: Journal) -> None:
    """Notes how far off an estimate of this week would have been, for estimates to come."""
    totals = journal.totals()
    needed = Expected(sum(totals.attempts.values()), totals.usage.prompt, totals.usage.completion)
    journal.note_run(await forecast_anew(job), needed)


def _finish(folder: WeekFolder, journal: Journal, model: Model, report: Report, order: Order) -> None:
    folder.write("report.json", report.model_dump_json(indent=2) + "\n")
    totals = journal.totals()
    prompts = tuple(PromptUsed(id=name, version=version) for name, version in journal.prompts())
    folder.write_manifest(
        Manifest(
            lecturegen=__version__,
            model=model.name,
            inputs=dict(sorted(order.inputs.items())),
            outputs=folder.outputs,
            made={"week": order.stamp} if order.stamp and not order.review else {},
            prompts=prompts,
            attempts=totals.attempts,
            tokens=Tokens(prompt=totals.usage.prompt, completion=totals.usage.completion, cached=totals.usage.cached),
            cost_usd=totals.cost,
        )
    )


def _report(job: Job, findings: Sequence[Finding], lost: Sequence[Lost], week: Week | None = None) -> Report:
    from lecturegen.rules._guesser import guessed

    ranked = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
    brief = job.brief
    return Report(
        course=brief.course, number=brief.number, title=brief.title, origin=job.origin, findings=tuple(ranked),
        rejected=tuple(one.rejected for one in lost), guessed=guessed(week) if week else None,
    )  # fmt: skip


def _in_plan(finding: Finding) -> Finding:
    return finding.model_copy(update={"where": f"plan.yaml#{finding.where}"})


def _worst(lost: Sequence[Lost]) -> ModelError:
    """The error to end with when nothing could be written: the first, which the others mostly repeat."""
    return lost[0].error
