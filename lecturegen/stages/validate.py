"""Sections side by side -> a week without errors: what only several sections can get wrong, put right or taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lecturegen import rules
from lecturegen.chains._base import ROUNDS_FOR_ERRORS, ROUNDS_FOR_WARNINGS, Unsettled
from lecturegen.events import SectionRejected
from lecturegen.rules import Scope
from lecturegen.schema import Brief, Finding, Origin, Rejected, Section, Severity, Week
from lecturegen.stages.job import Job
from lecturegen.stages.sections import Lost, Written, rewrite_sections

Blame = tuple[list[Finding], list[Finding]]
"""Findings on a section's draft, and on its assessment."""


async def settle_week(job: Job, written: Sequence[Written | Lost]) -> list[Written | Lost]:
    """Sends back what the rules of the whole week blame, at most twice; takes out what is then still wrong."""
    done = list(written)
    for rounds in range(ROUNDS_FOR_ERRORS if job.model.revises else 0):
        wanted = _blamed(job, done, rounds)
        if not wanted:
            break
        done = await rewrite_sections(job, done, wanted)
    while errors := _errors(job, done):
        done[errors[0][0]] = _taken_out(job, done[errors[0][0]], errors)
    return done


def assemble(brief: Brief, sections: Sequence[Section], origin: Origin, terms: frozenset[str] = frozenset()) -> Week:
    """``terms``: words of the subject; those that matter to the rules are kept for whoever checks the files later."""
    return Week(
        course=brief.course, number=brief.number, title=brief.title, language=brief.language, minutes=brief.minutes,
        words_per_minute=brief.words_per_minute, seed=brief.seed, origin=origin, terms=rules.exempt(terms),
        policy=brief.policy, sections=tuple(sections),
    )  # fmt: skip


def findings_of(job: Job, week: Week) -> tuple[Finding, ...]:
    """All findings on a week, from scratch: what the report says is what a checker of the files would say."""
    places = {section.id: index for index, section in enumerate(job.plan.sections)}
    found: list[Finding] = []
    for place, section in enumerate(week.sections):
        context = job.context(places[section.id])
        for scope in (Scope.DRAFT, Scope.ASSESSMENT):
            found += (_below(f"/sections/{place}", finding) for finding in rules.check(section, scope, context))
    return (*found, *rules.check(week, Scope.WEEK, job.context()))


def confirming(written: Sequence[Written]) -> tuple[Finding, ...]:
    """What was found when questions were answered again; ``written`` are the sections of the week."""
    return tuple(_below(f"/sections/{place}", finding) for place, one in enumerate(written) for finding in one.findings)


def _blamed(job: Job, done: Sequence[Written | Lost], rounds: int) -> dict[int, Blame]:
    """Place in ``done`` -> findings of the week's rules on its draft, and on its assessment."""
    places = [place for place, one in enumerate(done) if isinstance(one, Written)]
    wanted: dict[int, Blame] = defaultdict(lambda: ([], []))
    for finding in rules.check(_week(job, done), Scope.WEEK, job.context()):
        goes_back = finding.severity is Severity.ERROR or (
            rounds < ROUNDS_FOR_WARNINGS and rules.RULES[finding.code].again
        )
        section, below = _split(finding.where)
        if goes_back and section is not None:
            on_assessment = below.startswith("/assessment")
            wanted[places[section]][on_assessment].append(finding.model_copy(update={"where": below}))
    return dict(wanted)


def _errors(job: Job, done: Sequence[Written | Lost]) -> list[tuple[int, Finding]]:
    places = [place for place, one in enumerate(done) if isinstance(one, Written)]
    found = rules.check(_week(job, done), Scope.WEEK, job.context())
    blamed = [(_split(f.where)[0], f) for f in found if f.severity is Severity.ERROR]
    return [(places[section], finding) for section, finding in blamed if section is not None]


def _taken_out(job: Job, one: Written | Lost, errors: Sequence[tuple[int, Finding]]) -> Lost:
    assert isinstance(one, Written)
    findings = tuple(finding for place, finding in errors if place == errors[0][0])
    error = Unsettled(findings, one.keys)
    section = one.section
    job.emit(SectionRejected(section.id, str(error), "validate", error.outcome))
    rejected = Rejected(
        section=section.id, title=section.title, stage="validate", reason=str(error), hint=error.hint, findings=findings
    )
    return Lost(one.index, rejected, error, one.keys)


def _week(job: Job, done: Sequence[Written | Lost]) -> Week:
    return assemble(job.brief, [one.section for one in done if isinstance(one, Written)], Origin.MODEL)


def _split(where: str) -> tuple[int | None, str]:
    """``/sections/3/opening`` -> 3, ``/opening``; a place that blames no section -> None."""
    parts = where.split("/", 3)
    if len(parts) >= 3 and parts[1] == "sections" and parts[2].isdigit():
        return int(parts[2]), "/" + (parts[3] if len(parts) > 3 else "")
    return None, where


def _below(prefix: str, finding: Finding) -> Finding:
    return finding.model_copy(update={"where": prefix + finding.where})
