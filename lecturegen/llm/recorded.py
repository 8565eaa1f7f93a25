"""Models around a week's journal: every attempt is noted there, and what was answered before is not asked again."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from lecturegen.errors import ModelError
from lecturegen.events import Emit, Remembered, RequestEnded, RequestStarted, silent
from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.llm.journal import UNSEEN, Journal
from lecturegen.llm.prices import OFFLINE, Prices, cost
from lecturegen.schema.export import wire_schema
from lecturegen.schema.wire import Wire
from lecturegen.usage import Usage


class Recorded(Wrapper):
    """Innermost wrapper: every attempt goes into the journal with its usage, and its answer if it is a good one."""

    def __init__(
        self,
        inner: Model,
        journal: Journal,
        emit: Emit = silent,
        prices: Prices | None = None,
    ) -> None:
        """``prices``: as ``lecturegen.llm.prices`` takes them."""
        super().__init__(inner)
        self._journal, self._emit, self._prices = journal, emit, prices

    async def ask(self, request: Request[W]) -> Reply[W]:
        started = time.monotonic()
        self._emit(RequestStarted(request.kind, request.unit))
        try:
            reply = await self._inner.ask(request)
        except asyncio.CancelledError:  # nobody waits any more; the service may answer, and bill it
            ended = self._ended(request, UNSEEN, Usage(), started)
            self._journal.note_attempt(request.key, ended, self.name, "the run was ended at once")
            self._emit(ended)
            raise
        except ModelError as error:
            outcome = UNSEEN if error.billed_unseen else error.outcome
            ended = self._ended(request, outcome, error.usage or Usage(), started)
            await self._journal.failed(request, ended, self.name, error)
            self._emit(ended)
            raise
        ended = self._ended(request, "ok", reply.usage, started)
        await self._journal.answered(request, ended, self.name, reply.text)
        self._emit(ended)
        return reply

    def _ended(self, request: Request[Any], outcome: str, usage: Usage, started: float) -> RequestEnded:
        dollars = cost(self.name, usage, self._prices)
        if not usage.counted and self.name != OFFLINE:
            # an answer costs something, whether the service says what or not; a failure may well be free
            dollars = None if outcome == "ok" else 0.0
        return RequestEnded(request.kind, request.unit, outcome, usage, time.monotonic() - started, dollars)


class Journaled(Wrapper):
    """Outermost wrapper: gives every request its address; what was answered before is not asked again."""

    def __init__(self, inner: Model, journal: Journal, emit: Emit = silent) -> None:
        super().__init__(inner)
        self._journal, self._emit = journal, emit

    async def ask(self, request: Request[W]) -> Reply[W]:
        if not self.revises:  # what arranges notes costs nothing and may as well do it anew
            request = replace(request, essence=())
        key = address(self.fingerprint, request)
        text = self._journal.answer(key)
        if text is not None:
            try:
                value = request.shape.model_validate_json(text)
            except ValidationError as error:  # it was valid when it was filed
                raise self._journal.damaged(f"the answer {key[:12]} cannot be read") from error
            self._emit(Remembered(request.kind, request.unit))
            return Reply(value, text, remembered=True, key=key)
        return replace(await self._inner.ask(replace(request, key=key)), key=key)


def address(fingerprint: str, request: Request[Any]) -> str:
    """sha256 over the canonical JSON of all that can change the answer."""
    shape: type[Wire] = request.shape
    messages = request.essence or request.messages
    parts = [
        fingerprint, request.prompt, request.version, [[m.role, m.text] for m in messages],
        _shape(shape), request.max_tokens, *([request.unit] if request.essence else []),
    ]  # fmt: skip
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@cache
def _shape(shape: type[Wire]) -> str:
    return json.dumps(wire_schema(shape), sort_keys=True)
