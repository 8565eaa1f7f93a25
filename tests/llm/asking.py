"""A request to ask in tests of the model layer."""

from __future__ import annotations

import asyncio
from typing import Any

from lecturegen.chains._base import request_of
from lecturegen.llm import Model, Reply, Request
from lecturegen.prompting import load
from lecturegen.schema import PlanAsk
from lecturegen.schema.wire import PlanReply


def plan_request(*topics: str) -> Request[PlanReply]:
    ask = PlanAsk(
        course="Statistics", number=3, title="Testing", audience="", level="", language="en", minutes=20,
        topics=topics or ("P-values", "Power"), passages=(),
    )  # fmt: skip
    return request_of(load("plan", PlanAsk), ask, PlanReply)


def ask(model: Model, request: Request[Any] | None = None) -> Reply[Any]:
    """Ask once, on a fresh event loop."""
    return asks(model, request or plan_request())[0]


def asks(model: Model, *requests: Request[Any]) -> list[Reply[Any]]:
    """Ask one after the other, then close the model."""

    async def all_of_them() -> list[Reply[Any]]:
        try:
            return [await model.ask(request) for request in requests]
        finally:
            await model.aclose()

    return asyncio.run(all_of_them())
