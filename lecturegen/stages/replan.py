"""The week's topics changed -> the plan that it had, with the sections that are missing: only these are asked for.

What plan a week had is in its journal, under all that the plan was made from but the topics. The same topics as once
before give the same plan. Where less than half of the sections would stand, the week is planned as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from lecturegen import rules
from lecturegen.chains._base import Settled
from lecturegen.chains._gaps import Gap, gaps, standing
from lecturegen.chains.plan import ask_gap, ask_plan, plan_request
from lecturegen.events import Remembered
from lecturegen.llm.journal import Journal
from lecturegen.llm.recorded import address
from lecturegen.rules.lg120_minutes_add_up import TOLERANCE
from lecturegen.schema import Finding, Plan, Severity
from lecturegen.stages.job import Job

Fill = Callable[[Plan, Gap], Awaitable[Plan]]
"""Plans a gap of a plan."""
Planned = tuple[Plan, tuple[Finding, ...]]


async def plan_week(job: Job, journal: Journal) -> Planned:
    """The plan of the brief's topics, and what the rules say of it. Raises ModelError."""

    async def ask(plan: Plan, gap: Gap) -> Plan:
        return await ask_gap(job.brief, plan, gap, job.passages_of_week(), job.model, job.context(), job.emit)

    plan = await plan_again(job, journal, ask)
    planned = _fit(job, plan) if plan else None
    if planned is None:
        whole: Settled[Plan] = await ask_plan(job.brief, job.passages_of_week(), job.model, job.context(), job.emit)
        planned = whole.document, whole.findings
    if job.model.revises:
        journal.note_plan(_basis(job), _topics(job), planned[0].model_dump_json())
    return planned


async def plan_again(job: Job, journal: Journal, fill: Fill) -> Plan | None:
    """The plan that follows from one that the week had; None if the whole of it has to be asked for."""
    if not job.model.revises:
        return None  # a model that arranges notes is asked at no cost
    known = journal.plan(_basis(job), _topics(job))
    if known and (fit := _fit(job, Plan.model_validate_json(known))):
        job.emit(Remembered("plan", ""))
        return fit[0]
    last = journal.plan(_basis(job))
    if last is None:
        return None
    former, topics = Plan.model_validate_json(last), job.brief.topics
    plan = standing(former, topics)
    if 2 * len(plan.sections) < len(topics):
        return None
    minutes = job.brief.minutes
    for gap in list(gaps(former, plan, topics, minutes, minutes * (1 + TOLERANCE.of(job.context())))):
        plan = await fill(plan, gap)
    mended: Plan = rules.mend(plan, rules.Scope.PLAN, job.context())
    return mended


def _fit(job: Job, plan: Plan) -> Planned | None:
    """The plan as the rules leave it, if they find no error in it."""
    plan = rules.mend(plan, rules.Scope.PLAN, job.context())
    findings = rules.check(plan, rules.Scope.PLAN, job.context())
    return None if any(finding.severity is Severity.ERROR for finding in findings) else (plan, findings)


def _topics(job: Job) -> str:
    return json.dumps(job.brief.topics, ensure_ascii=False)


def _basis(job: Job) -> str:
    """Digest of all that a plan is made from but the topics."""
    return address(job.model.fingerprint, plan_request(job.brief.model_copy(update={"topics": ()}), job.notes.passages))
