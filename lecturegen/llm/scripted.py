"""Answers from a list, for tests: look at ``asked`` afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lecturegen.errors import ModelError
from lecturegen.llm import Reply, Request, W


class ScriptedModel:
    """Gives ``replies`` in order; one that is an exception is raised instead."""

    name = "scripted"
    fingerprint = "scripted"
    revises = True

    def __init__(self, replies: Iterable[Mapping[str, Any] | ModelError]) -> None:
        self.replies = list(replies)
        self.asked: list[Request[Any]] = []

    async def ask(self, request: Request[W]) -> Reply[W]:
        self.asked.append(request)
        reply = self.replies.pop(0)
        if isinstance(reply, ModelError):
            raise reply
        value = request.shape.model_validate(reply)
        return Reply(value, value.model_dump_json())

    async def aclose(self) -> None:
        """Nothing is held."""
