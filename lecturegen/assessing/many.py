"""Weeks, side by side, as `lecturegen week` makes them: one service for all, errors kept apart, each told when it ends.

A week is read when its turn comes and forgotten when it is done, so memory does not grow with their number.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from lecturegen.assessing.desk import Desk
from lecturegen.assessing.forecast import forecast
from lecturegen.assessing.one import Renewing, renew_week
from lecturegen.assessing.opened import Opened, open_week
from lecturegen.assessing.results import Result, Status
from lecturegen.assessing.wishes import Wishes
from lecturegen.bank.sources import entries_of
from lecturegen.bank.store import FILE as BANK
from lecturegen.bank.store import Bank
from lecturegen.errors import BankError, ConfigurationError, LecturegenError, Posted, Stopped
from lecturegen.events import Emit
from lecturegen.existing.findings import findings_in
from lecturegen.existing.weeks import read_week
from lecturegen.llm.journal import Journal
from lecturegen.llm.prices import BATCH_SHARE
from lecturegen.models import Service
from lecturegen.run_dir import MANIFEST, WeekFolder
from lecturegen.runs import Run, Watch
from lecturegen.schema import Brief
from lecturegen.settings import Settings
from lecturegen.stages.forecast import Forecast

if TYPE_CHECKING:
    from lecturegen.llm.batches.office import ByBatch

Tell = Callable[[Result], None]


class NoModel(ConfigurationError):
    hint = "Set OPENAI_API_KEY, or OPENAI_BASE_URL for a model of your own."


@dataclass(frozen=True)
class Assessing:
    """How assessments are made anew, and who hears of it: ``watch`` of a week's events, ``tell`` of how it ended."""

    wishes: Wishes
    settings: Settings
    watch: Watch
    tell: Tell
    by_batch: ByBatch | None = None

    def make(self, desks: Sequence[Desk]) -> None:
        """Work on every week. What a week's error leaves of the others is still made. Raises Interrupted, and
        ConfigurationError where there is no model to ask."""
        if not self.settings.hosted:
            raise NoModel("new questions need a model: a script holds no second set of them to be selected")
        asyncio.run(self._make_all(desks))

    def estimate(self, desks: Sequence[Desk]) -> list[Forecast]:
        """What each week would ask for. Nothing is asked, and no file is touched. Raises DocumentError."""
        return asyncio.run(self._estimate_all(desks))

    async def _make_all(self, desks: Sequence[Desk]) -> None:
        service = Service(self.settings, by_batch=self.by_batch)
        run = Run(service, self.watch)
        await run.each(partial(self._one, desk, run) for desk in desks)

    async def _one(self, desk: Desk, run: Run) -> None:
        try:
            opened = open_week(desk, self.wishes)
            with run.watching(_label(opened)) as emit:
                result = await renew_one(opened, self.wishes, run.service, emit)
                result = banked(opened, result)
        except Posted:
            self.tell(Result(str(desk.script), seed=self.wishes.seed, waits=True))
        except Stopped:
            raise
        except LecturegenError as error:
            self.tell(Result(str(desk.script), seed=self.wishes.seed, error=error))
        else:
            self.tell(result)

    async def _estimate_all(self, desks: Sequence[Desk]) -> list[Forecast]:
        service = Service(self.settings)
        share = BATCH_SHARE if self.by_batch else 1.0
        try:
            return [await forecast(open_week(desk, self.wishes), self.wishes, service, share) for desk in desks]
        finally:
            await service.aclose()


async def renew_one(opened: Opened, wishes: Wishes, service: Service, emit: Emit) -> Result:
    """Make the assessments of one week anew. Raises LecturegenError."""
    desk = opened.desk
    journal = Journal(desk.home)
    try:
        async with service.week(service.bare(()), journal, emit) as model:
            folder = WeekFolder(desk.folder, journal, emit, desk.home / MANIFEST)
            return await renew_week(Renewing(opened, wishes, model, journal, folder, emit, service.settings))
    finally:
        journal.close()


def banked(opened: Opened, result: Result) -> Result:
    """Every question that was ever made of a week of ours is in the bank of its course, as `lecturegen week` has it."""
    if not opened.desk.ours or not result.count(Status.MADE):
        return result
    read = read_week(opened.desk.now, opened.settings)
    try:
        bank = Bank(opened.desk.folder.parent / BANK)
        try:
            bank.enter(entries_of(read.week, findings_in(read), opened.desk.folder.name))
        finally:
            bank.close()
    except BankError as error:
        return replace(result, error=error)  # its files stand
    return result


def _label(opened: Opened) -> Brief:
    """How the week is called in logs: weeks of others have no course, so the folder stands for it."""
    week = opened.week
    course = week.course or str(opened.desk.script.parent)
    return Brief(course=course, number=week.number, title=week.title, topics=())
