"""A unit -> what came of it: notes, week and model are here while it is done, and nowhere afterwards."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from lecturegen.assessing.desk import SCRIPT, SHEET, Desk, desk_of
from lecturegen.assessing.many import NoModel, banked, renew_one
from lecturegen.assessing.one import REPORT, assess_stamp
from lecturegen.assessing.opened import open_week
from lecturegen.assessing.results import Status as SectionStatus
from lecturegen.assessing.wishes import Wishes
from lecturegen.batch import bank, make_one, read_input, template_of, week_stamp
from lecturegen.errors import (
    AccessDenied,
    BankError,
    BudgetSpent,
    FolderError,
    LecturegenError,
    Posted,
    QuotaExhausted,
    Stopped,
)
from lecturegen.events import Emit, Event, RequestEnded, SectionRejected
from lecturegen.existing.find import EXPORTS, Bundle
from lecturegen.exporters import Wishes as Looks
from lecturegen.exports import bundle_in, renew_exports
from lecturegen.faculty.course import course_of, notes_beside
from lecturegen.faculty.unit import Done, Fault, Status, Step, Unit, Wanted, faults_of
from lecturegen.finished import made_before
from lecturegen.models import Service
from lecturegen.reading.notes import digest_notes
from lecturegen.run_dir import digest
from lecturegen.schema import Brief, Rejected, Report, Tokens
from lecturegen.usage import Usage

_HOPELESS = frozenset(error.outcome for error in (AccessDenied, BudgetSpent, QuotaExhausted))
"""Outcomes that sections of every other week would have as well."""


async def do(unit: Unit, wanted: Wanted, service: Service, emit: Emit) -> Done:
    """Do all steps of ``unit``, one after the other, until one fails or waits for a batch. Raises Stopped alone.

    A file that cannot be read or written fails this week, and not the weeks of others.
    """
    work = _Work(unit, wanted, service, emit)
    try:
        with notes_beside(unit.source):
            for step in unit.steps:
                await work.take(step)
    except Posted:
        return work.done(waits=True)
    except Stopped:
        raise
    except LecturegenError as error:
        return work.done(faults_of(error, unit.key))
    except OSError as error:
        barred = FolderError(f"{error.filename or unit.source}: {error.strerror or error}")
        return work.done(faults_of(barred, unit.key))
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
        self._unmade: list[LecturegenError] = []
        self._changed = False

    def done(self, faults: tuple[Fault, ...] = (), *, waits: bool = False) -> Done:
        """``faults``: what ended the unit, if it did not come to its end; ``waits``: it goes on another time."""
        tokens = Tokens(prompt=self._usage.prompt, completion=self._usage.completion, cached=self._usage.cached)
        status = Status.WAITS if waits else self._status(ended=bool(faults))
        return Done(
            unit=self._unit, status=status, unchanged=not self._changed and not faults, sections=self._sections,
            failed=self._lost, findings=dict(self._findings), requests=self._requests, tokens=tokens,
            cost_usd=self._cost if self._priced else None, files=tuple(dict.fromkeys(self._files)),
            seconds=round(time.monotonic() - self._began, 3), faults=(*self._faults, *faults),
        )  # fmt: skip

    def _status(self, *, ended: bool) -> Status:
        if ended:
            return Status.FAILED
        if self._lost or self._unmade:
            return Status.PARTIAL
        return Status.FINDINGS if self._findings["error"] or self._faults else Status.DONE

    async def take(self, step: Step) -> None:
        match step:
            case Step.WEEK:
                await self._make(brief := brief_of(self._unit, self._wanted))
                if Step.EXPORT not in self._unit.steps:
                    self._export(brief.exports)
            case Step.ASSESS:
                await self._assess()
            case Step.EXPORT:
                self._export(self._wanted.formats)

    def _hear(self, event: Event) -> None:
        if isinstance(event, RequestEnded):
            self._requests += 1
            self._usage += event.usage
            self._cost += event.cost or 0.0
            self._priced &= event.cost is not None
        if isinstance(event, SectionRejected):
            self._hopeless |= event.outcome in _HOPELESS
        self._emit(event)

    async def _make(self, brief: Brief) -> None:
        unit = self._unit
        assert unit.folder is not None
        if self._stands_since(brief, unit.folder):
            return
        self._changed = True
        (order,) = read_input(unit.source, [brief])
        outcome = await make_one(order, unit.folder, self._service, self._hear)
        self._heard_of(outcome.report, outcome.folder.path, outcome.folder.outputs)
        self._sections = len(outcome.week.sections) if outcome.week else 0
        if self._wanted.bank:
            try:
                bank(outcome)
            except BankError as error:
                self._faults += faults_of(error, unit.key)

    async def _assess(self) -> None:
        if self._service.offline:
            raise NoModel("new questions need a model: a script holds no second set of them to be selected")
        wishes = Wishes(seed=self._wanted.seed)
        desk = desk_for(self._unit)
        opened = open_week(desk, wishes)
        stamped = assess_stamp(wishes, self._service.settings, opened)
        inputs = None if desk.ours else {desk.script.name: digest(desk.script.read_bytes())}
        made = made_before(desk.folder, Step.ASSESS, stamped, inputs, desk.home)
        if made and self._stands(desk.folder, desk.home, [desk.sheet.name]):
            self._sections = len(opened.titles)
            return
        self._changed = True
        result = await renew_one(opened, wishes, self._service, self._hear)
        if self._wanted.bank:
            result = banked(opened, result)
        self._sections = len(result.sections)
        if result.error is not None:
            raise result.error
        report = Report.model_validate_json((desk.home / REPORT).read_bytes())
        self._heard_of(report, desk.folder, [path.name for path in result.files])
        self._lost = result.count(SectionStatus.FAILED)

    def _export(self, formats: tuple[str, ...]) -> None:
        """Raises what kept the last of them from being made, if nothing else came of the unit."""
        unit = self._unit
        if unit.bundle is None:
            assert unit.folder is not None
            bundle, looks = bundle_in(unit.folder), Looks("", template_of(brief_of(unit, self._wanted), unit.source))
        else:
            bundle, looks = desk_for(unit).now if unit.bundle.script else unit.bundle, Looks("")
        for made in renew_exports(bundle, formats, looks, (unit.folder or bundle.folder) / EXPORTS):
            if isinstance(made, LecturegenError):
                self._unmade.append(made)
            else:
                self._changed |= bool(made.made)
                self._files += map(str, made.paths)
        if self._unmade and not self._files:
            raise self._unmade[-1]
        self._faults += [fault for error in self._unmade for fault in faults_of(error, unit.key)]

    def _stands_since(self, brief: Brief, folder: Path) -> bool:
        """Whether the week is there, whole, made from the same course file and notes, and told the same."""
        source, service = self._unit.source, self._service
        stamped = week_stamp(service.settings, offline=service.offline)
        inputs = {source.name: digest(source.read_bytes())} | digest_notes(brief.notes, source.parent)
        made = made_before(folder, Step.WEEK, stamped, inputs)
        if made is None or not self._stands(folder, folder, made.outputs):
            return False
        self._sections = len(brief.topics)
        return True

    def _stands(self, folder: Path, home: Path, names: Iterable[str]) -> bool:
        """Whether no section is missing of what was made; then its report and files are heard of."""
        path = home / REPORT
        report = Report.model_validate_json(path.read_bytes()) if path.is_file() else None
        if report is None or report.rejected:
            return False
        self._heard_of(report, folder, names)
        return True

    def _heard_of(self, report: Report, folder: Path, names: Iterable[str]) -> None:
        self._findings = Counter(finding.severity.value for finding in report.findings)
        self._lost = len(report.rejected)
        self._faults += [_rejected(one, folder, hopeless=self._hopeless) for one in report.rejected]
        self._files += [str(folder / name) for name in names]


def brief_of(unit: Unit, wanted: Wanted) -> Brief:
    """What is asked of a course's week; formats of the command line overrule its own. Raises CourseError."""
    brief = course_of(unit.source).brief(unit.number)
    return brief.model_copy(update={"exports": wanted.formats}) if wanted.formats else brief


def desk_for(unit: Unit) -> Desk:
    """Of a week that is there, or that the unit has made by then."""
    if unit.bundle is not None:
        return desk_of(unit.bundle, unit.folder)
    assert unit.folder is not None
    return desk_of(Bundle(unit.folder / SCRIPT, unit.folder / SHEET), None)


def _rejected(one: Rejected, folder: Path, *, hopeless: bool) -> Fault:
    message = f"section {one.title!r} is missing ({one.stage}): {one.reason}"
    return Fault(
        kind="SectionRejected", place=str(folder), message=message, hint=one.hint, exit_code=4, hopeless=hopeless
    )
