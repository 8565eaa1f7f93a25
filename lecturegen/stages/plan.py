"""Brief, notes and the plan that the week had -> plan, or the plan that a person edited."""

from __future__ import annotations

from lecturegen import rules
from lecturegen.errors import CourseError, Problem
from lecturegen.llm.journal import Journal
from lecturegen.run_dir import WeekFolder
from lecturegen.schema import Finding, Plan, Severity
from lecturegen.stages.job import Job
from lecturegen.stages.load import dump_plan, load_plan
from lecturegen.stages.plan_file import PLAN_HEADER
from lecturegen.stages.replan import plan_week

FILE = "plan.yaml"


async def make_plan(job: Job, folder: WeekFolder, journal: Journal) -> tuple[Plan, tuple[Finding, ...], bool]:
    """The plan, what is left to say about it, and whether a person's edits were honoured.

    Raises CourseError if an edited plan.yaml cannot be followed, ModelError if the model gives no plan.
    """
    if plan := edited_plan(folder):
        return plan, _checked(plan, job, folder), True
    plan, findings = await plan_week(job, journal)
    notice = "" if job.model.revises else "Offline draft from the notes: no language model took part.\n"
    folder.write(FILE, dump_plan(plan, notice + PLAN_HEADER))
    return plan, findings, False


def edited_plan(folder: WeekFolder) -> Plan | None:
    """The plan that a person edited, if one did. Raises CourseError if it cannot be read."""
    return load_plan(folder.path / FILE) if folder.edited(FILE) else None


def _checked(plan: Plan, job: Job, folder: WeekFolder) -> tuple[Finding, ...]:
    """A person's plan is never mended: its errors are the user's to put right, its warnings are reported."""
    findings = rules.check(plan, rules.Scope.PLAN, job.context())
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        path = folder.path / FILE
        remedy = "; or delete the file to have it planned anew"
        raise CourseError(*(Problem(str(path), f"{f.where}: {f.message}; {f.fix}{remedy}") for f in errors))
    return findings
