"""Requests that the weeks of a run will still make, as far as it is known: what tells when the next week may begin."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lecturegen.events import Emit, Event, PlanReady, SectionsChosen, StageDone

if TYPE_CHECKING:
    from lecturegen.models import Service

STAGES = 3
"""Requests that a section takes, one after the other."""
UNPLANNED = 13 * STAGES
"""A week is taken for so many requests until its plan says how many."""


class Backlog:
    """Of all weeks under way that share a service. Who changes how much of the service is theirs sets ``changed``."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.weeks = self.requests = 0
        self.changed = asyncio.Event()

    @contextmanager
    def week(self, emit: Emit) -> Iterator[Emit]:
        """Around a week: it is counted from what is heard of it. What it tells goes on to ``emit``."""
        left = 0

        def take(requests: int) -> None:
            nonlocal left
            self.requests += requests - left
            left = requests
            self.changed.set()

        def hear(event: Event) -> None:
            match event:
                case PlanReady(sections, stages=stages):
                    take(len(sections) * stages)
                case SectionsChosen(sections):
                    take(len(sections) * STAGES)
                case StageDone():
                    take(max(0, left - 1))
            emit(event)

        self.weeks += 1
        take(UNPLANNED)
        try:
            yield hear
        finally:
            self.weeks -= 1
            take(0)

    async def room(self) -> None:
        """Wait until another week may begin: the backlog of those under way would leave the service idle.

        Offline, where each week takes the whole processor, they come one after the other.
        """
        while not self._room:
            self.changed.clear()
            await self.changed.wait()

    @property
    def _room(self) -> bool:
        if not self.weeks:
            return True
        if self._service.offline or self.weeks >= self._service.limiter.most:
            return False
        return not self._keeps_busy(self._service.limiter.window)

    def _keeps_busy(self, in_flight: int) -> bool:
        """Whether there will be ``in_flight`` requests at any time until another week, begun now, is planned.

        A section makes its requests one after the other, so as many sections as may be in flight have to be ahead with
        all of theirs; and that many requests more, to be made while the other week is planned.
        """
        return self.requests >= (STAGES + 1) * in_flight
