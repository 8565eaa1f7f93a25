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
    return asyncio.run(model.ask(request or plan_request()))
