"""What the client raised, or what the service answered -> one of our errors.

The order of the questions matters: an exhausted quota is a 429 too, a reply that was cut is often no JSON either.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from lecturegen.errors import (
    AccessDenied,
    BadReply,
    ContextExceeded,
    ModelBusy,
    ModelError,
    QuotaExhausted,
    Refused,
    RequestRejected,
    Truncated,
    Unreachable,
)
from lecturegen.llm.meters import allowance
from lecturegen.usage import Usage

if TYPE_CHECKING:
    import openai

_AT_MOST = re.compile(r"at most (\d+) (?:completion |output )?tokens")
_BUSY = frozenset({408, 409, 425, 429})
_CONTEXT = (
    "context_length",
    "context length",
    "context window",
    "prompt is too long",
    "too many tokens",
    "maximum context",
    "context size",
)
_STATUS = re.compile(r"[1-5][0-9][0-9]")
_SOON = re.compile(r"retry in (\d+(?:\.\d+)?) ?s")
"""A rate limit that calls itself a quota, as Gemini's does: one that is exhausted does not come back in seconds."""


def of_status(error: openai.APIStatusError) -> ModelError:
    """An HTTP status other than 2xx."""
    return _of(error.status_code, error.body, error.response.headers)


def as_status(status: int, body: Any) -> openai.APIStatusError:
    """What the client would have raised over this answer, had it come by itself and not in a file."""
    import httpx2
    import openai

    asked = httpx2.Request("POST", "http://batch.invalid/")
    inner = body.get("error", body) if isinstance(body, dict) else body
    return openai.APIStatusError(_short(words(body)), response=httpx2.Response(status, request=asked), body=inner)


def of_hidden(fault: Any) -> ModelError:
    """An error in the body of a 200, as gateways send what failed behind them; its ``code`` is the status."""
    code = str(fault.get("code")) if isinstance(fault, dict) else ""
    return _of(int(code) if _STATUS.fullmatch(code) else 400, fault, {})


def _of(status: int, body: Any, headers: Mapping[str, str]) -> ModelError:
    said, code = _short(words(body)) or "no reason given", _codes(body)
    if status == 429 and ("insufficient_quota" in code or "exceeded your current quota" in said):
        if (seconds := _SOON.search(said)) is None:
            return QuotaExhausted(f"the service has no quota left (429): {said}")
        return ModelBusy(f"the service answered 429: {said}", retry_after=float(seconds[1]), rate_limited=True)
    if status in _BUSY or status >= 500:
        wait = retry_after(headers)
        busy = ModelBusy(f"the service answered {status}: {said}", retry_after=wait, rate_limited=status == 429)
        busy.allowance = allowance(headers)
        return busy
    if status in (401, 403):
        return AccessDenied(f"the service denies access ({status}): {said}")
    if "context_length_exceeded" in code or any(sign in said.lower() for sign in _CONTEXT):
        return ContextExceeded(f"the request is too long for the model ({status}): {said}")
    if "content_filter" in code or "content management policy" in said:
        return Refused(f"the content filter stopped the request ({status}): {said}")
    if "json_validate_failed" in code:
        return BadReply(f"the service could not make the reply fit the schema ({status}): {said}")
    return RequestRejected(f"the service rejects the request ({status}): {said}")


def of_reply(content: str, finish: str, refusal: str, usage: Usage) -> ModelError | None:
    """What is wrong with a reply before anybody reads it; None if it may be read."""
    if refusal:
        return Refused(f"the model refused: {_short(refusal)}", usage=usage)
    if finish == "content_filter":
        return Refused("the content filter cut the reply off", usage=usage)
    if finish == "length":
        return Truncated(f"the reply was cut after {usage.completion} tokens", usage=usage, text=content)
    if not content.strip():
        return BadReply("the reply is empty", usage=usage)
    return None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds the service asks us to wait: ``retry-after-ms``, or ``retry-after`` in seconds or as a date.

    A date is by the service's clock, and so is the time that it says it is (``date``): ours may be wrong.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        with suppress(KeyError, ValueError):  # not there, or not a number: a date, or garbage
            if isfinite(seconds := float(headers[name]) * unit):
                return max(0.0, seconds)
    with suppress(KeyError, ValueError, OverflowError):
        until, now = parsedate_to_datetime(headers["retry-after"]).timestamp(), time.time()
        with suppress(KeyError, ValueError, OverflowError):
            now = parsedate_to_datetime(headers["date"]).timestamp()
        return max(0.0, until - now)
    return None


def names(error: openai.APIStatusError, field: str) -> bool:
    """Whether a 400 complains about ``field`` of the request."""
    return error.status_code in (400, 422) and (field in words(error.body) or error.param == field)


def most_tokens(error: openai.APIStatusError) -> int | None:
    """The most that the model writes, where a service says so: "supports at most 4096 completion tokens"."""
    found = _AT_MOST.search(words(error.body))
    return int(found[1]) if found else None


def of_connection(error: openai.APIConnectionError) -> ModelError:
    """No answer, or none that could be read to its end."""
    import aiohttp

    causes = list(_causes(error))
    said = str(causes[-1]) or type(causes[-1]).__name__
    for cause in causes:
        if isinstance(cause, aiohttp.ClientConnectorError):  # nothing was asked, and nothing can be billed
            proxy = "the proxy " if isinstance(cause, aiohttp.ClientProxyConnectionError) else ""
            host = f"[{cause.host}]" if ":" in cause.host else cause.host
            return Unreachable(f"no connection to {proxy}{host}:{cause.port}: {said}")
    lost = ModelBusy(f"the connection to the service was lost: {said}")
    lost.billed_unseen = True
    return lost


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def words(body: Any) -> str:
    """What the body of an error says, in whatever form the service puts it; never what it repeats of the request."""
    if isinstance(body, str):
        return body
    if isinstance(body, list):
        return "; ".join(filter(None, map(words, body)))
    if not isinstance(body, dict):
        return ""
    if "msg" in body:  # FastAPI's details, which hold the input too
        return f"{'.'.join(map(str, body.get('loc') or ()))}: {body['msg']}"
    return next((said for name in ("message", "error", "detail") if (said := words(body.get(name)))), "")


def _codes(body: Any) -> tuple[str, ...]:
    inner = body.get("error", body) if isinstance(body, dict) else {}
    return tuple(str(inner.get(name) or "") for name in ("code", "type")) if isinstance(inner, dict) else ()


def whole(text: str) -> str:
    """``text`` without halves of surrogate pairs, which JSON lets through and no file takes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _short(text: str) -> str:
    line = " ".join(whole(text).split())
    return line if len(line) <= 300 else line[:297] + "..."
