"""What the client raised, or what the service answered -> one of our errors.

The order of the questions matters: an exhausted quota is a 429 too, a reply that was cut is often no JSON either.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
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
)
from lecturegen.llm.meters import allowance
from lecturegen.usage import Usage

if TYPE_CHECKING:
    import openai

_BUSY = frozenset({408, 409, 425, 429})
_CONTEXT = (
    "context_length",
    "context length",
    "context window",
    "prompt is too long",
    "too many tokens",
    "maximum context",
)


def of_status(error: openai.APIStatusError) -> ModelError:
    """An HTTP status other than 2xx."""
    status, said = error.status_code, _said(error)
    code = error.code or ""
    if status == 429 and ("insufficient_quota" in (code, error.type) or "exceeded your current quota" in said):
        return QuotaExhausted(f"the service has no quota left (429): {said}")
    if status in _BUSY or status >= 500:
        wait = retry_after(error.response.headers)
        busy = ModelBusy(f"the service answered {status}: {said}", retry_after=wait, rate_limited=status == 429)
        busy.allowance = allowance(error.response.headers)
        return busy
    if status in (401, 403):
        return AccessDenied(f"the service denies access ({status}): {said}")
    if code == "context_length_exceeded" or any(sign in said.lower() for sign in _CONTEXT):
        return ContextExceeded(f"the request is too long for the model ({status}): {said}")
    if code == "content_filter" or "content management policy" in said:
        return Refused(f"the content filter stopped the request ({status}): {said}")
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
    """Seconds the service asks us to wait: ``retry-after-ms``, or ``retry-after`` in seconds or as a date."""
    milliseconds, given = headers.get("retry-after-ms"), headers.get("retry-after")
    try:
        if milliseconds is not None:
            return max(0.0, float(milliseconds) / 1000)
        if given is not None:
            return max(0.0, float(given))
    except ValueError:
        pass  # not a number: a date, or garbage
    try:
        return max(0.0, parsedate_to_datetime(given).timestamp() - time.time()) if given else None
    except ValueError:
        return None


def names(error: openai.APIStatusError, field: str) -> bool:
    """Whether a 400 complains about ``field`` of the request."""
    return error.status_code in (400, 422) and (field in _said(error) or error.param == field)


def never_sent(error: openai.APIConnectionError) -> bool:
    """Whether no connection came about: then nothing was asked, and nothing can be billed."""
    import httpx2

    return isinstance(error.__cause__, httpx2.ConnectError | httpx2.ConnectTimeout)


def _said(error: openai.APIStatusError) -> str:
    body: Any = error.body
    message = body.get("message") if isinstance(body, dict) else None
    return _short(str(message or error.message))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 300 else line[:297] + "..."
