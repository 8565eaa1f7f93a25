"""Many weeks in one run: side by side, one service for all, each week's errors its own, and Ctrl-C heeded."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial

from lecturegen.errors import Interrupted, Stopped
from lecturegen.events import Emit, Stopping, silent
from lecturegen.models import Service
from lecturegen.schema import Brief
from lecturegen.side_by_side import side_by_side

SECTIONS_A_WEEK = 4
"""A week has about this many requests in flight, taken over its whole time: one while it is planned, a dozen after."""

Watch = Callable[[Brief | None], AbstractContextManager[Emit]]
"""What watches a week, or (None) the run as a whole."""


def unwatched(brief: Brief | None) -> AbstractContextManager[Emit]:
    return nullcontext(silent)


Work = Callable[[], Awaitable[None]]
"""One week, made to its end, good or bad. It tells of its own errors, and raises Stopped alone."""


@dataclass
class Run:
    """What the weeks of a run share. ``watch``: who hears of what happens in a week."""

    service: Service
    watch: Watch = unwatched
    _heard: list[Emit] = field(default_factory=list)

    async def each(self, work: Iterable[Work]) -> None:
        """Do all of ``work``, and close the service. Raises Interrupted if the run was stopped before the end."""
        # what concerns no single week is heard as the run's own; only batches have such things
        with self.watch(None) if self.service.by_batch else nullcontext(silent) as hear:
            with self._interruptible():
                try:
                    async with self.service.mail(hear):
                        ended = await side_by_side((partial(self._to_its_end, one) for one in work), self._at_once)
                except asyncio.CancelledError:
                    raise Interrupted("interrupted") from None
                finally:
                    await self.service.aclose()
            if not all(ended):
                raise Interrupted("interrupted")

    @contextmanager
    def watching(self, brief: Brief) -> Iterator[Emit]:
        """A week is being made: it hears of Ctrl-C, too."""
        with self.watch(brief) as emit, self.hearing(emit):
            yield emit

    @contextmanager
    def hearing(self, emit: Emit) -> Iterator[None]:
        """``emit`` hears of Ctrl-C meanwhile."""
        self._heard.append(emit)
        try:
            yield
        finally:
            self._heard.remove(emit)

    @property
    def _at_once(self) -> int:
        """Weeks side by side; one after the other where each takes the whole processor."""
        return 1 if self.service.offline else 1 + self.service.settings.concurrency // SECTIONS_A_WEEK

    async def _to_its_end(self, one: Work) -> bool:
        """Whether a week came to its end before the run was stopped."""
        if self.service.limiter.stopping.is_set():
            return False
        try:
            await one()
        except Stopped:
            return False  # and its neighbours save what they have in flight
        return True

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Ctrl-C once: what is in flight is waited for. Twice cancels the run at once."""
        loop, run = asyncio.get_running_loop(), asyncio.current_task()

        def interrupt() -> None:
            if self.service.limiter.stopping.is_set() and run is not None:
                run.cancel()
            self.service.limiter.stop()
            for emit in self._heard:
                emit(Stopping())

        try:
            loop.add_signal_handler(signal.SIGINT, interrupt)
        except (NotImplementedError, RuntimeError, ValueError):
            # Windows, or not in the main thread: Ctrl-C then ends the run at once, as Python does
            yield
            return
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGINT)
