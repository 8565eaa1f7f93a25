"""What goes out, before it is bytes, and the forms that OpenAI gives it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from tests.openai_server.asked import Asked, tokens

_PIECES = 40  # at most so many chunks a streamed reply: enough to be a stream, few enough to be quick


class Delivery(Enum):
    """How the bytes leave."""

    WHOLE = auto()
    HANG = auto()  # not at all, until the client gives up
    RESET = auto()  # not at all: the connection is reset
    CUT = auto()  # the first half, then the connection closes
    DRIP = auto()  # the first byte at once, the rest in slow pieces


@dataclass(frozen=True)
class Reply:
    """One answer. ``error`` is the body of a failure; ``raw`` is sent in place of any body of ours."""

    content: str | None = ""
    finish_reason: str = "stop"
    refusal: str | None = None
    has_choices: bool = True
    status: int = 200
    error: Mapping[str, Any] | None = None
    raw: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = Delivery.WHOLE

    @property
    def completion_tokens(self) -> int:
        return tokens(self.content or self.refusal or "") if self.status == 200 else 0

    def body(self, asked: Asked, cached: int) -> str:
        """The whole body of an answer that is not streamed."""
        if self.raw is not None:
            return self.raw
        if self.error is not None:
            return json.dumps({"error": self.error})
        return json.dumps(self.body_of(asked, cached), ensure_ascii=False)

    def body_of(self, asked: Asked, cached: int) -> dict[str, Any]:
        """The same of a good answer, before it is text."""
        message: dict[str, Any] = {
            "role": "assistant",
            "content": self.content,
            "refusal": self.refusal,
            "annotations": [],
        }
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": self.finish_reason}
        shell = _shell("chat.completion", asked) | {"choices": [choice] if self.has_choices else []}
        return shell | {"usage": self._usage(asked, cached)}

    def events(self, asked: Asked, cached: int) -> Iterator[str]:
        """The server-sent events of a streamed answer."""
        if self.raw is not None:
            yield f"data: {self.raw}\n\n"
            return
        shell = _shell("chat.completion.chunk", asked) | ({"usage": None} if asked.stream_usage else {})
        if self.has_choices:
            for delta in self._deltas():
                yield _event(shell | {"choices": [_step(delta, None)]})
            yield _event(shell | {"choices": [_step({}, self.finish_reason)]})
        if asked.stream_usage:
            yield _event(shell | {"choices": [], "usage": self._usage(asked, cached)})
        yield "data: [DONE]\n\n"

    def _deltas(self) -> Iterator[dict[str, Any]]:
        yield {"role": "assistant", "content": None if self.content is None else "", "refusal": None}
        name, text = ("content", self.content) if self.content else ("refusal", self.refusal or "")
        size = max(16, -(-len(text or "") // _PIECES))
        for start in range(0, len(text or ""), size):
            yield {name: (text or "")[start : start + size]}

    def _usage(self, asked: Asked, cached: int) -> dict[str, Any]:
        return {
            "prompt_tokens": asked.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": asked.prompt_tokens + self.completion_tokens,
            "prompt_tokens_details": {"cached_tokens": cached, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
        }


def error(message: str, kind: str, code: str | None = None, param: str | None = None) -> dict[str, Any]:
    """An error in OpenAI's form."""
    return {"message": message, "type": kind, "param": param, "code": code}


def _shell(name: str, asked: Asked) -> dict[str, Any]:
    made = {"id": f"chatcmpl-{asked.digest}-{asked.n}", "object": name, "created": int(time.time())}
    return made | {"model": asked.model, "service_tier": "default", "system_fingerprint": "fp_local"}


def _step(delta: Mapping[str, Any], finish_reason: str | None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}


def _event(chunk: Mapping[str, Any]) -> str:
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
