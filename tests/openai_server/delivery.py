"""A reply -> bytes on the wire, at the pace that was asked for."""

from __future__ import annotations

import asyncio
import socket
import struct

from aiohttp import web

from tests.openai_server.asked import Asked
from tests.openai_server.reply import Delivery, Reply

_DRIP_SECONDS = 2.0
_DRIP_PIECES = 20
_RESET_AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER of zero seconds: close sends RST


class Gone(Exception):
    """No answer went out."""


async def deliver(
    request: web.Request, asked: Asked, reply: Reply, cached: int, seconds_a_token: float, stopping: asyncio.Event
) -> web.StreamResponse:
    """Send ``reply``. Raises Gone if nothing, or not all of it, was meant to arrive."""
    if reply.delivery is Delivery.HANG:
        await stopping.wait()
    if reply.delivery in (Delivery.HANG, Delivery.RESET):
        reset(request)
        raise Gone
    if asked.stream and reply.error is None:
        return await _stream(request, asked, reply, cached, seconds_a_token)
    await asyncio.sleep(reply.completion_tokens * seconds_a_token)
    body = reply.body(asked, cached).encode()
    if reply.delivery is Delivery.WHOLE:
        kind = "text/html" if (reply.raw or "").startswith("<") else "application/json"
        return web.Response(body=body, status=reply.status, headers=reply.headers, content_type=kind)
    return await _in_parts(request, reply, body)


async def _stream(
    request: web.Request, asked: Asked, reply: Reply, cached: int, seconds_a_token: float
) -> web.StreamResponse:
    response = web.StreamResponse(status=reply.status, headers=reply.headers)
    response.content_type = "text/event-stream"
    await response.prepare(request)
    events = list(reply.events(asked, cached))
    pause = reply.completion_tokens * seconds_a_token / len(events)
    if reply.delivery is Delivery.DRIP:
        pause = max(pause, _DRIP_SECONDS / len(events))
    if reply.delivery is Delivery.CUT:
        events = events[: len(events) // 2]
    for event in events:
        await response.write(event.encode())
        if pause:
            await asyncio.sleep(pause)
    if reply.delivery is Delivery.CUT:
        _close(request)
        return response
    await response.write_eof()
    return response


async def _in_parts(request: web.Request, reply: Reply, body: bytes) -> web.StreamResponse:
    """The body of a promised length, in slow pieces, or only half of it."""
    response = web.StreamResponse(status=reply.status, headers=reply.headers)
    response.content_type = "application/json"
    response.content_length = len(body)
    await response.prepare(request)
    if reply.delivery is Delivery.CUT:
        await response.write(body[: len(body) // 2])
        _close(request)
        return response
    size = -(-len(body) // _DRIP_PIECES)
    for start in range(0, len(body), size):
        await response.write(body[start : start + size])
        await asyncio.sleep(_DRIP_SECONDS / _DRIP_PIECES)
    await response.write_eof()
    return response


def _close(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()


async def cut_short(request: web.Request, body: bytes) -> web.StreamResponse:
    """Half of ``body``, where its whole length was promised."""
    response = web.StreamResponse()
    response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    _close(request)
    return response


def reset(request: web.Request) -> None:
    """Nothing more, and no goodbye."""
    if request.transport is not None:
        request.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_ONCE)
        request.transport.abort()
