"""Plan -> drafted, assessed and confirmed sections: three requests a section, all sections side by side.

No barrier stands between them: a section is assessed as soon as its own draft holds, and its questions are answered
again without their keys as soon as they hold by the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from lecturegen.chains import assess, draft
from lecturegen.chains._base import Settled
from lecturegen.chains.confirm import Confirmed, confirm
from lecturegen.errors import ModelError, Stopped, stop_among
from lecturegen.events import SectionRejected, StageDone
from lecturegen.schema import Finding, Rejected, Section
from lecturegen.side_by_side import side_by_side
from lecturegen.stages.job import Job


@dataclass(frozen=True, slots=True)
class Written:
    """A section with both conversations, which can go on. ``index``: its place in the plan, from 0.

    ``confirmed`` is None if nobody was to answer its questions again.
    """

    index: int
    drafted: Settled[Section]
    assessed: Settled[Section]
    confirmed: Confirmed | None = None

    @property
    def section(self) -> Section:
        return self.assessed.document

    @property
    def keys(self) -> tuple[str, ...]:
        return (*self.drafted.keys, *self.assessed.keys, *(self.confirmed.keys if self.confirmed else ()))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found when its questions were answered again."""
        return self.confirmed.findings if self.confirmed else ()


@dataclass(frozen=True, slots=True)
class Lost:
    """A section that is not there, and the error behind it; ``keys`` are answers that led nowhere."""

    index: int
    rejected: Rejected
    error: ModelError
    keys: tuple[str, ...] = ()


async def write_sections(job: Job) -> list[Written | Lost]:
    """Every section of the plan, in order. A section that fails is named, and stops no other. Raises Stopped."""
    work = (partial(_write, job, index) for index in range(len(job.plan.sections)))
    return _unless_stopped(await side_by_side(work, job.at_once))


async def rewrite_sections(
    job: Job, written: Sequence[Written | Lost], wanted: dict[int, tuple[list[Finding], list[Finding]]]
) -> list[Written | Lost]:
    """``written`` with the sections in ``wanted`` (place in ``written`` -> findings on draft, on assessment) redone.

    Raises Stopped.
    """
    places = [place for place in wanted if isinstance(written[place], Written)]
    work = (partial(_rewrite, job, written[place], *wanted[place]) for place in places)
    redone = dict(zip(places, _unless_stopped(await side_by_side(work, job.at_once)), strict=True))
    return [redone.get(place, one) for place, one in enumerate(written)]


def _unless_stopped(sections: list[Written | Lost]) -> list[Written | Lost]:
    """A week that lacks what will still come is not judged, nor written over a whole one."""
    if stop := stop_among(one.error for one in sections if isinstance(one, Lost)):
        raise stop
    return sections


async def _write(job: Job, index: int) -> Written | Lost:
    stage = "draft"
    keys: tuple[str, ...] = ()
    try:
        drafted = await draft.ask_draft(
            job.brief, job.plan, index, job.passages(index), job.model, job.context(index), job.emit
        )
        job.emit(StageDone("draft", drafted.document.id))
        stage, keys = "assess", drafted.keys
        written = await _assess(job, index, drafted)
        stage = "answer"
        return await _confirm(job, written)
    except ModelError as error:
        return _lost(job, index, stage, error, keys)


async def _rewrite(
    job: Job, one: Written | Lost, on_draft: list[Finding], on_assessment: list[Finding]
) -> Written | Lost:
    assert isinstance(one, Written)
    stage = "draft" if on_draft else "assess"
    context = job.context(one.index)
    try:
        if not on_draft:
            again = await assess.ask_again(one.assessed, on_assessment, job.model, context, job.emit)
            stage = "answer"
            return await _confirm(job, replace(one, assessed=again))
        drafted = await draft.ask_again(one.drafted, on_draft, job.model, context, job.emit)
        stage = "assess"
        # the questions belong to the words that were replaced
        written = await _assess(job, one.index, drafted)
        stage = "answer"
        return await _confirm(job, written)
    except ModelError as error:
        return _lost(job, one.index, stage, error, one.keys)


async def _assess(job: Job, index: int, drafted: Settled[Section]) -> Written:
    assessed = await assess.ask_assessment(
        job.brief, job.plan, index, drafted.document, job.model, job.context(index), job.emit
    )
    job.emit(StageDone("assess", drafted.document.id))
    return Written(index, drafted, assessed)


async def _confirm(job: Job, one: Written) -> Written:
    """Only what has changed since it was last confirmed is answered again."""
    if not job.blind:
        return one
    confirmed = await confirm(
        one.assessed, one.index + 1, job.model, job.context(one.index), job.emit, before=one.confirmed
    )
    job.emit(StageDone("answer", one.section.id))
    return replace(one, assessed=confirmed.settled, confirmed=confirmed)


def _lost(job: Job, index: int, stage: str, error: ModelError, keys: tuple[str, ...]) -> Lost:
    section = job.plan.sections[index]
    findings: tuple[Finding, ...] = getattr(error, "findings", ())
    # a draft that stands is kept: the next run asks only for what failed
    forget: tuple[str, ...] = getattr(error, "keys", ())
    if not isinstance(error, Stopped):
        job.emit(SectionRejected(section.id, str(error), stage, error.outcome))
    rejected = Rejected(
        section=section.id, title=section.title, stage=stage, reason=str(error), hint=error.hint, findings=findings
    )
    return Lost(index, rejected, error, forget)
