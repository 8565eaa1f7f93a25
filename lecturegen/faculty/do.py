"""A unit -> what came of it: notes, week and model are here while it is done, and nowhere afterwards."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from lecturegen.assessing.desk import SCRIPT, SHEET, Desk, desk_of
from lecturegen.assessing.many import banked, renew_one
from lecturegen.assessing.one import REPORT
from lecturegen.assessing.opened import open_week
from lecturegen.assessing.results import Status as SectionStatus
from lecturegen.assessing.wishes import Wishes
from lecturegen.batch import bank, make_one, read_input
from lecturegen.errors import AccessDenied, BankError, BudgetSpent, LecturegenError, QuotaExhausted, Stopped
from lecturegen.events import Emit, Event, RequestEnded, SectionRejected
from lecturegen.existing.find import Bundle
from lecturegen.exporters import Wishes as Looks
from lecturegen.exports import FOLDER, export_week
from lecturegen.faculty.unit import Done, Fault, Status, Step, Unit, Wanted, faults_of
from lecturegen.models import Service
from lecturegen.schema import Course, Rejected, Report, Tokens
from lecturegen.stages.load import load_course
from lecturegen.usage import Usage

_HOPELESS = frozenset(error.outcome for error in (AccessDenied, BudgetSpent, QuotaExhausted))
"""Outcomes that sections of every other week would have as well."""


async def do(unit: Unit, wanted: Wanted, service: Service, emit: Emit) -> Done:
    """Do all steps of ``unit``, one after the other, until one fails. Raises Stopped alone."""
    work = _Work(unit, wanted, service, emit)
    try:
        for step in unit.steps:
            await work.take(step)
    except Stopped:
        raise
    except LecturegenError as error:
        return work.done(faults_of(error, unit.key))
    return work.done()


class _Work:
    """A unit while it is done: what has been counted so far."""

    def __init__(self, unit: Unit, wanted: Wanted, service: Service, emit: Emit) -> None:
        self._unit, self._wanted, self._service, self._emit = unit, wanted, service, emit
        self._began = time.monotonic()
        self._requests, self._usage, self._cost, self._priced = 0, Usage(), 0.0, True
        self._sections = 0
        self._findings: Counter[str] = Counter()
        self._files: list[str] = []
        self._faults: list[Fault] = []
        self._lost, self._hopeless = 0, False

    def done(self, faults: tuple[Fault, ...] = ()) -> Done:
        """``faults``: what ended the unit, if it did not come to its end."""
        tokens = Tokens(prompt=self._usage.prompt, completion=self._usage.completion, cached=self._usage.cached)
        return Done(
            unit=self._unit, status=self._status(ended=bool(faults)), sections=self._sections, failed=self._lost,
            findings=dict(self._findings), requests=self._requests, tokens=tokens,
            cost_usd=self._cost if self._priced else None, files=tuple(dict.fromkeys(self._files)),
            seconds=round(time.monotonic() - self._began, 3), faults=(*self._faults, *faults),
        )  # fmt: skip

    def _status(self, *, ended: bool) -> Status:
        if ended:
            return Status.FAILED
        if self._lost:
            return Status.PARTIAL
        return Status.FINDINGS if self._findings["error"] or self._faults else Status.DONE

    async def take(self, step: Step) -> None:
        match step:
            case Step.WEEK:
                await self._make()
            case Step.ASSESS:
                await self._assess()
            case Step.EXPORT:
                self._export()

    def _hear(self, event: Event) -> None:
        if isinstance(event, RequestEnded):
            self._requests += 1
            self._usage += event.usage
            self._cost += event.cost or 0.0
            self._priced &= event.cost is not None
        if isinstance(event, SectionRejected):
            self._hopeless |= event.outcome in _HOPELESS
        self._emit(event)

    async def _make(self) -> None:
        unit = self._unit
        assert unit.folder is not None
        (order,) = read_input(unit.source, [_course(unit.source).brief(unit.number)])
        outcome = await make_one(order, unit.folder, self._service, self._hear)
        self._heard_of(outcome.report, outcome.folder.path, outcome.folder.outputs)
        self._sections = len(outcome.week.sections) if outcome.week else 0
        if self._wanted.bank:
            try:
                bank(outcome)
            except BankError as error:
                self._faults += faults_of(error, unit.key)

    async def _assess(self) -> None:
        wishes = Wishes(seed=self._wanted.seed)
        desk = self._desk()
        opened = open_week(desk, wishes)
        result = await renew_one(opened, wishes, self._service, self._hear)
        if self._wanted.bank:
            result = banked(opened, result)
        self._sections = len(result.sections)
        if result.error is not None:
            raise result.error
        report = Report.model_validate_json((desk.home / REPORT).read_bytes())
        self._heard_of(report, desk.folder, [path.name for path in result.files])
        self._lost = result.count(SectionStatus.FAILED)

    def _export(self) -> None:
        bundle = self._desk().now if self._unit.bundle is None or self._unit.bundle.script else self._unit.bundle
        folder = self._unit.folder or bundle.folder
        written = export_week(bundle, self._wanted.formats, Looks(""), folder / FOLDER)
        self._files += map(str, written.paths)

    def _desk(self) -> Desk:
        """Of a week that is there, or that this unit has just made."""
        unit = self._unit
        if unit.bundle is not None:
            return desk_of(unit.bundle, unit.folder)
        assert unit.folder is not None
        return desk_of(Bundle(unit.folder / SCRIPT, unit.folder / SHEET), None)

    def _heard_of(self, report: Report, folder: Path, names: Iterable[str]) -> None:
        self._findings = Counter(finding.severity.value for finding in report.findings)
        self._lost = len(report.rejected)
        self._faults += [_rejected(one, folder, hopeless=self._hopeless) for one in report.rejected]
        self._files += [str(folder / name) for name in names]


def _rejected(one: Rejected, folder: Path, *, hopeless: bool) -> Fault:
    message = f"section {one.title!r} is missing ({one.stage}): {one.reason}"
    return Fault(place=str(folder), message=message, hint=one.hint, exit_code=4, hopeless=hopeless)


def _course(path: Path) -> Course:
    stat = path.stat()
    return _loaded(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=32)
def _loaded(path: Path, changed: int, size: int) -> Course:
    """Weeks of a course that are made at the same time have its file in common; reading it takes 10 ms."""
    return load_course(path)
