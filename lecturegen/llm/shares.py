"""Who may use how much of a service's limits, when several processes ask it for one batch.

Every process reports what it holds and hears what it may hold from now on. A share is given only out of what nobody
else holds, so the limits are never exceeded: a newcomer waits until the others have reported that theirs is smaller,
and a minute's share is held for as long as what was sent under it counts at the service. All shares are equal; where
that would make them smaller than one request, those who came first have one and the others wait until they are done.

A process that hears nothing for LEASE seconds stops asking. What a lost one held is free LEASE seconds later, and its
requests and tokens a minute after that. One that is cut off but alive may still await answers then: those alone are
not counted.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from math import inf

from lecturegen.llm.limits import Share
from lecturegen.llm.meters import FREE, LEASE


@dataclass(slots=True)
class _Holder:
    held: tuple[float, ...]
    largest: float = 1.0
    busy: bool = True
    lost_at: float = inf

    def holds(self, place: int, now: float) -> float:
        """Of in-flight, requests and tokens: 0, 1, 2."""
        return self.held[place] if now < self.lost_at + (FREE if place else LEASE) else 0.0


class Shares:
    """Keeps the accounts. ``now`` is of one clock, in seconds; it need not be that of the processes."""

    def __init__(self, totals: Share) -> None:
        self._totals = _amounts(totals)
        self._holders: dict[str, _Holder] = {}

    def joined(self, who: str) -> None:
        """It counts from now on, though it has not reported yet."""
        self._holders.setdefault(who, _Holder((0.0, 0.0, 0.0)))

    def lost(self, who: str, now: float) -> None:
        """It is gone, for whatever reason."""
        if who in self._holders:
            self._holders[who].lost_at = min(now, self._holders[who].lost_at)

    def follow(self, former: Shares, now: float) -> None:
        """Others used the same limits until now, and have nothing in flight: their last minute still counts."""
        for who, one in former._holders.items():
            self._holders[f"{who} before {now}"] = _Holder((0.0, *one.held[1:]), lost_at=min(now, one.lost_at))

    def used_before(self, at: float) -> None:
        """Others may have used all of a minute's limits until then, and have had nothing in flight."""
        _, requests, tokens = (0.0 if total == inf else total for total in self._totals)
        self._holders["before"] = _Holder((0.0, requests, tokens), lost_at=at)

    def report(self, who: str, held: Share, now: float, *, busy: bool = True, largest: float = 1.0) -> Share:
        """What ``who`` may hold from now on. ``busy``: it has work; ``largest``: tokens of its largest request."""
        self.joined(who)
        me = self._holders[who]
        me.held, me.busy, me.largest = _amounts(held), busy, largest
        self._forget(now)
        if who not in self._holders or me.lost_at < inf:
            return Share(0, 0, 0)  # it is not known to be there any more
        given, part = self._fair(who)
        free = [self._free(place, who, now) for place in range(3)]
        granted = tuple(max(0.0, min(pair)) for pair in zip(given, free, strict=True))
        me.held = tuple(map(max, zip(me.held, granted, strict=True)))
        in_flight, requests, tokens = (None if amount == inf else amount for amount in granted)
        return Share(in_flight or 0, requests, tokens, part)

    def _free(self, place: int, who: str, now: float) -> float:
        """What nobody but ``who`` holds."""
        total = self._totals[place]
        if total == inf:
            return total
        return total - sum(other.holds(place, now) for name, other in self._holders.items() if name != who)

    def _fair(self, who: str) -> tuple[tuple[float, ...], float]:
        """The share that ``who`` should have once all have reported, and its part of the whole."""
        asking = [name for name, one in self._holders.items() if one.busy and one.lost_at == inf]
        largest = max((self._holders[name].largest for name in asking), default=1.0)
        room = min(total // least for total, least in zip(self._totals, (1.0, 1.0, largest), strict=True))
        served = asking[: int(max(1, min(room, len(asking))))]
        part = 1 / max(1, len(served))
        if who not in served:
            return (0.0, 0.0, 0.0), part
        count, place = len(served), served.index(who)
        return tuple(t if t == inf else t // count + (place < t % count) for t in self._totals), part

    def _forget(self, now: float) -> None:
        gone = [name for name, one in self._holders.items() if now >= one.lost_at + FREE]
        for name in gone:
            del self._holders[name]


def _amounts(share: Share) -> tuple[float, ...]:
    """In flight, requests, tokens; what is not limited is without end."""
    return tuple(inf if amount is None else float(amount) for amount in astuple(share)[:3])
