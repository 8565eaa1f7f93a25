"""A model that fails now and then -> one that does not: the single retry layer.

Two kinds of trying again, and no third. ``Patient`` repeats the same request while the service is busy; it takes the
server's word on how long to wait, else waits exponentially with jitter, bounded in attempts and in time; one 429 holds
back every task, not only the one that got it. ``Insistent`` asks differently after a reply that cannot be used: with
more room after a truncated one, with what was wrong after any other, at most twice.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Any

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt, stop_before_delay
from tenacity.wait import wait_exponential_jitter

from lecturegen.errors import BadReply, ModelBusy, Stopped, Truncated
from lecturegen.events import Emit, Waiting, silent
from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.message import Message
from lecturegen.settings import Settings

LONGEST_WAIT = 60.0
"""Seconds between two tries when the service does not say."""
LEAST_ROOM = 4096
"""Tokens asked for after a first truncated reply, at least: what the smallest hosted models can write."""
CHANGED_REQUESTS = 2
"""A reply that cannot be used is asked for differently this often."""


class Patient(Wrapper):
    """The same request again, while the service is busy. At most ``concurrency`` requests are in flight."""

    def __init__(
        self, inner: Model, settings: Settings, emit: Emit = silent, stop: asyncio.Event | None = None
    ) -> None:
        """``stop``: once set, nothing more is asked, and nobody goes on waiting."""
        super().__init__(inner)
        self._emit = emit
        self._stop = stop or asyncio.Event()
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._resume_at = 0.0
        self._backoff = wait_exponential_jitter(
            multiplier=settings.retry_wait, max=LONGEST_WAIT, jitter=settings.retry_wait
        )
        self._policy: dict[str, Any] = {
            "retry": retry_if_exception_type(ModelBusy),
            "stop": stop_after_attempt(settings.attempts) | stop_before_delay(settings.retry_seconds),
            "wait": self._wait,
            "before_sleep": self._before_sleep,
            "sleep": self._sleep,
            "reraise": True,
        }

    async def ask(self, request: Request[W]) -> Reply[W]:
        async for attempt in AsyncRetrying(**self._policy):
            with attempt:
                async with self._slots:
                    await self._pause()
                    if self._stop.is_set():
                        raise Stopped("the run was stopped before this was asked")
                    return await self._inner.ask(request)
        raise AssertionError("tenacity ends by returning or raising")

    async def _pause(self) -> None:
        clock = asyncio.get_running_loop().time
        while (seconds := self._resume_at - clock()) > 0 and not self._stop.is_set():
            await self._sleep(seconds)

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, ModelBusy) and error.retry_after is not None:
            return error.retry_after
        return self._backoff(state)

    async def _before_sleep(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        seconds = state.next_action.sleep if state.next_action else 0.0
        if isinstance(error, ModelBusy) and error.rate_limited:
            self._resume_at = max(self._resume_at, asyncio.get_running_loop().time() + seconds)
        self._emit(Waiting(seconds, str(error)))


class Insistent(Wrapper):
    """A changed request after a reply that cannot be used, at most twice."""

    async def ask(self, request: Request[W]) -> Reply[W]:
        changed = request
        for left in range(CHANGED_REQUESTS, -1, -1):
            try:
                return await self._inner.ask(changed)
            except Truncated as error:
                if not left:
                    raise
                written = error.usage.completion if error.usage else 0
                changed = replace(changed, max_tokens=2 * max(written, changed.max_tokens or 0, LEAST_ROOM // 2))
            except BadReply as error:
                if not left:
                    raise
                changed = _told(request, changed.max_tokens, str(error))
        raise AssertionError("the last round returns or raises")


def _told(request: Request[W], max_tokens: int | None, what: str) -> Request[W]:
    """The request with what was wrong with the reply to it; the reply itself is not worth its tokens."""
    *before, last = request.messages
    note = (
        f"{last.text}\n\nYour last reply could not be used: {what}. "
        "Reply with the one JSON object described above, whole, and nothing before or after it."
    )
    return replace(request, messages=(*before, Message(last.role, note)), max_tokens=max_tokens)
