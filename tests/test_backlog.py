"""When the next week of a run begins: in time for the service never to be idle, and no sooner."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from lecturegen.errors import Interrupted
from lecturegen.events import Emit, PlanReady, StageDone, silent
from lecturegen.models import Service
from lecturegen.runs import Run
from lecturegen.schema import Brief
from lecturegen.settings import Settings

SECTIONS = tuple((f"s{n}", f"Section {n}") for n in range(10))
"""Ten sections are thirty requests; with eight in flight, four rounds of eight are wanted ahead."""


class Weeks:
    """Twenty weeks whose progress the test decides: ``begun`` in order, and who hears of each."""

    def __init__(self, concurrency: int = 8) -> None:
        settings = Settings.model_validate({"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "concurrency": concurrency})
        self.run = Run(Service(settings), self._watch)
        self.begun: list[int] = []
        self.emits: dict[int, Emit] = {}
        self.ends = [asyncio.Event() for _ in range(20)]

    @contextmanager
    def _watch(self, brief: Brief | None) -> Iterator[Emit]:
        yield silent

    async def _one(self, number: int) -> None:
        with self.run.watching(Brief(course="C", number=number, title="W", topics=("t",))) as self.emits[number]:
            self.begun.append(number)
            await self.ends[number].wait()

    def all(self) -> list[Callable[[], Awaitable[None]]]:
        return [partial(self._one, number) for number in range(20)]

    async def settled(self) -> list[int]:
        """The weeks that have begun once nothing moves any more."""
        for _ in range(50):
            await asyncio.sleep(0)
        return list(self.begun)


def test_weeks_without_a_plan_are_taken_for_thirteen_sections_until_it_is_there() -> None:
    async def scenario() -> None:
        weeks = Weeks()
        run = asyncio.create_task(weeks.run.each(weeks.all()))
        assert await weeks.settled() == [0], "39 requests are ahead, more than four rounds of eight"
        weeks.emits[0](PlanReady(SECTIONS[:2], edited=False, stages=3))
        assert await weeks.settled() == [0, 1], "6 are too few, 45 are enough"
        await _end(weeks, run)

    asyncio.run(scenario())


def test_the_next_week_begins_before_those_under_way_run_out_of_requests() -> None:
    async def scenario() -> None:
        weeks = Weeks()
        run = asyncio.create_task(weeks.run.each(weeks.all()))
        await weeks.settled()
        weeks.emits[0](PlanReady(SECTIONS, edited=False, stages=3))
        assert await weeks.settled() == [0, 1], "30 are just too few"
        weeks.emits[1](PlanReady(SECTIONS, edited=False, stages=3))
        for done in range(28):
            assert await weeks.settled() == [0, 1], f"60 - {done} are ahead"
            weeks.emits[0](StageDone("draft", "s"))
        weeks.emits[0](StageDone("answer", "s"))
        assert await weeks.settled() == [0, 1, 2], "31 are ahead, and week 0 has not ended"
        await _end(weeks, run)

    asyncio.run(scenario())


def test_no_more_weeks_are_open_than_requests_may_be_in_flight() -> None:
    async def scenario() -> None:
        weeks = Weeks(concurrency=3)
        run = asyncio.create_task(weeks.run.each(weeks.all()))
        for number in range(5):
            await weeks.settled()
            if number in weeks.emits:
                weeks.emits[number](PlanReady(SECTIONS[:1], edited=False, stages=2))
        assert await weeks.settled() == [0, 1, 2]
        weeks.ends[0].set()
        assert await weeks.settled() == [0, 1, 2, 3]
        await _end(weeks, run)

    asyncio.run(scenario())


async def _end(weeks: Weeks, run: asyncio.Task[None]) -> None:
    """Nothing more begins, and what has begun ends."""
    weeks.run.service.limiter.stop()
    for end in weeks.ends:
        end.set()
    with pytest.raises(Interrupted):
        await asyncio.wait_for(run, 5)
