"""The way to a service: the SDK's client over aiohttp, which costs half the CPU, with an ear for responses.

Imported when a model is opened, like ``lecturegen.llm.chat``.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable

import httpx2
import openai

MOST_BYTES = 8 * 2**20
"""Of one answer. The longest reply that models write (128,000 tokens) is under 4 MB, every letter of it escaped."""


class TooLong(ValueError):
    """An answer beyond MOST_BYTES; the rest is not read."""


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._inner:
            size += len(chunk)
            if size > MOST_BYTES:
                raise TooLong(f"the answer is longer than {MOST_BYTES >> 20} MB")
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()


def http_client(
    connections: int, trusted: ssl.SSLContext, heard: Callable[[httpx2.Response], None]
) -> httpx2.AsyncClient:
    """``heard`` is told of every response before its body is read."""

    async def hear(response: httpx2.Response) -> None:
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Bounded(response.stream)
        heard(response)

    limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
    return openai.DefaultAioHttpClient(event_hooks={"response": [hear]}, limits=limits, verify=trusted)
