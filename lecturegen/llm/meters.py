"""How much may be sent now: a sliding minute for limits of the user's, a leaky bucket for what a service reports."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from math import isfinite

from lecturegen.usage import Allowance, Rest

MINUTE = 60.0
LATE = 1.0
"""Seconds that a request may be on its way longer than another: a share is held for so much longer than its minute."""
LEASE = 10.0
"""Seconds that a share is good for without another word. Reports come every second; a busy machine delays some."""
FREE = LEASE + MINUTE + LATE
"""Seconds after the last sign of life of whoever shared a limit until nothing that it sent counts any more."""


class Minute:
    """At most ``limit`` units in any sixty seconds. What is larger than the limit goes when the minute is empty.

    Where the limit is shared with other processes, ``shares`` sets the part that is ours; what is larger than our part,
    but not than the whole, waits until the part has grown.
    """

    def __init__(self, limit: float) -> None:
        self._whole = self._limit = limit
        self._span = MINUTE
        self._taken: deque[tuple[float, float]] = deque()
        self._sum = 0.0

    def wait(self, need: float, now: float) -> float:
        """Seconds until ``need`` units may be taken; 0 if they may be taken now."""
        self._forget(now)
        need = min(need, self._whole)
        over = self._sum + need - self._limit
        if over <= 0:
            return 0.0
        for at, units in self._taken:
            over -= units
            if over <= 0:
                return at + self._span - now
        return MINUTE

    def take(self, need: float, now: float) -> None:
        self._taken.append((now, need))
        self._sum += need

    def used_until(self, at: float) -> None:
        """Others may have taken all of it until then."""
        self.take(self._whole, at)

    def shares(self, limit: float) -> None:
        """From now on ``limit`` units of the whole are ours."""
        self._limit, self._span = limit, MINUTE + LATE

    def held(self, now: float) -> float:
        """Units that nobody else may use: what we may take, or have taken in the last minute."""
        self._forget(now)
        return max(self._limit, self._sum)

    def _forget(self, now: float) -> None:
        while self._taken and self._taken[0][0] <= now - self._span:
            self._sum -= self._taken.popleft()[1]


class Bucket:
    """What a service says is left of its minute, filled again at the rate of its limit.

    Its word on *when* all is back ("in a day") is not taken: a limit a minute is back within one, and a service that
    means a longer one answers 429. So headers that lie cost seconds at most.
    """

    def __init__(self) -> None:
        self._rest: Rest | None = None
        self._at = 0.0
        self.taken = 0.0
        self.part = 1.0
        """Of what the service reports: where others ask it too, so much is ours."""

    def wait(self, need: float, now: float) -> float:
        if self._rest is None:
            return 0.0
        missing = min(need, self._rest.limit) - self._level(now)
        return max(0.0, missing / (self._rest.limit / MINUTE))

    def take(self, need: float, now: float) -> None:
        self.taken += need
        if self._rest is not None:
            self._set(self._rest.limit, self._level(now) - need, now)

    def correct(self, said: Rest, taken_then: float, then: float, now: float) -> None:
        """The service counted ``said`` when it took a request in: we had taken ``taken_then`` by that time."""
        said = Rest(said.limit * self.part, said.remaining * self.part)
        level = said.remaining + (now - then) * said.limit / MINUTE - (self.taken - taken_then)
        if self._rest is not None:
            level = min(level, self._level(now))
        self._set(said.limit, level, now)

    def _level(self, now: float) -> float:
        assert self._rest is not None
        return min(self._rest.limit, self._rest.remaining + (now - self._at) * self._rest.limit / MINUTE)

    def _set(self, limit: float, level: float, now: float) -> None:
        self._rest, self._at = Rest(limit, min(level, limit)), now


def allowance(headers: Mapping[str, str]) -> Allowance | None:
    """What ``x-ratelimit-limit-*`` and ``-remaining-*`` say; None if they say nothing usable."""
    requests, tokens = _rest(headers, "requests"), _rest(headers, "tokens")
    return Allowance(requests, tokens) if requests or tokens else None


def _rest(headers: Mapping[str, str], what: str) -> Rest | None:
    try:
        limit = float(headers[f"x-ratelimit-limit-{what}"])
        remaining = float(headers[f"x-ratelimit-remaining-{what}"])
    except (KeyError, ValueError):
        return None
    credible = isfinite(limit) and isfinite(remaining) and 0 <= remaining <= limit and limit >= 1
    return Rest(limit, remaining) if credible else None
