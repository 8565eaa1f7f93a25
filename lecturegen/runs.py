"""Many weeks in one run: side by side, one service for all, each week's errors its own, and Ctrl-C heeded."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field

from lecturegen.backlog import Backlog
from lecturegen.errors import Interrupted, Stopped
from lecturegen.events import Emit, Stopping, silent
from lecturegen.models import Service
from lecturegen.schema import Brief
from lecturegen.side_by_side import alone

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
    _backlog: Backlog = field(default_factory=Backlog)

    async def each(self, work: Iterable[Work]) -> None:
        """Do all of ``work``, and close the service. Raises Interrupted if the run was stopped before the end."""
        # what concerns no single week is heard as the run's own; only batches have such things
        with self.watch(None) if self.service.by_batch else nullcontext(silent) as hear:
            with self._interruptible():
                try:
                    async with self.service.mail(hear):
                        whole = await self._side_by_side(work)
                except asyncio.CancelledError:
                    raise Interrupted("interrupted") from None
                finally:
                    await self.service.aclose()
            if not whole:
                raise Interrupted("interrupted")

    @contextmanager
    def hearing(self, emit: Emit) -> Iterator[Emit]:
        """Around a week: what tells ``emit``, and counts what the week will still ask for. It hears of Ctrl-C, too."""
        with self._backlog.week(emit) as hear:
            self._heard.append(emit)
            try:
                yield hear
            finally:
                self._heard.remove(emit)

    @contextmanager
    def watching(self, brief: Brief) -> Iterator[Emit]:
        """The same for a week that ``watch`` is to be told of."""
        with self.watch(brief) as emit, self.hearing(emit) as hear:
            yield hear

    async def _side_by_side(self, work: Iterable[Work]) -> bool:
        """Whether all of ``work`` came to its end before the run was stopped. The first error ends all."""
        ended: set[bool] = set()
        coming = iter(work)  # no week is taken up before its turn

        async def to_its_end(one: Work) -> None:
            try:
                await one()
                ended.add(True)
            except Stopped:
                ended.add(False)  # and its neighbours save what they have in flight

        with alone():
            async with asyncio.TaskGroup() as group:
                while True:
                    while not self._room:
                        self._backlog.changed.clear()
                        await self._backlog.changed.wait()
                    if (one := next(coming, None)) is None:
                        break
                    if self.service.limiter.stopping.is_set():
                        return False
                    group.create_task(to_its_end(one))
                    await asyncio.sleep(0)  # now it is counted
        return False not in ended

    @property
    def _room(self) -> bool:
        """Whether a week may begin: the backlog of those under way would leave the service idle.

        Offline, where each week takes the whole processor, they come one after the other.
        """
        if not self._backlog.weeks:
            return True
        if self.service.offline or self._backlog.weeks >= self.service.settings.concurrency:
            return False
        return not self._backlog.keeps_busy(self.service.limiter.window)

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Ctrl-C once: what is in flight is waited for. Twice cancels the run at once."""
        loop, run = asyncio.get_running_loop(), asyncio.current_task()

        def interrupt() -> None:
            if self.service.limiter.stopping.is_set():
                if run is not None:
                    run.cancel()
                return
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
