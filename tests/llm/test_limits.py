"""How many requests fly: brave at first, one 429 for all, growing again, a minute's limits, lanes in turn."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from lecturegen.errors import ModelBusy, ModelError, Stopped
from lecturegen.llm import Model, Reply, Request
from lecturegen.llm.limits import Limiter
from lecturegen.llm.meters import Bucket, Minute, allowance
from lecturegen.llm.retry import Patient
from lecturegen.llm.scripted import ScriptedModel
from lecturegen.usage import Allowance, Rest, Usage
from tests.conftest import impatient
from tests.llm.asking import plan_request

ANY = plan_request()
NOWHERE = "http://127.0.0.1:9/v1"


class Service(ScriptedModel):
    """Answers after ``seconds``; beyond ``room`` requests at a time it says 429. ``told``: headers it sends."""

    def __init__(self, room: int = 10**6, seconds: float = 0.01, told: Allowance | None = None) -> None:
        super().__init__([])
        self.room, self.seconds, self.told = room, seconds, told
        self.flying = self.most = self.refused = 0
        self.order: list[str] = []

    async def ask(self, request: Request[Any]) -> Reply[Any]:
        self.flying += 1
        try:
            if self.flying > self.room:
                self.refused += 1
                await asyncio.sleep(self.seconds)
                raise ModelBusy("429", retry_after=0.02, rate_limited=True)
            self.most = max(self.most, self.flying)
            self.order.append(request.unit)
            await asyncio.sleep(self.seconds)
        finally:
            self.flying -= 1
        value = request.shape.model_validate({"starts_from": "", "sections": []})
        return Reply(value, "{}", allowance=self.told)


async def many(model: Model, count: int, unit: str = "") -> None:
    await asyncio.gather(*(model.ask(replace(ANY, unit=unit)) for _ in range(count)))


def test_it_starts_with_all_that_the_settings_allow_and_no_more() -> None:
    service = Service()
    asyncio.run(many(Patient(service, impatient(NOWHERE, concurrency=20)), 60))
    assert service.most == 20


def test_a_service_with_less_room_is_found_out_and_filled() -> None:
    async def story(service: Service) -> None:
        model = Patient(service, impatient(NOWHERE, concurrency=40, attempts=50))
        await many(model, 100)
        service.refused = 0
        await many(model, 200)

    service = Service(room=6)
    asyncio.run(story(service))
    assert len(service.order) == 300
    assert service.most == 6
    assert service.refused < 70, "one or two each time it feels for the edge"


def test_many_refusals_at_once_are_one_reason_to_halve_and_answers_give_it_back() -> None:
    async def story() -> tuple[int, int]:
        limiter = Limiter(impatient(NOWHERE, concurrency=16))
        service = Service(room=0)
        model = Patient(service, impatient(NOWHERE, attempts=1), limiter=limiter)
        for refused in await asyncio.gather(*(model.ask(ANY) for _ in range(16)), return_exceptions=True):
            assert isinstance(refused, ModelError)
        halved, service.room = limiter.window, 16
        await many(model, 150)
        return halved, limiter.window

    assert asyncio.run(story()) == (8, 16)


def test_weeks_are_served_in_turn_however_many_requests_one_has_waiting() -> None:
    async def story() -> list[str]:
        limiter, service = Limiter(impatient(NOWHERE, concurrency=2)), Service()
        long, short = (Patient(service, impatient(NOWHERE), limiter=limiter) for _ in range(2))
        await asyncio.gather(many(long, 30, "long"), many(short, 5, "short"))
        return service.order

    assert Counter(asyncio.run(story())[:12])["short"] == 5


@pytest.mark.parametrize("limits", [{"requests_per_minute": 5}, {"tokens_per_minute": 6000}])
def test_a_minutes_limits_of_the_settings_are_kept(limits: dict[str, int]) -> None:
    async def story() -> int:
        service = Service(seconds=0.0)
        model = Patient(service, impatient(NOWHERE, **limits))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await many(model, 20)
        return len(service.order)

    assert 3 <= asyncio.run(story()) <= 5


def test_what_the_headers_leave_is_not_overdrawn() -> None:
    async def story() -> int:
        service = Service(told=Allowance(requests=Rest(limit=60, remaining=3)))
        model = Patient(service, impatient(NOWHERE))
        await model.ask(ANY)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.4):
                await many(model, 20)
        return len(service.order) - 1

    assert 3 <= asyncio.run(story()) <= 4


def test_headers_that_deny_everything_cost_next_to_nothing() -> None:
    lie = Allowance(requests=Rest(10_000, 0), tokens=Rest(30_000_000, 0))
    service = Service(told=lie)

    async def story() -> float:
        started = asyncio.get_running_loop().time()
        await many(Patient(service, impatient(NOWHERE)), 100)
        return asyncio.get_running_loop().time() - started

    assert asyncio.run(story()) < 2


@pytest.mark.parametrize(
    ("limit", "remaining"), [("NaN", "0"), ("100", "-1"), ("soon", "1"), ("0", "0"), ("10", "11"), ("inf", "3")]
)
def test_headers_that_cannot_be_true_say_nothing(limit: str, remaining: str) -> None:
    headers = {"x-ratelimit-limit-requests": limit, "x-ratelimit-remaining-requests": remaining}
    assert allowance(headers) is None


def test_a_minute_is_any_sixty_seconds() -> None:
    minute = Minute(10)
    for at in range(10):
        assert minute.wait(1, float(at)) == 0
        minute.take(1, float(at))
    assert minute.wait(1, 30.0) == 30.0
    assert minute.wait(3, 30.0) == 32.0
    assert minute.wait(1000, 30.0) == 39.0, "what is larger than the limit waits for an empty minute"
    assert minute.wait(1, 60.5) == 0


def test_a_bucket_counts_what_was_sent_since_the_service_counted() -> None:
    bucket = Bucket()
    bucket.take(5, 0.0)
    bucket.correct(Rest(limit=60, remaining=10), taken_then=1, then=0.0, now=2.0)
    assert bucket.wait(8, 2.0) == 0, "ten, two more since, four of them gone"
    assert bucket.wait(9, 2.0) == 1.0


def test_once_stopped_nobody_waits_and_nothing_is_asked() -> None:
    async def story() -> list[object]:
        limiter, service = Limiter(impatient(NOWHERE, concurrency=1)), Service(seconds=0.1)
        model = Patient(service, impatient(NOWHERE), limiter=limiter)
        asking = [asyncio.create_task(model.ask(ANY)) for _ in range(4)]
        await asyncio.sleep(0.02)
        limiter.stop()
        ended: list[object] = [type(one) for one in await asyncio.gather(*asking, return_exceptions=True)]
        return ended

    assert asyncio.run(story()) == [Reply, Stopped, Stopped, Stopped]


def test_a_request_that_is_cancelled_the_moment_its_turn_comes_gives_its_place_back() -> None:
    async def story() -> None:
        lane = Limiter(impatient(NOWHERE, concurrency=1)).lane()

        async def hold() -> None:
            async with lane.slot(Usage()):
                await asyncio.sleep(0)

        async with lane.slot(Usage()):
            waiting = [asyncio.create_task(hold()) for _ in range(3)]
            await asyncio.sleep(0)
            waiting[1].cancel()
        waiting[0].cancel()  # its turn has come, and it does not know yet
        async with asyncio.timeout(1):
            await asyncio.gather(*waiting, return_exceptions=True)
            await hold()

    asyncio.run(story())
