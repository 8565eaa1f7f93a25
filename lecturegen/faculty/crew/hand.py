"""On each worker: one event loop in a thread of its own, one service, and all weeks of the worker on them.

A week's task gives its place among the worker's threads back as soon as the week begins (Dask: it secedes), so the
number of weeks side by side follows the backlog of the worker's share of what may be in flight, and not ``--nthreads``.
"""

from __future__ import annotations

import asyncio
import pickle
import signal
from contextlib import suppress
from dataclasses import astuple, replace
from pathlib import Path
from threading import Event, Thread
from typing import Any, cast

from distributed import Worker, WorkerPlugin, get_worker, secede
from tornado.platform.asyncio import BaseAsyncIOLoop

from lecturegen.backlog import Backlog
from lecturegen.errors import ConfigurationError, Stopped
from lecturegen.events import Event as Told
from lecturegen.events import WeekDone
from lecturegen.faculty.apart import Superseded, default_journals, do_apart
from lecturegen.faculty.crew.accounts import NAME, Message
from lecturegen.faculty.unit import Done, Unit, Wanted, failed
from lecturegen.llm.budget import Sum
from lecturegen.llm.limits import NOTHING, Share
from lecturegen.llm.meters import LEASE
from lecturegen.models import Service
from lecturegen.settings import load_settings

BEAT = 0.5
"""Seconds between two reports of what is held."""
IDLE = 5.0
"""Seconds without a week after which a worker leaves its share to the others: longer than it takes to get the next."""
PATIENCE = LEASE / 2
"""Seconds that the scheduler has to answer."""


class Hand(WorkerPlugin):
    """``journals``: a folder of the worker's machine; its own environment says otherwise if it likes."""

    name = NAME

    def __init__(self, wanted: Wanted, journals: Path | None, *, local: bool = False) -> None:
        """``local``: the workers are processes of the command, and its terminal's Ctrl-C reaches them as well."""
        settings, self._local = wanted.settings, local
        self._keyed = settings.api_key is not None
        # a key is never sent: every worker has it in its environment
        self._wanted = replace(wanted, settings=settings.model_copy(update={"api_key": None}))
        self._journals = journals

    async def setup(self, worker: Worker) -> None:
        self._worker = worker
        if self._local:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the client is asked, and tells us
        own = load_settings()
        settings = self._wanted.settings.model_copy(update={"api_key": own.api_key if self._keyed else None})
        self._lacks_key = self._keyed and own.api_key is None
        self._wanted = replace(self._wanted, settings=settings)
        self._folder = own.journals or self._journals or default_journals()
        self._loop = asyncio.new_event_loop()
        Thread(target=self._loop.run_forever, name="lecturegen", daemon=True).start()
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._open(), self._loop))

    async def teardown(self, worker: Worker) -> None:
        """What is in flight is given up: nothing of this batch is under way when another begins."""
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._close(), self._loop))
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _open(self) -> None:
        self._service = Service(self._wanted.settings, offline=self._wanted.offline, bank=_Bank(self))
        self._service.limiter.shares(NOTHING)
        self._backlog = Backlog(self._service)
        self._used = self._loop.time()
        self._keeper = asyncio.create_task(self._keep())

    async def _close(self) -> None:
        self._service.limiter.stop()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        if rest:
            await asyncio.wait(rest, timeout=PATIENCE)
        await self._service.aclose()

    async def _keep(self) -> None:
        """Report what is held, hear what may be held; without a word for LEASE seconds, hold nothing."""
        limiter = self._service.limiter
        end = self._loop.call_later(LEASE, limiter.shares, NOTHING)
        while True:
            if self._backlog.weeks:
                self._used = self._loop.time()
            began, busy = self._loop.time(), self._loop.time() - self._used < IDLE
            try:
                said: Message = await self.call("share", held=list(astuple(limiter.held())[:3]), busy=busy,
                                                largest=limiter.largest)  # fmt: skip
            except (OSError, TimeoutError):
                said = {}
            if said:
                end.cancel()
                end = self._loop.call_at(began + LEASE, limiter.shares, NOTHING)
                limiter.shares(Share(*said["share"]))
                self._backlog.changed.set()
                if said["stopping"]:
                    limiter.stop()
            await asyncio.sleep(BEAT)

    async def call(self, door: str, **message: Any) -> Any:
        """Ask the scheduler. Raises OSError if it cannot be reached, TimeoutError."""
        worker = self._worker

        async def ask() -> Any:
            return await getattr(worker.scheduler, f"{NAME}_{door}")(**message)

        if door in ("share", "is_mine"):
            message["worker"] = worker.address
        asked = asyncio.run_coroutine_threadsafe(ask(), cast(BaseAsyncIOLoop, worker.loop).asyncio_loop)
        # not wait_for: before Python 3.12 it loses a cancellation that comes together with the answer
        async with asyncio.timeout(PATIENCE):
            return await asyncio.wrap_future(asked)

    def work(self, unit: Unit, key: str) -> Done | None:
        """Do a unit in one of the worker's threads. None: it was given up before its end, or is somebody else's now."""
        if self._lacks_key:
            lacking = ConfigurationError(f"worker {self._worker.address} has no OPENAI_API_KEY in its environment")
            return failed(unit, lacking)
        begun = Event()
        done = asyncio.run_coroutine_threadsafe(self._in_turn(unit, key, begun), self._loop)
        done.add_done_callback(lambda _: begun.set())  # also if it never began
        begun.wait()
        secede()
        return done.result()

    async def _in_turn(self, unit: Unit, key: str, begun: Event) -> Done | None:
        await self._backlog.room()
        begun.set()
        return await self._do(unit, key)

    async def _do(self, unit: Unit, key: str) -> Done | None:
        def tell(what: Told | Unit) -> None:
            # a message may hold what msgpack knows; a week itself is nothing to be watched
            what = replace(what, week=None) if isinstance(what, WeekDone) else what
            self._worker.log_event(NAME, {"key": unit.key, "told": pickle.dumps(what)})

        async def still_mine() -> bool:
            while True:  # a scheduler that is gone ends the worker, and this with it
                with suppress(OSError, TimeoutError):
                    return bool(await self.call("is_mine", key=key))
                await asyncio.sleep(BEAT)

        if self._service.limiter.stopping.is_set():
            return None
        tell(unit)
        try:
            with self._backlog.week(tell) as hear:
                return await do_apart(unit, self._wanted, self._service, hear, self._folder, still_mine)
        except (Stopped, Superseded):
            return None


class _Bank:
    """The till on the scheduler, as a worker's purse sees it."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    async def advance(self, wanted: Sum) -> Sum:
        """Raises Stopped if the scheduler is not there to be asked."""
        try:
            dollars, tokens = await self._hand.call("advance", dollars=wanted.dollars, tokens=wanted.tokens)
        except (OSError, TimeoutError) as error:
            raise Stopped("the scheduler, which holds the budget, does not answer") from error
        return Sum(dollars, int(tokens))

    async def give_back(self, rest: Sum) -> None:
        with suppress(OSError, TimeoutError):  # what does not arrive counts as spent
            await self._hand.call("give_back", dollars=rest.dollars, tokens=rest.tokens)


def do_unit(unit: Unit, key: str) -> Done | None:
    """The task, as it is sent to a worker."""
    hand = get_worker().plugins[NAME]
    assert isinstance(hand, Hand)
    return hand.work(unit, key)
