"""Requests in, answers out: the endpoints, the pace, the faults and the log."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import Any

from aiohttp import web

from tests.openai_server.asked import Asked, tokens
from tests.openai_server.batch_doors import BatchDoors
from tests.openai_server.batches import Batches
from tests.openai_server.content import answer
from tests.openai_server.content.answers import Memory
from tests.openai_server.delivery import Gone, deliver
from tests.openai_server.faults import Fault, Schedule
from tests.openai_server.log import Entry, Log
from tests.openai_server.profiles import PROFILES
from tests.openai_server.reply import Delivery, Reply, error

_MOST_BYTES = 256 * 2**20
_LIMIT_REQUESTS, _LIMIT_TOKENS = 10_000, 30_000_000
_CACHED_BLOCK = 128  # prefixes are cached in blocks of so many tokens


@dataclass(frozen=True)
class Behaviour:
    """``first_token`` in seconds; ``tokens_per_second`` 0: as fast as can be; ``faults`` as KIND:NTH:FAULT.

    ``profile``: the service that is imitated, see profiles.py. ``keep``: remember bodies and log entries.
    ``wrong_keys``, ``wrong_answers``: shares of questions that are written with a wrong key, and of answers that err.
    ``batch_seconds``, ``batch_polls``: what has to pass until a batch is done; ``batch_failing``: the share of its
    lines that fail; ``batch_faults`` as ACTION:NTH:FAULT. Lines of batches meet ``faults`` like any request.
    """

    faults: Sequence[str] = ()
    first_token: float = 0.0
    tokens_per_second: float = 0.0
    log: Path | None = None
    models: Sequence[str] = ("local-lecturer",)
    profile: str = "openai"
    keep: bool = True
    wrong_keys: float = 0.0
    wrong_answers: float = 0.0
    batch_seconds: float = 0.0
    batch_polls: int = 0
    batch_failing: float = 0.0
    batch_faults: Sequence[str] = ()


class Server:
    """``base_url`` is set once it listens; ``log`` holds ended requests, ``requests`` the bodies that arrived.

    ``strays``: paths that were asked for and are not there. ``memory``: every question written, with its right key.
    """

    def __init__(self, behaviour: Behaviour | None = None) -> None:
        self.behaviour = behaviour or Behaviour()
        self.base_url = ""
        self.requests: list[dict[str, Any]] = []
        self.strays: list[str] = []
        self.memory = Memory(self.behaviour.wrong_keys, self.behaviour.wrong_answers)
        self._count = 0
        self.in_flight = 0
        self._log = Log(self.behaviour.log, self.behaviour.keep)
        self._profile = PROFILES[self.behaviour.profile]
        self._schedule = Schedule([*self._profile.faults, *self.behaviour.faults])
        self._prefixes: set[str] = set()
        self._stopping = asyncio.Event()
        told, deployed = self.behaviour, self.behaviour.models[0] if self._profile.versioned else None
        self.store = Batches(self._line, told.batch_seconds, told.batch_polls, told.batch_failing, deployed)
        self.doors = BatchDoors(self.store, told.batch_faults, self._profile.versioned)

    @property
    def log(self) -> list[Entry]:
        return self._log.entries

    @asynccontextmanager
    async def listening(self, port: int = 0) -> AsyncIterator[None]:
        """Accept requests on the loopback address; port 0 takes a free one."""
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_post("/{path:.*}", self._post)
        app.router.add_get("/{path:.*}", self._get)
        app.router.add_delete("/{path:.*}", self._get)
        # a client that gives up ends its handler: so the log knows, and hangs end
        runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port, backlog=2048).start()
            self.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}{self._profile.path}"
            yield
        finally:
            self._stopping.set()
            await runner.cleanup()
            self._log.close()

    async def _get(self, request: web.Request) -> web.StreamResponse:
        if not request.path.endswith("/models"):
            return await self._batches(request)
        made = [{"id": name, "object": "model", "created": 0, "owned_by": "local"} for name in self.behaviour.models]
        return web.json_response({"object": "list", "data": made})

    async def _post(self, request: web.Request) -> web.StreamResponse:
        if not request.path.endswith("/chat/completions"):
            return await self._batches(request)
        if unwelcome := self._profile.unwelcome(request.path, request.query, request.headers):
            return web.json_response({"error": unwelcome.error}, status=unwelcome.status)
        start = time.time()
        try:
            body = json.loads(await request.read())
        except ValueError:
            return web.json_response({"error": error("The body is no JSON.", "invalid_request_error")}, status=400)
        self._count += 1
        if self.behaviour.keep:
            self.requests.append(body)
        asked = Asked(self._count, body, request.headers.get("Authorization", "").removeprefix("Bearer "))
        cached = self._cached(asked)
        reply, faults = self._reply(asked)
        self.in_flight += 1
        entry = _entry(asked, reply, cached, faults, start, self.in_flight)
        try:
            response = await self._send(request, asked, reply, cached)
        except (Gone, ConnectionResetError, asyncio.CancelledError) as gone:
            entry = replace(entry, status=0, finish_reason=None, completion_tokens=0)
            if isinstance(gone, asyncio.CancelledError):
                raise
            return web.Response(status=500)  # nobody is there to read it
        finally:
            self.in_flight -= 1
            self._log.add(replace(entry, end=time.time()))
        return response

    async def _batches(self, request: web.Request) -> web.StreamResponse:
        """Files and batches, where the service has them."""
        if unwelcome := self._profile.unwelcome(request.path, request.query, request.headers):
            return web.json_response({"error": unwelcome.error}, status=unwelcome.status)
        _, _, path = request.path.rpartition("/openai/" if self._profile.versioned else "/v1/")
        answered = await self.doors.answer(request, path) if self._profile.batches else None
        return answered or self._nothing_here(request)

    def _line(self, body: dict[str, Any], batch: str) -> tuple[int, Any]:
        """The answer to one line of a batch."""
        self._count += 1
        if self.behaviour.keep:
            self.requests.append(body)
        asked = Asked(self._count, body)
        cached, now = self._cached(asked), time.time()
        reply, faults = self._reply(asked)
        if reply.delivery in (Delivery.HANG, Delivery.RESET, Delivery.CUT):
            reply = Reply(None, status=500, error=error("The request failed.", "server_error"))
        self._log.add(replace(_entry(asked, reply, cached, faults, now, 0), batch=batch))
        said = self._profile.dressed(reply, asked, cached).body(asked, cached)
        try:
            return reply.status, json.loads(said)
        except ValueError:
            return reply.status, said

    def _reply(self, asked: Asked) -> tuple[Reply, list[Fault]]:
        begun = answer(asked, self.memory).removeprefix(asked.begun)
        reply = _cut(Reply(begun, headers=self._headers(asked)), self._profile.most(asked))
        bitten = []
        for fault in self._schedule.due(asked):
            spoilt = fault.effect(reply, asked)
            if spoilt is not reply:
                bitten.append(fault)
                reply = replace(spoilt, headers={**reply.headers, **spoilt.headers})
        return reply, bitten

    async def _send(self, request: web.Request, asked: Asked, reply: Reply, cached: int) -> web.StreamResponse:
        speed = self.behaviour.tokens_per_second
        reply = self._profile.dressed(reply, asked, cached)
        if self.behaviour.first_token and reply.error is None:
            await asyncio.sleep(self.behaviour.first_token)
        return await deliver(request, asked, reply, cached, 1 / speed if speed else 0.0, self._stopping)

    def _cached(self, asked: Asked) -> int:
        """Prompt tokens read from the cache: those of a first message that was seen before."""
        prefix = asked.turns[0].text if asked.turns else ""
        seen = prefix in self._prefixes
        self._prefixes.add(prefix)
        return tokens(prefix) // _CACHED_BLOCK * _CACHED_BLOCK if seen else 0

    def _nothing_here(self, request: web.Request) -> web.Response:
        self.strays.append(request.path)
        message = f"Invalid URL ({request.method} {request.path})"
        return web.json_response({"error": error(message, "invalid_request_error")}, status=404)

    def _headers(self, asked: Asked) -> dict[str, str]:
        named = {"x-request-id": f"req_{asked.digest}_{asked.n}", "openai-processing-ms": "1"}
        if not self._profile.rate_headers:
            return named
        return named | {
            "x-ratelimit-limit-requests": str(_LIMIT_REQUESTS),
            "x-ratelimit-remaining-requests": str(_LIMIT_REQUESTS - self.in_flight),
            "x-ratelimit-reset-requests": "6ms",
            "x-ratelimit-limit-tokens": str(_LIMIT_TOKENS),
            "x-ratelimit-remaining-tokens": str(_LIMIT_TOKENS - asked.prompt_tokens),
            "x-ratelimit-reset-tokens": "1ms",
        }


def _cut(reply: Reply, limit: int | None) -> Reply:
    if limit is None or reply.completion_tokens <= limit:
        return reply
    return replace(reply, content=(reply.content or "")[: 4 * limit], finish_reason="length")


def _entry(asked: Asked, reply: Reply, cached: int, faults: Sequence[Fault], start: float, in_flight: int) -> Entry:
    finished = reply.finish_reason if reply.error is None and reply.raw is None and reply.has_choices else None
    return Entry(
        n=asked.n,
        kind=asked.kind,
        section=asked.section,
        start=start,
        end=start,
        in_flight=in_flight,
        status=reply.status,
        fault="+".join(fault.name for fault in faults) or None,
        finish_reason=finished,
        prompt_tokens=asked.prompt_tokens if reply.status == 200 else 0,
        completion_tokens=reply.completion_tokens,
        cached_tokens=cached,
        model=asked.model,
        stream=asked.stream,
        digest=asked.digest,
    )


@contextmanager
def running(behaviour: Behaviour | None = None, port: int = 0) -> Iterator[Server]:
    """A server in a thread of its own, listening when the block begins and gone when it ends."""
    server = Server(behaviour)
    ready: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve() -> None:
        stop = asyncio.Event()
        async with server.listening(port):
            ready.set_result((asyncio.get_running_loop(), stop))
            await stop.wait()

    def work() -> None:
        try:
            asyncio.run(serve())
        except OSError as failed:  # the port is taken: whoever waits has to hear of it
            ready.set_exception(failed)

    thread = Thread(target=work, name="openai-server", daemon=True)
    thread.start()
    loop, stop = ready.result()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
