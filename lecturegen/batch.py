"""Weeks of a course, side by side: notes, journal and folder for each, one service for all, errors kept apart.

All input is read before the first request is made, so a wrong path in week 9 costs nothing in week 1.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from lecturegen.chains import answer, assess, draft
from lecturegen.errors import BankError, InputError, LecturegenError, Posted, Stopped
from lecturegen.events import Emit
from lecturegen.exporters import EXPORTERS, Wishes
from lecturegen.exporters._optional import ready
from lecturegen.finished import stamp
from lecturegen.llm.journal import FILE as JOURNAL
from lecturegen.llm.journal import Expected, Journal, copied
from lecturegen.llm.prices import BATCH_SHARE, cost
from lecturegen.models import Service
from lecturegen.pipeline import Order, Outcome, make_week, nothing_planned
from lecturegen.reading.notes import Notes, read_notes
from lecturegen.rules import RULES
from lecturegen.run_dir import WeekFolder, digest, week_path
from lecturegen.runs import Run, Watch
from lecturegen.schema import Brief, Week
from lecturegen.settings import Settings
from lecturegen.stages.forecast import Forecast, forecast, forecast_anew
from lecturegen.stages.job import Job
from lecturegen.stages.plan import edited_plan
from lecturegen.usage import Usage

if TYPE_CHECKING:
    from lecturegen.exports import Written
    from lecturegen.llm.batches.office import ByBatch

EVERYTHING = 10**9
"""Tokens of notes for the offline model, which pays for none."""
SENT = 0.05
"""Seconds after which the first request is under way, once its model is open."""


@dataclass(frozen=True, slots=True)
class WeekOrder:
    """One week to make, with its input read."""

    brief: Brief
    notes: Notes
    inputs: dict[str, str]
    template: Path | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A week that could not be made."""

    brief: Brief
    error: LecturegenError


@dataclass(frozen=True, slots=True)
class Waits:
    """A week that goes on when batches have answered."""

    brief: Brief


Told: TypeAlias = "Outcome | Failed | Waits | Written"
Tell = Callable[[Told], None]


def read_input(source: Path, briefs: Sequence[Brief]) -> list[WeekOrder]:
    """The notes of every week. Raises InputError with the problems of all weeks, and ConfigurationError if what an
    export needs is not installed."""
    orders, problems = [], []
    course = {source.name: digest(source.read_bytes())}
    for brief in briefs:
        try:
            notes = read_notes(brief.notes, source.parent)
            template = template_of(brief, source)
            _try_exports(brief, template)
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
            kind = type(error)
        else:
            orders.append(WeekOrder(brief, notes, course | dict(notes.digests), template))
    if problems:
        raise kind(*problems)
    return orders


def template_of(brief: Brief, source: Path) -> Path | None:
    """Of the slides, if they are wanted; it is named as seen from the course file."""
    return source.parent / brief.template if brief.template and "pptx" in brief.exports else None


def _try_exports(brief: Brief, template: Path | None) -> None:
    """Try what the exports need, the template on a week without sections. Raises TemplateError, ConfigurationError."""
    ready(brief.exports)
    if template is None:
        return
    empty = Week(
        course=brief.course, number=brief.number, title=brief.title, language=brief.language, minutes=brief.minutes,
        words_per_minute=brief.words_per_minute, sections=(),
    )  # fmt: skip
    EXPORTERS["pptx"](empty, Wishes(brief.title, template))


@dataclass(frozen=True)
class Batch:
    """How the weeks are made, and who hears of it: ``watch`` of what happens in a week, ``tell`` of how it ended."""

    out: Path
    settings: Settings
    watch: Watch
    tell: Tell
    offline: bool = False
    review: bool = False
    by_batch: ByBatch | None = None

    def make(self, orders: Sequence[WeekOrder]) -> None:
        """Make the weeks, then their exports. What an error leaves of the others is still made. Raises Interrupted."""
        # exports take a processor for seconds: not while answers of other weeks are awaited
        for order in asyncio.run(self._make_all(orders)):
            self._export(order)

    def _export(self, order: WeekOrder) -> None:
        """The formats that the course wants of a week. The week stands also where one fails."""
        if not order.brief.exports:
            return
        from lecturegen.existing.find import EXPORTS
        from lecturegen.exports import bundle_in, renew_exports

        path = week_path(self.out, order.brief.course, order.brief.number)
        for done in renew_exports(bundle_in(path), order.brief.exports, Wishes("", order.template), path / EXPORTS):
            self.tell(Failed(order.brief, done) if isinstance(done, LecturegenError) else done)

    def estimate(self, orders: Sequence[WeekOrder]) -> list[Forecast]:
        """What each week would still ask for. Nothing is asked, and no file of a week is touched."""
        return asyncio.run(self._estimate_all(orders))

    async def _estimate_all(self, orders: Sequence[WeekOrder]) -> list[Forecast]:
        service = Service(self.settings, offline=self.offline)
        try:
            paths = (week_path(self.out, order.brief.course, order.brief.number) for order in orders)
            share = BATCH_SHARE if self.by_batch else 1.0
            return [await estimate_one(one, path, service, share) for one, path in zip(orders, paths, strict=True)]
        finally:
            await service.aclose()

    async def _make_all(self, orders: Sequence[WeekOrder]) -> list[WeekOrder]:
        """Those of ``orders`` whose weeks are there now."""
        done: list[WeekOrder] = []
        service = Service(self.settings, offline=self.offline, by_batch=self.by_batch)
        run = Run(service, self.watch)
        imports = asyncio.create_task(get_ready(service))
        try:
            await run.each(partial(self._one, order, run, done) for order in orders)
        finally:
            imports.cancel()
        return [order for order in orders if order in done]

    async def _one(self, order: WeekOrder, run: Run, done: list[WeekOrder]) -> None:
        """Make one week, and tell how it ended."""
        try:
            with run.watching(order.brief) as emit:
                path = week_path(self.out, order.brief.course, order.brief.number)
                outcome = await make_one(order, path, run.service, emit, review=self.review)
        except Posted:
            self.tell(Waits(order.brief))
        except Stopped:
            raise
        except LecturegenError as error:
            self.tell(Failed(order.brief, error))
        else:
            self.tell(outcome)
            if outcome.week is not None:
                done.append(order)
            try:
                bank(outcome)
            except BankError as error:
                self.tell(Failed(order.brief, error))


async def estimate_one(order: WeekOrder, path: Path, service: Service, share: float = 1.0) -> Forecast:
    """What a week would still ask for; nothing is asked. ``share``: of the price that live requests have."""
    settings, model = service.settings, service.bare(order.notes.passages)
    job = Job(
        order.brief, order.notes, model, nothing_planned(order.brief), settings.notes_tokens, reread=settings.blind
    )
    if service.offline:
        need = Expected()
    elif (path / JOURNAL).is_file():
        with copied(path) as journal:
            need = await forecast(job, journal, edited_plan(WeekFolder(path, journal)))
    else:
        need = await forecast_anew(job)
    dollars = cost(model.name, Usage(need.prompt, need.completion), settings.prices, share)
    return Forecast(f"Week {order.brief.number}: {order.brief.title}", need, dollars)


async def make_one(order: WeekOrder, path: Path, service: Service, emit: Emit, *, review: bool = False) -> Outcome:
    """Make one week in the folder ``path``. Raises LecturegenError."""
    settings = service.settings
    bare = service.bare(order.notes.passages)
    journal = Journal(path)
    try:
        async with service.week(bare, journal, emit) as model:
            folder = WeekFolder(path, journal, emit)
            tokens = EVERYTHING if service.offline else settings.notes_tokens
            wanted = Order(
                settings.title, tokens, order.inputs, week_stamp(settings, offline=service.offline), review,
                settings.concurrency, settings.blind,
            )  # fmt: skip
            return await make_week(order.brief, order.notes, model, folder, journal, wanted, emit)
    finally:
        journal.close()


def week_stamp(settings: Settings, *, offline: bool) -> str:
    """Of weeks that are made with these settings; see lecturegen.finished."""
    told = {"title": settings.title, "blind": settings.blind}
    return stamp(None, offline=True, **told) if offline else stamp(settings)


def bank(outcome: Outcome) -> None:
    """Every question that was ever made is in its course's bank. The week stands also where that raises BankError."""
    from lecturegen.bank.sources import entries_of
    from lecturegen.bank.store import FILE, Bank

    if outcome.week is None:
        return
    bank = Bank(outcome.folder.path.parent / FILE)
    try:
        bank.enter(entries_of(outcome.week, outcome.report.findings, outcome.folder.path.name))
    finally:
        bank.close()


async def get_ready(service: Service) -> None:
    """While the first reply is awaited, read the other prompts, and import what replies are checked, priced, written
    and kept with: 0.3 s.

    Not sooner: a thread that imports holds up the request that is to be sent.
    """
    await service.opened.wait()
    await asyncio.sleep(SENT)
    for chain in (draft, assess, answer):
        await asyncio.to_thread(chain.prompt)
    await asyncio.to_thread(RULES.load)
    await asyncio.to_thread(cost, service.settings.model, Usage(), service.settings.prices)
    await asyncio.to_thread(EXPORTERS.load)
    await asyncio.to_thread(import_module, "lecturegen.bank.sources")
