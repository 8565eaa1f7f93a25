"""A model that is asked to change some places of its reply -> a model that changes no others.

Told to keep every other word, a model mostly does. Where it does not, what it had written before stands: a question
that was confirmed is not to be lost over one that was not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.schema.wire import Wire

Path = tuple[str, ...]
V = TypeVar("V")


class Keeping(Wrapper):
    """Puts back what stood at places that nobody complained of. ``reply``: the latest one, so put right."""

    def __init__(self, inner: Model, reply: Any) -> None:
        super().__init__(inner)
        self.reply = reply
        self._open: set[Path] = set()

    def open(self, places: Iterable[str]) -> None:
        """These places, JSON pointers into the reply, may change from now on; in a list, the whole entry."""
        self._open |= {tuple(place.strip("/").split("/")) if place.strip("/") else () for place in places}

    async def ask(self, request: Request[W]) -> Reply[W]:
        reply = await self._inner.ask(request)
        value = self._kept((), self.reply, reply.value)
        self.reply = value
        return replace(reply, value=value, text=value.model_dump_json())

    def _kept(self, path: Path, before: Any, after: V) -> V:
        """``after`` where something may change, ``before`` elsewhere."""
        if any(path[: len(place)] == place for place in self._open):
            return after
        if not any(place[: len(path)] == path for place in self._open):
            kept: V = before
            return kept
        match after:
            case Wire():
                fields = {name: self._kept((*path, name), getattr(before, name), value) for name, value in after}
                return after.model_copy(update=fields)
            case list():
                entries: V = self._entries(path, before, after)
                return entries
            case _:
                return after

    def _entries(self, path: Path, before: list[Any], after: list[Any]) -> Any:
        free = [n for n in range(len(before)) if any(p[: len(path) + 1] == (*path, str(n)) for p in self._open)]
        if len(after) == len(before):
            new = [after[place] for place in free]
        else:  # some were added or left out: what was not there before is meant for the places in question
            new = [entry for entry in after if entry not in before]
        made = list(before)
        for place, entry in zip(free, new, strict=False):
            made[place] = entry
        return made
