"""The body of an HTTP request -> what is asked: the kind of request, its section, its messages, its limits."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

KINDS = ("plan", "objectives", "draft", "assess", "answer", "revise", "other")

_MARKS = (
    ("<topics>", "plan"),
    ("State the objectives of this section.", "objectives"),
    ("<section number=", "draft"),
    ("<questions>", "answer"),
    ("<taught section=", "assess"),
)
_SECTION = re.compile(r'<(?:section number|taught section)="(\d+)"')


def tokens(text: str) -> int:
    """Tokens of ``text``: a quarter of its characters, rounded up. Real tables would need the network."""
    return -(-len(text) // 4)


class Turn(NamedTuple):
    role: str
    text: str


@dataclass(frozen=True)
class Asked:
    """One request. ``n`` counts requests by arrival, from 1; ``key``: what stood in its Authorization header."""

    n: int
    body: Mapping[str, Any]
    key: str = ""

    @cached_property
    def said(self) -> tuple[Turn, ...]:
        """All messages."""
        return tuple(Turn(str(m.get("role", "")), _text(m.get("content"))) for m in self.body.get("messages", ()))

    @cached_property
    def begun(self) -> str:
        """The reply that was cut, if only its rest is asked for."""
        cut = len(self.said) > 2 and "Your reply was cut off" in self.said[-1].text
        return self.said[-2].text if cut else ""

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The messages without a request to go on."""
        return self.said[:-2] if self.begun else self.said

    @cached_property
    def users(self) -> tuple[str, ...]:
        return tuple(turn.text for turn in self.turns if turn.role == "user")

    @cached_property
    def original(self) -> str:
        """What was asked first; later user messages are findings on the answer."""
        return self.users[0] if self.users else ""

    @cached_property
    def first_kind(self) -> str:
        """Kind of the original request: what a revision has to answer again."""
        return next((kind for mark, kind in _MARKS if mark in self.original), "other")

    @cached_property
    def kind(self) -> str:
        revised = len(self.users) > 1 and "<findings>" in self.users[-1]
        return "revise" if revised else self.first_kind

    @cached_property
    def section(self) -> int | None:
        found = _SECTION.search(self.original)
        return int(found[1]) if found else None

    @cached_property
    def digest(self) -> str:
        """The same for two requests exactly if their messages are the same."""
        return hashlib.sha256(json.dumps(self.said).encode()).hexdigest()[:16]

    @cached_property
    def prompt_tokens(self) -> int:
        return sum(tokens(turn.text) for turn in self.said)

    @property
    def model(self) -> str:
        return str(self.body.get("model", ""))

    @property
    def stream(self) -> bool:
        return bool(self.body.get("stream"))

    @property
    def stream_usage(self) -> bool:
        return bool((self.body.get("stream_options") or {}).get("include_usage"))

    @property
    def max_tokens(self) -> int | None:
        """The lower of the two names that this limit has."""
        limits = [self.body[name] for name in ("max_completion_tokens", "max_tokens") if self.body.get(name)]
        return min(limits, default=None)

    @property
    def response_format(self) -> str | None:
        """``json_schema``, ``json_object``, ``text``, or None where the request names no format."""
        given = self.body.get("response_format")
        return str(given.get("type")) if isinstance(given, Mapping) else None


def _text(content: Any) -> str:
    """A message's text; OpenAI takes a string or a list of parts."""
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content if isinstance(part, Mapping))
    return content or ""
