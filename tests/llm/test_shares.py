"""Shares of a limit: never more than the whole together, whoever comes, goes, or is not heard."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.llm.limits import NOTHING, Limiter, Share
from lecturegen.llm.meters import FREE, LEASE, MINUTE, Minute
from lecturegen.llm.shares import Shares
from lecturegen.usage import Usage
from tests.conftest import impatient

TOTALS = Share(8, 20, 5000)


@dataclass
class Process:
    """Sends what its share allows; stops when it has heard nothing for LEASE seconds."""

    name: str
    allowed: float = 0
    flying: int = 0
    heard: float = 0.0
    requests: Minute = field(default_factory=lambda: Minute(20))
    tokens: Minute = field(default_factory=lambda: Minute(5000))

    def obey(self, share: Share, now: float) -> None:
        self.allowed, self.heard = share.in_flight, now
        self.requests.shares(share.requests or 0)
        self.tokens.shares(share.tokens or 0)

    def held(self, now: float) -> Share:
        return Share(max(self.allowed, self.flying), self.requests.held(now), self.tokens.held(now))

    def may(self, need: float, now: float) -> bool:
        if now - self.heard >= LEASE:
            self.obey(Share(0, 0, 0), self.heard)
        return self.flying < self.allowed and not self.requests.wait(1, now) and not self.tokens.wait(need, now)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["join", "leave", "report", "unheard", "send", "send", "burst", "burst", "land"]),
        st.integers(0, 4),
        st.sampled_from([0.0, 0.2, 1.0, 7.0, 30.0]),
        st.sampled_from([100, 900, 2600]),
    ),
    max_size=120,
)


@given(STEPS)
@settings(deadline=None)
def test_together_never_more_than_the_whole(steps: list[tuple[str, int, float, int]]) -> None:
    shares, now, there = Shares(TOTALS), 0.0, list[Process]()
    sent: deque[tuple[float, int]] = deque()
    for number, (what, which, pause, need) in enumerate(steps):
        now += pause
        if what == "join":
            there.append(Process(f"p{number}"))
            shares.joined(there[-1].name)
            continue
        if not there:
            continue
        one = there[which % len(there)]
        if what in ("report", "unheard"):
            share = shares.report(one.name, one.held(now), now, largest=need)
            if what == "report":
                one.obey(share, now)
        elif what == "leave":
            there.remove(one)
            shares.lost(one.name, now)
        elif what == "land":
            one.flying = max(0, one.flying - 1)
        else:
            for _ in range(8 if what == "burst" else 1):
                if one.may(need, now):
                    one.flying += what == "send"
                    one.requests.take(1, now)
                    one.tokens.take(need, now)
                    sent.append((now, need))
        while sent and sent[0][0] <= now - MINUTE:
            sent.popleft()
        assert len(sent) <= 20
        assert sum(tokens for _, tokens in sent) <= 5000
        assert sum(process.flying for process in there) <= 8


def test_a_newcomer_waits_for_the_others_and_then_has_its_half() -> None:
    shares = Shares(Share(10, 60))
    alone = shares.report("first", NOTHING, 0.0)
    assert alone == Share(10, 60, None, 1.0)
    newcomer = shares.report("second", NOTHING, 1.0)
    assert (newcomer.in_flight, newcomer.requests) == (0, 0), "all is held by the first"
    half = shares.report("first", alone, 1.5)
    assert half == Share(5, 30, None, 0.5)
    assert shares.report("second", NOTHING, 2.0).in_flight == 0, "the first has not said yet that it has shrunk"
    shares.report("first", Share(7, 50), 2.5)
    assert shares.report("second", NOTHING, 3.0) == Share(3, 10, None, 0.5), "two in flight, twenty of its minute"
    shares.report("first", Share(5, 30), 60.0)
    assert shares.report("second", Share(3, 10), 61.0) == Share(5, 30, None, 0.5)


def test_what_a_lost_process_held_comes_back_when_its_minute_is_over() -> None:
    shares = Shares(Share(10, 60))
    shares.joined("lost")
    shares.joined("kept")
    shares.report("lost", NOTHING, 0.0)
    kept = shares.report("kept", NOTHING, 0.0)
    assert kept == Share(5, 30, None, 0.5)
    shares.lost("lost", 5.0)
    assert shares.report("kept", kept, 6.0).requests == 30
    after = shares.report("kept", kept, 5.0 + LEASE)
    assert (after.in_flight, after.requests) == (10, 30), "its requests of the last minute still count"
    assert shares.report("kept", after, 77.0) == Share(10, 60, None, 1.0)


def test_who_has_no_work_leaves_its_share_to_the_others() -> None:
    shares = Shares(Share(10))
    shares.joined("a")
    shares.joined("b")
    shares.report("b", NOTHING, 0.0, busy=False)
    assert shares.report("a", NOTHING, 0.1).in_flight == 10


def test_shares_are_never_smaller_than_a_request_and_the_rest_waits() -> None:
    shares = Shares(Share(2, 10, 9000))
    for name in "abcd":
        shares.joined(name)
    given_out = [shares.report(name, NOTHING, 0.0, largest=4000).tokens for name in "abcd"]
    assert given_out == [4500, 4500, 0, 0]
    shares.report("a", NOTHING, 1.0, busy=False)
    assert shares.report("c", NOTHING, 1.0, largest=4000).tokens == 4500


def test_a_limiter_obeys_its_share_while_it_runs() -> None:
    async def story() -> list[int]:
        limiter = Limiter(impatient("http://127.0.0.1:9/v1", concurrency=8, requests_per_minute=600))
        flying = most = 0
        seen = []

        async def ask() -> None:
            nonlocal flying, most
            async with limiter.lane().slot(Usage(10, 10)):
                flying += 1
                most = max(most, flying)
                await asyncio.sleep(0.01)
                flying -= 1

        for share in (Share(3, 300), Share(0, 300), Share(6, 300)):
            limiter.shares(share)
            asking = [asyncio.create_task(ask()) for _ in range(8)]
            _, waiting = await asyncio.wait(asking, timeout=0.2)
            seen += [most, len(waiting)]
            assert limiter.held().in_flight == share.in_flight
            limiter.shares(Share(8, 300))
            await asyncio.gather(*waiting)
            most = 0
        return seen

    assert asyncio.run(story()) == [3, 0, 0, 8, 6, 0]


def test_a_request_larger_than_the_share_waits_for_a_larger_share_and_not_for_an_empty_minute() -> None:
    minute = Minute(100)
    minute.shares(30)
    assert minute.wait(40, 0.0) == MINUTE
    assert minute.wait(30, 0.0) == 0
    minute.shares(100)
    assert minute.wait(400, 0.0) == 0, "larger than the whole: goes when the minute is empty"


def test_what_was_sent_in_the_last_minute_is_held_also_after_the_share_has_shrunk() -> None:
    minute = Minute(20)
    for _ in range(16):
        minute.take(1, 0.0)
    minute.shares(10)
    assert [minute.held(at) for at in (1.0, 60.5, 61.0)] == [16, 16, 10]


def test_a_minute_that_others_may_have_used_holds_up_whoever_comes_after_them() -> None:
    shares = Shares(TOTALS)
    shares.used_before(1000.0)
    shares.joined("new")
    nothing, late = Share(0, 0, 0), 1000.0 + FREE
    assert shares.report("new", nothing, late - 0.1) == Share(8, 0, 0)
    assert shares.report("new", nothing, late) == TOTALS
    minute = Minute(20)
    minute.used_until(1000.0)
    assert [minute.wait(1, at) for at in (1001.0, 1000.0 + MINUTE)] == [MINUTE - 1, 0]
