"""A model that is asked to change some places of its reply -> a model that changes no others.

Told to keep every other word, a model mostly does. Where it does not, what it had written before stands: a question
that was confirmed is not to be lost over one that was not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.schema.wire import Wire


class Keeping(Wrapper):
    """Puts back what stood at places that nobody complained of. ``before``: the reply that is complained of."""

    def __init__(self, inner: Model, before: Wire, places: Iterable[str]) -> None:
        """``places``: JSON pointers into the reply."""
        super().__init__(inner)
        self._before = before
        self._open: set[tuple[str, ...]] = set()
        self.open(places)

    def open(self, places: Iterable[str]) -> None:
        """These may change too from now on: a field, or one entry of a list."""
        self._open |= {tuple(place.strip("/").split("/")[:2]) for place in places}

    async def ask(self, request: Request[W]) -> Reply[W]:
        reply = await self._inner.ask(request)
        value = self._kept(reply.value)
        self._before = value
        return replace(reply, value=value, text=value.model_dump_json())

    def _kept(self, after: W) -> W:
        fields = type(after).model_fields
        if any(place[0] not in fields for place in self._open):
            return after  # the reply as a whole was to blame
        kept = {name: self._field(name, getattr(self._before, name), getattr(after, name)) for name in fields}
        return after.model_copy(update=kept)

    def _field(self, name: str, before: Any, after: Any) -> Any:
        if (name,) in self._open:
            return after
        if not isinstance(before, list) or not isinstance(after, list):
            return before
        free = [place for place in range(len(before)) if (name, str(place)) in self._open]
        if len(after) == len(before):
            new = [after[place] for place in free]
        else:  # entries were added or left out: what was not there before is meant for the places in question
            new = [entry for entry in after if entry not in before]
        made = list(before)
        for place, entry in zip(free, new, strict=False):
            made[place] = entry
        return made
