"""Sections side by side -> a week without errors: what only several sections can get wrong, put right or taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lecturegen import rules
from lecturegen.chains._base import ROUNDS_FOR_ERRORS, ROUNDS_FOR_WARNINGS, Unsettled
from lecturegen.events import SectionRejected
from lecturegen.rules import Scope
from lecturegen.schema import Finding, Rejected, Section, Severity, Week
from lecturegen.stages.job import Job
from lecturegen.stages.sections import Lost, Written, rewrite_sections

Blame = tuple[list[Finding], list[Finding]]
"""Findings on a section's draft, and on its assessment."""


@dataclass(frozen=True, slots=True)
class Together:
    """Sections as one week, and what the rules of the whole week find in it."""

    sections: Sequence[Written | Lost]
    week: Week
    found: tuple[Finding, ...]

    @property
    def written(self) -> list[tuple[int, Written]]:
        """The sections of the week, and their places in ``sections``."""
        return [(place, one) for place, one in enumerate(self.sections) if isinstance(one, Written)]

    @property
    def lost(self) -> list[Lost]:
        return [one for one in self.sections if isinstance(one, Lost)]

    def findings(self, job: Job) -> tuple[Finding, ...]:
        """All findings on the week: of the rules of its sections, of those of the week, and what was found when the
        questions were answered again."""
        own: list[Finding] = []
        answered: list[Finding] = []
        for number, (_, one) in enumerate(self.written):
            by_rules = (*one.drafted.findings, *_on_questions(job, one))
            own += (_below(f"/sections/{number}", finding) for finding in by_rules)
            answered += (_below(f"/sections/{number}", finding) for finding in one.findings)
        return (*own, *self.found, *answered)


async def settle_week(job: Job, written: Sequence[Written | Lost]) -> Together:
    """Sends back what the rules of the whole week blame, at most twice; takes out what is then still wrong."""
    done = _together(job, written)
    for rounds in range(ROUNDS_FOR_ERRORS if job.model.revises else 0):
        wanted = _blamed(done, rounds)
        if not wanted:
            break
        done = _together(job, await rewrite_sections(job, done.sections, wanted))
    while errors := _errors(done):
        place = errors[0][0]
        left = [_taken_out(job, one, errors) if at == place else one for at, one in enumerate(done.sections)]
        done = _together(job, left)
    return done


def _together(job: Job, sections: Sequence[Written | Lost]) -> Together:
    week = assemble(job, [one.section for one in sections if isinstance(one, Written)])
    return Together(sections, week, rules.check(week, Scope.WEEK, job.context()))


def assemble(job: Job, sections: Sequence[Section]) -> Week:
    """The week, with the words of the subject that whoever checks its files later has to know."""
    brief = job.brief
    return Week(
        course=brief.course, number=brief.number, title=brief.title, language=brief.language, minutes=brief.minutes,
        words_per_minute=brief.words_per_minute, seed=brief.seed, origin=job.origin,
        terms=rules.exempt(job.context().terms), policy=brief.policy, sections=tuple(sections),
    )  # fmt: skip


def _blamed(done: Together, rounds: int) -> dict[int, Blame]:
    """Place in ``sections`` -> findings of the week's rules on its draft, and on its assessment."""
    wanted: dict[int, Blame] = defaultdict(lambda: ([], []))
    for finding in done.found:
        goes_back = finding.severity is Severity.ERROR or (
            rounds < ROUNDS_FOR_WARNINGS and rules.RULES[finding.code].again
        )
        section, below = _split(finding.where)
        if goes_back and section is not None:
            on_assessment = below.startswith("/assessment")
            wanted[done.written[section][0]][on_assessment].append(finding.model_copy(update={"where": below}))
    return dict(wanted)


def _errors(done: Together) -> list[tuple[int, Finding]]:
    blamed = [(_split(f.where)[0], f) for f in done.found if f.severity is Severity.ERROR]
    return [(done.written[section][0], finding) for section, finding in blamed if section is not None]


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


def _on_questions(job: Job, one: Written) -> tuple[Finding, ...]:
    """What was found in questions that a reader has since had replaced is among the findings still; no more is."""
    return rules.check(one.section, Scope.ASSESSMENT, job.context(one.index)) if one.assessed.findings else ()


def _split(where: str) -> tuple[int | None, str]:
    """``/sections/3/opening`` -> 3, ``/opening``; a place that blames no section -> None."""
    parts = where.split("/", 3)
    if len(parts) >= 3 and parts[1] == "sections" and parts[2].isdigit():
        return int(parts[2]), "/" + (parts[3] if len(parts) > 3 else "")
    return None, where


def _below(prefix: str, finding: Finding) -> Finding:
    return finding.model_copy(update={"where": prefix + finding.where})
