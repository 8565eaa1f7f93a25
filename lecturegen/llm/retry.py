"""A model that fails now and then -> one that does not: the single retry layer.

Two kinds of trying again, and no third. ``Patient`` repeats the same request while the service is busy; it takes the
server's word on how long to wait, else waits exponentially with jitter, bounded in attempts and in time; when its turn
comes is up to the limiter, which all weeks share. ``Insistent`` asks differently after a reply that cannot be used: for
the rest of one that was cut, with more room if there is nothing to go on from, with what was wrong after any other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type
from tenacity.wait import wait_exponential_jitter

from lecturegen.errors import BadReply, ModelBusy, ModelError, Truncated
from lecturegen.events import Emit, Waiting, silent
from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.llm.estimate import expected
from lecturegen.llm.limits import Lane, Limiter, Slot
from lecturegen.settings import Settings

LONGEST_WAIT = 60.0
"""Seconds between two tries when the service does not say."""
LEAST_ROOM = 4096
"""Tokens asked for after a first truncated reply, at least: what the smallest hosted models can write."""
CONTINUATIONS = 6
"""Times a reply is continued: a section of 800 words comes whole from a model that writes 256 tokens at once."""
LEAST_GAIN = 40
"""Characters that a part has to add: a model that thinks up its whole allowance adds none."""
TAIL = 120
"""Characters of a cut reply that are shown again where it is to go on."""
CHANGED_REQUESTS = 2
"""A reply that cannot be used is asked for differently this often."""


class Patient(Wrapper):
    """The same request again, while the service is busy, whenever the limiter lets it."""

    def __init__(self, inner: Model, settings: Settings, emit: Emit = silent, limiter: Limiter | None = None) -> None:
        """``limiter``: shared with the other weeks of the run; once it is stopped, nobody goes on waiting."""
        super().__init__(inner)
        self._emit = emit
        self._limiter = limiter or Limiter(settings)
        self._lane: Lane = self._limiter.lane()
        self._attempts, self._seconds = settings.attempts, settings.retry_seconds
        self._policy: dict[str, Any] = {
            "retry": retry_if_exception_type(ModelBusy),
            "wait": told_or_longer(settings),
            "before_sleep": self._before_sleep,
            "sleep": self._sleep,
            "reraise": True,
        }

    async def ask(self, request: Request[W]) -> Reply[W]:
        tried = 0.0  # seconds; waiting for its turn does not tire a request

        def enough(state: RetryCallState) -> bool:
            seconds = tried + state.idle_for + state.upcoming_sleep
            return state.attempt_number >= self._attempts or seconds >= self._seconds

        need = expected(request)
        with giving_up(self._seconds):
            async for attempt in AsyncRetrying(stop=enough, **self._policy):
                with attempt:
                    async with self._lane.slot(need) as slot:
                        try:
                            return await self._once(request, slot)
                        finally:
                            tried += asyncio.get_running_loop().time() - slot.began
        raise AssertionError("tenacity ends by returning or raising")

    async def _once(self, request: Request[W], slot: Slot) -> Reply[W]:
        try:
            reply = await self._inner.ask(request)
        except ModelError as error:
            self._limiter.heard(slot, error.allowance)
            if isinstance(error, ModelBusy) and error.rate_limited:
                self._limiter.limited(slot, error.retry_after)
            raise
        self._limiter.answered(slot, reply.allowance)
        return reply

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._limiter.stopping.wait(), seconds)

    async def _before_sleep(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        self._emit(Waiting(state.next_action.sleep if state.next_action else 0.0, str(error)))


@contextmanager
def giving_up(seconds: float) -> Iterator[None]:
    """Around all tries of a request: an error that asks for more than the ``seconds`` there are says that, too."""
    try:
        yield
    except ModelBusy as error:
        if error.retry_after is not None and error.retry_after >= seconds:
            wait = f"it asks for a wait of {error.retry_after:.0f} s"
            error.args = (f"{error}; {wait}, and LECTUREGEN_RETRY_SECONDS={seconds:g} allows no such",)
        raise


def told_or_longer(settings: Settings) -> Callable[[RetryCallState], float]:
    """Seconds until the next try: the server's word, else longer each time, with jitter."""
    backoff = wait_exponential_jitter(multiplier=settings.retry_wait, max=LONGEST_WAIT, jitter=settings.retry_wait)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, ModelBusy) and error.retry_after is not None:
            return error.retry_after
        return backoff(state)

    return wait


class Insistent(Wrapper):
    """A changed request after a reply that cannot be used, at most twice; a reply that was cut is continued."""

    async def ask(self, request: Request[W]) -> Reply[W]:
        whole = part = request
        changes, parts = CHANGED_REQUESTS, CONTINUATIONS
        while True:
            try:
                return await self._inner.ask(part)
            except Truncated as error:
                if parts and len(error.text) - len(part.begun) >= LEAST_GAIN:
                    parts -= 1
                    part = continued(whole, error.text)
                    continue
                if not changes:
                    raise
                whole = part = _with_more_room(whole, error)
            except BadReply as error:
                if not changes:
                    raise
                whole = part = _told(request, whole.max_tokens, str(error))
            changes -= 1


def continued(request: Request[W], begun: str) -> Request[W]:
    """``request``, to be answered with what comes after ``begun`` alone."""
    last = begun[-TAIL:]
    note = (
        "Your reply was cut off by a length limit. Go on exactly where it stopped, in the middle of a word if need be. "
        f"It ended with these characters:\n{last}\nReply with the rest alone, from the very next character on."
    )
    return replace(request.with_turns(begun, note), begun=begun)


def _with_more_room(changed: Request[W], error: Truncated) -> Request[W]:
    written = error.usage.completion if error.usage else 0
    return replace(changed, max_tokens=2 * max(written, changed.max_tokens or 0, LEAST_ROOM // 2))


def _told(request: Request[W], max_tokens: int | None, what: str) -> Request[W]:
    """The request with what was wrong with the reply to it; the reply itself is not worth its tokens."""
    note = (
        f"Your last reply could not be used: {what}. "
        "Reply with the one JSON object described above, whole, and nothing before or after it."
    )
    return replace(request.with_note(note), max_tokens=max_tokens)
