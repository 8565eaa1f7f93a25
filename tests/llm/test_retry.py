"""The single retry layer: what is repeated, what is asked differently, what is never asked again."""

from __future__ import annotations

import asyncio
import time

import pytest

from lecturegen.errors import BadReply, ModelBusy, ModelError, QuotaExhausted, Refused, Truncated
from lecturegen.events import Event, Waiting
from lecturegen.llm.retry import Insistent, Patient
from lecturegen.llm.scripted import ScriptedModel
from lecturegen.usage import Usage
from tests.conftest import impatient
from tests.llm.asking import ask, plan_request

GOOD = {"starts_from": "", "sections": []}
NOWHERE = "http://127.0.0.1:9/v1"


def busy(seconds: float | None = None, *, limited: bool = False) -> ModelBusy:
    return ModelBusy("the service answered 503", retry_after=seconds, rate_limited=limited)


def test_a_busy_service_is_asked_the_same_again() -> None:
    script = ScriptedModel([busy(), busy(), GOOD])
    ask(Patient(script, impatient(NOWHERE)))
    assert len(script.asked) == 3
    assert script.asked[0] == script.asked[2]


def test_patience_ends_after_the_attempts_of_the_settings() -> None:
    script = ScriptedModel([busy()] * 9)
    with pytest.raises(ModelBusy):
        ask(Patient(script, impatient(NOWHERE, attempts=4)))
    assert len(script.asked) == 4


def test_the_servers_word_on_waiting_is_taken() -> None:
    heard: list[Event] = []
    ask(Patient(ScriptedModel([busy(0.3), GOOD]), impatient(NOWHERE), heard.append))
    assert [event.seconds for event in heard if isinstance(event, Waiting)] == [0.3]


def test_a_wait_beyond_the_time_we_have_ends_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(ModelBusy, match=r"a wait of 3600 s, and LECTUREGEN_RETRY_SECONDS=5 allows no such"):
        ask(Patient(ScriptedModel([busy(3600.0), GOOD]), impatient(NOWHERE, retry_seconds=5.0)))
    assert time.monotonic() - started < 1


def test_one_rate_limit_holds_back_every_task() -> None:
    script = ScriptedModel([busy(0.4, limited=True), GOOD, GOOD])

    async def two() -> float:
        model = Patient(script, impatient(NOWHERE))
        first = asyncio.create_task(model.ask(plan_request("A")))
        await asyncio.sleep(0.1)
        started = time.monotonic()
        await model.ask(plan_request("B"))
        await first
        return time.monotonic() - started

    assert asyncio.run(two()) >= 0.25


@pytest.mark.parametrize("error", [Refused("no"), QuotaExhausted("no")])
def test_what_will_not_change_is_asked_once(error: ModelError) -> None:
    script = ScriptedModel([error, GOOD])
    with pytest.raises(type(error)):
        ask(Insistent(Patient(script, impatient(NOWHERE))))
    assert len(script.asked) == 1


def test_a_truncated_reply_is_asked_for_with_more_room() -> None:
    script = ScriptedModel([Truncated("cut", usage=Usage(9, 5000)), Truncated("cut", usage=Usage(9, 10000)), GOOD])
    ask(Insistent(script))
    assert [request.max_tokens for request in script.asked] == [None, 10000, 20000]
    assert script.asked[0].messages == script.asked[2].messages


def test_an_unusable_reply_is_asked_for_with_what_was_wrong() -> None:
    script = ScriptedModel([BadReply("the reply is empty"), GOOD])
    ask(Insistent(script))
    assert "the reply is empty" in script.asked[1].messages[-1].text
    assert script.asked[1].messages[0] == script.asked[0].messages[0], "the stable prefix stays as it is"


def test_insistence_ends_after_two_changed_requests() -> None:
    script = ScriptedModel([BadReply("not JSON")] * 9)
    with pytest.raises(BadReply):
        ask(Insistent(script))
    assert len(script.asked) == 3


def test_no_more_requests_are_in_flight_than_the_settings_allow() -> None:
    class Slow(ScriptedModel):
        flying = most = 0

        async def ask(self, request):  # type: ignore[no-untyped-def]
            self.flying += 1
            self.most = max(self.most, self.flying)
            await asyncio.sleep(0.01)
            self.flying -= 1
            return await super().ask(request)

    script = Slow([GOOD] * 12)

    async def many() -> None:
        model = Patient(script, impatient(NOWHERE, concurrency=3))
        await asyncio.gather(*(model.ask(plan_request(str(n))) for n in range(12)))

    asyncio.run(many())
    assert script.most == 3
