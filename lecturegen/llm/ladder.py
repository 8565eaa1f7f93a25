"""What a service takes: a ladder for the format of a reply, and two names for the limit of its length.

The best rung is tried first (strict schema, then JSON object, then plain text with extraction). We step down when an
error names the field, and stay there for the run; `remembered` carries it to another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from lecturegen.errors import Truncated
from lecturegen.llm import Request, failures
from lecturegen.schema.export import wire_schema
from lecturegen.schema.wire import Wire

FORMATS = ("json_schema", "json_object", "text")
LIMITS = ("max_completion_tokens", "max_tokens")


class Ladder:
    """Shared by all calls of a model. ``formats``: whether the service knows any; if not, it is asked for text."""

    def __init__(self, *, formats: bool) -> None:
        self._format = FORMATS[0] if formats else FORMATS[-1]
        self._limit = LIMITS[0]
        self._most: int | None = None  # tokens that the model writes at most, once the service has said so
        self._refused: set[str] = set()  # names of the limit that the service does not take

    @property
    def rung(self) -> str:
        """Where it stands: the format, and the name of the limit."""
        return f"{self._format} {self._limit}"

    @property
    def remembered(self) -> str:
        return json.dumps([self._format, self._limit, self._most, sorted(self._refused)])

    def remember(self, told: str) -> None:
        self._format, self._limit, self._most, refused = json.loads(told)
        self._refused = set(refused)

    def fields(self, request: Request[Any]) -> dict[str, Any]:
        """What the body of a request says on this rung."""
        fields: dict[str, Any] = {}
        if request.begun:
            pass  # a format would have the reply begin anew
        elif self._format == "json_schema":
            shape: type[Wire] = request.shape
            fields["response_format"] = _strict(shape)
        elif self._format == "json_object":
            fields["response_format"] = {"type": "json_object"}
        if request.max_tokens is not None:
            fields[self._limit] = min(request.max_tokens, self._most or request.max_tokens)
        return fields

    def stepped_down(self, error: Any, rung: str, request: Request[Any]) -> bool:
        """Whether the complaint about a request of ``rung`` was about a field that will now be sent otherwise.

        ``error``: an APIStatusError of the SDK.
        """
        format_, limit = rung.split()
        if format_ != FORMATS[-1] and failures.names(error, "response_format"):
            if self._format == format_:  # another call may have stepped down meanwhile
                self._format = FORMATS[FORMATS.index(format_) + 1]
            return True
        if request.max_tokens is not None and failures.names(error, limit):
            most = failures.most_tokens(error)
            if most and most < min(request.max_tokens, self._most or request.max_tokens + 1):
                self._most = most  # what is then cut is continued
                return True
            self._refused.add(limit)
            self._rename_limit()
            return self._limit not in self._refused
        return False

    def heed(self, error: Truncated, request: Request[Any]) -> None:
        """A reply that was cut before the limit that we named: perhaps the name was ignored."""
        if error.usage and error.usage.completion < (request.max_tokens or 0):
            self._rename_limit()

    def _rename_limit(self) -> None:
        other = LIMITS[1 - LIMITS.index(self._limit)]
        if other not in self._refused and (self._limit == LIMITS[0] or self._limit in self._refused):
            self._limit = other


def rung(payload: Mapping[str, Any]) -> str:
    """On which rung a body was made."""
    given = payload.get("response_format") or {"type": FORMATS[-1]}
    return f"{given['type']} {LIMITS[1] if LIMITS[1] in payload else LIMITS[0]}"


@cache
def _strict(shape: type[Wire]) -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": shape.__name__, "strict": True, "schema": wire_schema(shape)},
    }
