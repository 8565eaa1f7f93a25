"""Hands out units to a cluster's workers, a few more than they have room for, and hears of them in one thread."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from itertools import count, islice
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from dask.typing import Key
from distributed import Client, Future, KilledWorker
from distributed.client import FutureCancelledError

from lecturegen.errors import ConfigurationError, CrewLost, Interrupted, UsageError
from lecturegen.existing.find import Bundle
from lecturegen.exporters._optional import ready
from lecturegen.faculty.crew.accounts import NAME, Accounts
from lecturegen.faculty.crew.hand import Hand, do_unit
from lecturegen.faculty.engines import Hearing
from lecturegen.faculty.unit import Done, Unit, Wanted, failed
from lecturegen.interrupts import on_interrupt
from lecturegen.settings import load_settings

IN_FLIGHT_A_WEEK = 4
"""A week has about this many requests in flight, taken over its whole time: one while it is planned, a dozen after."""
LOOK = 1.0
"""Seconds without a word after which it is looked whether anybody is there."""
Heard = tuple[str, Any]
"""``told`` and a message of a worker's, ``ended`` and the key of a unit, or ``stop``: Ctrl-C."""


class Foreman:
    """One batch on one cluster. ``hand``: what its workers get. Raises UsageError if another batch is at work there,
    and ConfigurationError if a worker lacks its key or what exports need."""

    def __init__(self, client: Client, wanted: Wanted, hand: Hand) -> None:
        if client.run_on_scheduler(_busy):
            raise UsageError("another batch is at work on this cluster; each needs its own, or has to wait")
        keyed = wanted.settings.api_key is not None
        for worker, error in client.run(_lacking, wanted.needs, keyed=keyed).items():
            if error is not None:
                raise ConfigurationError(f"worker {worker}: {error}")
        self._client, self._wanted = client, wanted
        self._heard: SimpleQueue[Heard] = SimpleQueue()
        self._dismiss()
        client.register_plugin(Accounts(wanted.settings, client.id, wanted.quiet))
        client.register_plugin(hand)
        client.subscribe_topic(NAME, lambda event: self._heard.put(("told", event[1])))
        self._run, self._numbers = uuid4().hex[:8], count()
        self._begun: set[str] = set()
        self._stopping = False
        self._doing: dict[str, tuple[Unit, Future[Done | None]]] = {}

    def all(self, units: Iterator[Unit], hearing: Hearing) -> None:
        """Raises Interrupted and CrewLost."""
        try:
            with on_interrupt(self._interrupt):
                self._hand_out(units)
                while self._doing:
                    self._next(units, hearing)
        except KeyboardInterrupt:
            raise Interrupted("interrupted") from None
        finally:
            self._client.unsubscribe_topic(NAME)
            if self._client.status == "running":
                self._dismiss()
        if self._stopping:
            raise Interrupted("interrupted")

    def _interrupt(self, *signal: object) -> None:
        """Ctrl-C once: the workers are told, between two other things. Twice ends all at once."""
        if self._stopping:
            raise KeyboardInterrupt
        self._stopping = True
        self._heard.put(("stop", None))

    def _dismiss(self) -> None:
        """Take back what the workers got for a batch; what they still do for it ends."""
        if self._client.run_on_scheduler(_equipped):
            self._client.unregister_worker_plugin(NAME)

    @property
    def _room(self) -> int:
        """Units that are handed out: twice those that can be under way, so that no worker has to wait for one."""
        return 2 * (len(self._client.nthreads()) + self._wanted.settings.concurrency // IN_FLIGHT_A_WEEK)

    def _hand_out(self, units: Iterator[Unit]) -> None:
        if self._stopping:
            return
        for unit in islice(units, max(0, self._room - len(self._doing))):
            self._submit(unit)

    def _submit(self, unit: Unit) -> None:
        key: Key = f"week-{self._run}-{next(self._numbers)}-{unit.key}"
        future = self._client.submit(do_unit, _for_everybody(unit), key, key=key, pure=False)
        self._doing[unit.key] = unit, future
        future.add_done_callback(lambda ended: self._heard.put(("ended", unit.key)))

    def _next(self, units: Iterator[Unit], hearing: Hearing) -> None:
        """Hear one thing."""
        try:
            what, said = self._heard.get(timeout=LOOK)
        except Empty:
            if self._stopping and not self._client.nthreads():
                self._doing.clear()  # nobody is left to be waited for
            return
        if what == "stop":
            self._client.sync(getattr(self._client.scheduler, f"{NAME}_stop"))
            return
        if what == "told":
            unit, _ = self._doing.get(said["key"], (None, None))
            told = pickle.loads(said["told"])
            if unit is None:  # the last words of a worker that was thought lost
                return
            if isinstance(told, Unit):
                self._begun.add(unit.key)
                hearing.begun(unit)
            elif unit.key in self._begun:
                hearing.happened(unit, told)
            return
        unit, future = self._doing.pop(said)
        self._begun.discard(unit.key)
        done = self._result(unit, future)
        if done is not None:
            hearing.ended(done)
        elif not self._stopping:
            self._submit(unit)  # whoever had it did not hear from the scheduler in time, and gave it up
        self._hand_out(units)

    def _result(self, unit: Unit, future: Future[Done | None]) -> Done | None:
        try:
            done = future.result()
            return done and done.model_copy(update={"unit": unit})
        except KilledWorker as error:
            return failed(unit, CrewLost(f"{error.allowed_failures + 1} workers were lost while they did it"))
        except FutureCancelledError as error:
            raise CrewLost("the scheduler is gone") from error


def _lacking(formats: tuple[str, ...], *, keyed: bool) -> ConfigurationError | None:
    """What a worker lacks for these formats, and for a service that wants a key."""
    try:
        ready(formats)
        if keyed and load_settings().api_key is None:
            return ConfigurationError("it has no OPENAI_API_KEY in its environment")
    except ConfigurationError as error:
        return error
    return None


def _for_everybody(unit: Unit) -> Unit:
    """With paths that mean the same wherever a worker was started."""
    bundle = unit.bundle
    if bundle is not None:
        bundle = Bundle(*(path and path.absolute() for path in (bundle.script, bundle.sheet, bundle.deck)))
    folder = unit.folder and unit.folder.absolute()
    return unit.model_copy(update={"source": unit.source.absolute(), "folder": folder, "bundle": bundle})


def _busy(dask_scheduler: Any) -> bool:
    """Whether a batch is there whose client is, too."""
    accounts = dask_scheduler.plugins.get(NAME)
    return isinstance(accounts, Accounts) and accounts.client in dask_scheduler.clients


def _equipped(dask_scheduler: Any) -> bool:
    """Whether the workers have got something for a batch."""
    return NAME in dask_scheduler.worker_plugins
