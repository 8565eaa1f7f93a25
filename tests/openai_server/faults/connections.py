"""Faults of the way, not of the answer: connections that break, hang or drip, and headers that lie."""

from __future__ import annotations

from dataclasses import replace

from tests.openai_server.asked import Asked
from tests.openai_server.faults._base import fault
from tests.openai_server.reply import Delivery, Reply

_LIES = (
    {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1d"},
    {"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "24h0m0s"},
    {"x-ratelimit-remaining-requests": "-1", "x-ratelimit-reset-requests": "soon", "x-ratelimit-limit-tokens": "NaN"},
)


@fault("hang")
def _(reply: Reply, asked: Asked) -> Reply:
    """never answers, until the client gives up or the server stops"""
    return replace(reply, delivery=Delivery.HANG)


@fault("reset")
def _(reply: Reply, asked: Asked) -> Reply:
    """resets the connection before the first byte"""
    return replace(reply, delivery=Delivery.RESET)


@fault("cut-body")
def _(reply: Reply, asked: Asked) -> Reply:
    """promises a Content-Length, sends half of it, closes (a stream: half of its events, no [DONE])"""
    return replace(reply, delivery=Delivery.CUT)


@fault("broken-body")
def _(reply: Reply, asked: Asked) -> Reply:
    """200 whose body claims to be JSON and isn't"""
    return replace(reply, raw='{"id": "chatcmpl-broken", "choices": [{"index": 0, "message": {"content": "')


@fault("html-body")
def _(reply: Reply, asked: Asked) -> Reply:
    """200 with a page of HTML, as proxies send it"""
    return replace(reply, content=None, raw="<html><body>upstream said nothing</body></html>")


@fault("slow-drip")
def _(reply: Reply, asked: Asked) -> Reply:
    """first byte at once, the body in twenty pieces over two seconds"""
    return replace(reply, delivery=Delivery.DRIP)


@fault("lying-headers")
def _(reply: Reply, asked: Asked) -> Reply:
    """answers well, but the rate limit headers say nothing is left for a day, or are garbage (in turn)"""
    return replace(reply, headers={**reply.headers, **_LIES[(asked.n - 1) % len(_LIES)]})
