"""On the scheduler: shares of the service's limits, and the budget. Workers ask by handlers that are entered here."""

from __future__ import annotations

import time
from math import inf
from typing import Any

from distributed import Scheduler
from distributed.diagnostics.plugin import SchedulerPlugin

from lecturegen.faculty.crew.till import Till
from lecturegen.llm.budget import Sum
from lecturegen.llm.limits import Share
from lecturegen.llm.shares import Shares
from lecturegen.settings import Settings

NAME = "lecturegen"
Message = dict[str, Any]
"""What goes over the wire: names, and what msgpack knows."""


class Accounts(SchedulerPlugin):
    """Those of one batch. ``client``: whose batch it is; when it is gone, nothing more is asked.

    ``quiet``: seconds since a batch before gave its last sign of life, perhaps with another scheduler.
    """

    name = NAME

    def __init__(self, settings: Settings, client: str, quiet: float = inf) -> None:
        self.client, self.stopping, self._quiet = client, False, quiet
        totals = Share(settings.concurrency, settings.requests_per_minute, settings.tokens_per_minute)
        self.shares, self._till = Shares(totals), Till(settings.budget, settings.budget_tokens)

    async def start(self, scheduler: Scheduler) -> None:
        """The batch before may have sent requests that still count; which, its accounts say, if they are here."""
        self._scheduler = scheduler
        before = scheduler.plugins.get(NAME)
        if isinstance(before, Accounts):
            self.shares.follow(before.shares, time.monotonic())
            await scheduler.unregister_scheduler_plugin(NAME)
        else:
            self.shares.used_before(time.monotonic() - self._quiet)
        for worker in scheduler.workers:
            self.shares.joined(worker)
        doors = (self.share, self.advance, self.give_back, self.is_mine, self.stop)
        scheduler.handlers.update({f"{NAME}_{door.__name__}": door for door in doors})

    def add_worker(self, scheduler: Scheduler, worker: str) -> None:
        self.shares.joined(worker)

    def remove_worker(self, scheduler: Scheduler, worker: str, **more: Any) -> None:
        self.shares.lost(worker, time.monotonic())

    def remove_client(self, scheduler: Scheduler, client: str) -> None:
        self.stopping |= client == self.client

    def share(self, worker: str, held: list[float | None], busy: bool, largest: float) -> Message:
        """``held``: in flight, requests, tokens."""
        in_flight, requests, tokens = held
        given = self.shares.report(
            worker, Share(in_flight or 0, requests, tokens), time.monotonic(), busy=busy, largest=largest
        )
        share = [given.in_flight, given.requests, given.tokens, given.part]
        return {"share": share, "stopping": self.stopping}

    def advance(self, dollars: float, tokens: int) -> list[float]:
        given = self._till.advance(Sum(dollars, tokens))
        return [given.dollars, given.tokens]

    def give_back(self, dollars: float, tokens: int) -> None:
        self._till.give_back(Sum(dollars, tokens))

    def is_mine(self, worker: str, key: str) -> bool:
        """Whether ``worker`` is still the one that is to do a task."""
        task, known = self._scheduler.tasks.get(key), self._scheduler.workers.get(worker)
        return task is not None and known is not None and task.processing_on is known

    def stop(self) -> None:
        """Ctrl-C: what is in flight is waited for, and nothing more is asked."""
        self.stopping = True
