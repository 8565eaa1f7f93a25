"""Faults with a status of their own: what services say when they are busy, unwilling or unable."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import replace
from email.utils import formatdate
from typing import Any

from tests.openai_server.asked import Asked
from tests.openai_server.faults._base import fault
from tests.openai_server.reply import Reply, error


def _fails(status: int, body: Mapping[str, Any], **headers: str) -> Reply:
    return Reply(None, status=status, error=body, headers={k.replace("_", "-"): v for k, v in headers.items()})


def _busy(**headers: str) -> Reply:
    message = "Rate limit reached for requests per min (RPM): Limit 500, Used 500, Requested 1."
    return _fails(429, error(message, "requests", "rate_limit_exceeded"), **headers)


@fault("rate-limit")
def _(reply: Reply, asked: Asked) -> Reply:
    """429 with `Retry-After: 1`"""
    return _busy(retry_after="1")


@fault("rate-limit-ms")
def _(reply: Reply, asked: Asked) -> Reply:
    """429 with `retry-after-ms: 120`"""
    return _busy(retry_after_ms="120")


@fault("rate-limit-date")
def _(reply: Reply, asked: Asked) -> Reply:
    """429 with `Retry-After` as an HTTP date, at most one second ahead"""
    return _busy(retry_after=formatdate(time.time() + 1, usegmt=True))


@fault("rate-limit-bare")
def _(reply: Reply, asked: Asked) -> Reply:
    """429 without a word on when to come back"""
    return _busy()


@fault("server-error")
def _(reply: Reply, asked: Asked) -> Reply:
    """500"""
    return _fails(500, error("The server had an error while processing your request.", "server_error"))


@fault("bad-gateway")
def _(reply: Reply, asked: Asked) -> Reply:
    """502"""
    return _fails(502, error("Bad gateway.", "server_error"))


@fault("unavailable")
def _(reply: Reply, asked: Asked) -> Reply:
    """503"""
    return _fails(503, error("The server is not ready yet.", "server_error"))


@fault("overloaded")
def _(reply: Reply, asked: Asked) -> Reply:
    """529"""
    return _fails(529, error("The engine is currently overloaded, please try again later.", "server_error"))


@fault("request-timeout")
def _(reply: Reply, asked: Asked) -> Reply:
    """408"""
    return _fails(408, error("The request timed out.", "timeout"))


@fault("conflict")
def _(reply: Reply, asked: Asked) -> Reply:
    """409"""
    return _fails(409, error("The resource is locked by another request.", "conflict"))


@fault("unauthorized")
def _(reply: Reply, asked: Asked) -> Reply:
    """401 invalid_api_key"""
    return _fails(401, error("Incorrect API key provided.", "invalid_request_error", "invalid_api_key"))


@fault("forbidden")
def _(reply: Reply, asked: Asked) -> Reply:
    """403"""
    message = f"Project does not have access to model `{asked.model}`."
    return _fails(403, error(message, "invalid_request_error", "model_not_found"))


@fault("quota")
def _(reply: Reply, asked: Asked) -> Reply:
    """429 insufficient_quota: no use in waiting"""
    message = "You exceeded your current quota, please check your plan and billing details."
    return _fails(429, error(message, "insufficient_quota", "insufficient_quota"))


@fault("context-length")
def _(reply: Reply, asked: Asked) -> Reply:
    """400 context_length_exceeded"""
    message = f"Maximum context length is 8192 tokens, but your messages have {asked.prompt_tokens + 8192} tokens."
    return _fails(400, error(message, "invalid_request_error", "context_length_exceeded", "messages"))


@fault("bad-request")
def _(reply: Reply, asked: Asked) -> Reply:
    """400 that names none of the parameters we could do without"""
    return _fails(400, error("We could not parse the body of your request.", "invalid_request_error"))


@fault("echo")
def _(reply: Reply, asked: Asked) -> Reply:
    """400 that repeats the key and what the request says about the notes"""
    return _fails(400, error(_repeated(asked), "invalid_request_error"))


@fault("echo-busy")
def _(reply: Reply, asked: Asked) -> Reply:
    """503 that does the same"""
    return _fails(503, error(_repeated(asked), "server_error"))


@fault("echo-refusal")
def _(reply: Reply, asked: Asked) -> Reply:
    """a refusal that does the same"""
    return replace(reply, content=None, refusal=_repeated(asked))


def _repeated(asked: Asked) -> str:
    notes = asked.original.partition("<notes>")[2].partition("</passage>")[0]
    return f"{asked.key} may not ask about: {json.dumps(notes[-200:])}"


def _no_format(message: str) -> Reply:
    return _fails(400, error(message, "invalid_request_error", None, "response_format"))


@fault("no-response-format")
def _(reply: Reply, asked: Asked) -> Reply:
    """400 that names response_format if the request asks for json_schema (`*:all:` makes a server without it)"""
    if asked.response_format != "json_schema":
        return reply
    return _no_format("Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.")


@fault("no-json-mode")
def _(reply: Reply, asked: Asked) -> Reply:
    """400 that names response_format if the request has one of any type but text"""
    if asked.response_format in (None, "text"):
        return reply
    return _no_format("'response_format' is not supported by this server.")


@fault("small-model")
def _(reply: Reply, asked: Asked) -> Reply:
    """400 if the request may write more than 900 tokens, which is named as the most that the model can"""
    if asked.max_tokens is None or asked.max_tokens <= 900:
        return reply
    name = "max_completion_tokens" if "max_completion_tokens" in asked.body else "max_tokens"
    said = f"{name} is too large: {asked.max_tokens}. This model supports at most 900 completion tokens."
    return _fails(400, error(said, "invalid_request_error", "invalid_value", name))


@fault("max-tokens-only")
def _(reply: Reply, asked: Asked) -> Reply:
    """400 if the request has max_completion_tokens: a server that knows only max_tokens"""
    if "max_completion_tokens" not in asked.body:
        return reply
    message = "Unsupported parameter: 'max_completion_tokens'. Use 'max_tokens' instead."
    return _fails(400, error(message, "invalid_request_error", "unsupported_parameter", "max_completion_tokens"))
