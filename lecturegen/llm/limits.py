"""How many requests are in flight, for all weeks of a run together.

It starts brave, at the most that the settings allow. One 429 pauses everybody and halves what is in flight, once for
all requests that were under way together. Answers give it back: quickly up to nine tenths of where the service had
refused, from there on by one, two, three … a round, to feel for the edge (as CUBIC does for TCP). Requests and tokens a
minute are held to the settings and to what the service's headers say. Weeks wait in lanes that are served in turn, so
a long week does not hold up a short one. Where several processes ask the same service, each has a share of all this,
which may change at any time.

Nothing here is held for what is not waiting: memory grows with the requests that wait, not with the job.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from math import inf

from lecturegen.errors import Stopped
from lecturegen.llm.meters import FREE, MINUTE, Bucket, Minute
from lecturegen.settings import Settings
from lecturegen.usage import Allowance, Usage

DECREASE = 0.5
NEAR = 0.9
"""Of the window at which a service refused: from here on growth is careful."""
ROUNDS_TO_FULL = 8
"""Full rounds of answers from nothing to the most, while growth is quick: a minute or two at a model's speed."""
SOONEST = 0.001
"""Seconds between two looks at a meter, at least: clocks are not exact."""


@dataclass(slots=True)
class Slot:
    """The right to one request. ``age`` counts the cuts before it began; a request is blamed for one cut only."""

    age: int
    began: float
    taken: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Share:
    """Requests in flight, requests a minute and tokens a minute; None: no limit. ``part``: of what headers promise."""

    in_flight: float
    requests: float | None = None
    tokens: float | None = None
    part: float = 1.0


NOTHING = Share(0, 0, 0)


class Lane:
    """The waiting requests of one week."""

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter
        self.waiting: deque[tuple[asyncio.Future[Slot], Usage]] = deque()

    @asynccontextmanager
    async def slot(self, need: Usage) -> AsyncIterator[Slot]:
        """Wait for the turn of a request of about ``need`` tokens. Raises Stopped once the run is to end."""
        slot = await self._limiter.enter(self, need)
        try:
            yield slot
        finally:
            self._limiter.leave()


class Limiter:
    """Shared by all lanes; lives on one event loop."""

    def __init__(self, settings: Settings) -> None:
        self._most = self._allowed = settings.concurrency
        self._window = float(self._most)
        self._refused_at, self._careful = inf, 0.0
        self._patience = settings.retry_seconds
        self._pause = settings.retry_wait
        self._lanes: deque[Lane] = deque()
        self._flying = self._cuts = 0
        self._paused_until = 0.0
        self._timer: asyncio.TimerHandle | None = None
        own = [Minute(limit) if limit else None for limit in (settings.requests_per_minute, settings.tokens_per_minute)]
        self._minutes = own
        self._buckets = (Bucket(), Bucket())
        self._meters: tuple[Minute | Bucket | None, ...] = (*own, *self._buckets)
        self.stopping = asyncio.Event()
        self.largest = 1.0
        """Tokens of the largest request so far."""

    @property
    def window(self) -> int:
        """Requests that may be in flight now."""
        return int(self._window)

    @property
    def most(self) -> int:
        """Requests that settings and share allow at most."""
        return self._most

    def shares(self, share: Share) -> None:
        """From now on this much of the settings' limits is ours; what is in flight already is not called back."""
        unhurt = self._window >= self._most
        self._allowed = int(share.in_flight)
        self._most = max(1, self._allowed)
        self._window = float(self._most) if unhurt else min(self._window, self._most)
        for minute, limit in zip(self._minutes, (share.requests, share.tokens), strict=True):
            if minute is not None and limit is not None:
                minute.shares(limit)
        for bucket in self._buckets:
            bucket.part = share.part
        self._admit()

    def follow(self, seconds: float) -> None:
        """Another run, which may have used all of a minute's limits, gave its last sign of life ``seconds`` ago."""
        for minute in self._minutes:
            if minute is not None:
                minute.used_until(_clock() + FREE - MINUTE - seconds)

    def held(self) -> Share:
        """What nobody else may use: what we may, or what of it is in flight or was sent in the last minute."""
        now = _clock()
        requests, tokens = (minute.held(now) if minute else None for minute in self._minutes)
        return Share(max(self._allowed, self._flying), requests, tokens)

    def lane(self) -> Lane:
        return Lane(self)

    def stop(self) -> None:
        """Nothing more is asked, and nobody goes on waiting."""
        self.stopping.set()
        for lane in self._lanes:
            for future, _ in lane.waiting:
                if not future.done():
                    future.set_exception(_stopped())
            lane.waiting.clear()
        self._lanes.clear()

    async def enter(self, lane: Lane, need: Usage) -> Slot:
        if self.stopping.is_set():
            raise _stopped()
        future: asyncio.Future[Slot] = asyncio.get_running_loop().create_future()
        if not lane.waiting:
            self._lanes.append(lane)
        self.largest = max(self.largest, _units(need)[1])
        lane.waiting.append((future, need))
        self._admit()
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                self.leave()  # its turn had come in the same moment
            raise

    def leave(self) -> None:
        self._flying -= 1
        self._admit()

    def answered(self, slot: Slot, said: Allowance | None) -> None:
        """A request came back with an answer that can be used."""
        edge, quick = min(self._most, NEAR * self._refused_at), self._most / ROUNDS_TO_FULL
        if self._window < edge:
            self._window = min(edge, self._window + quick / self._window)
        else:
            self._careful += 1 / self._window
            self._window = min(self._most, self._window + min(quick, self._careful) / self._window)
        self.heard(slot, said)

    def heard(self, slot: Slot, said: Allowance | None) -> None:
        """What the headers of an answer say."""
        if said is None:
            return
        now = _clock()
        for bucket, rest, taken in zip(self._buckets, (said.requests, said.tokens), slot.taken, strict=True):
            if rest is not None:
                bucket.correct(rest, taken, slot.began, now)

    def limited(self, slot: Slot, seconds: float | None) -> None:
        """A 429: everybody pauses for ``seconds``, and fewer are in flight afterwards."""
        seconds = self._pause if seconds is None else seconds
        if seconds <= self._patience:  # a longer pause nobody here would sit out
            self._paused_until = max(self._paused_until, _clock() + seconds)
        if slot.age == self._cuts:
            self._refused_at, self._careful = min(self._window, self._flying), 0.0
            self._window = max(1.0, self._refused_at * DECREASE)
            self._cuts += 1

    def _admit(self) -> None:
        """Let in as many as may fly, one lane after the other."""
        while self._lanes and self._flying < min(int(self._window), self._allowed):
            lane = self._lanes[0]
            future, need = lane.waiting[0]
            if not future.done():
                now = _clock()
                if (wait := self._wait(need, now)) > 0:
                    self._look_again(wait)
                    return
                future.set_result(self._begin(need, now))
            lane.waiting.popleft()
            self._lanes.rotate(-1)
            if not lane.waiting:
                self._lanes.pop()

    def _begin(self, need: Usage, now: float) -> Slot:
        self._flying += 1
        for meter, amount in zip(self._meters, _units(need) * 2, strict=True):
            if meter is not None:
                meter.take(amount, now)
        return Slot(self._cuts, now, (self._buckets[0].taken, self._buckets[1].taken))

    def _wait(self, need: Usage, now: float) -> float:
        pairs = zip(self._meters, _units(need) * 2, strict=True)
        waits = [meter.wait(amount, now) for meter, amount in pairs if meter is not None]
        return max(self._paused_until - now, *waits)

    def _look_again(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(max(seconds, SOONEST), self._admit)


def _units(need: Usage) -> tuple[float, float]:
    return 1.0, float(need.prompt + need.completion)


def _clock() -> float:
    return asyncio.get_running_loop().time()


def _stopped() -> Stopped:
    return Stopped("the run was stopped before this was asked")
