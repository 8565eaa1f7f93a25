"""What replies need is imported while the first is awaited, and not before its request can be sent."""

from __future__ import annotations

import asyncio

import pytest

from lecturegen.batch import SENT, get_ready
from lecturegen.models import Service
from lecturegen.rules import RULES
from tests.conftest import impatient


def test_imports_begin_only_when_the_model_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[float] = []
    monkeypatch.setattr(RULES, "load", lambda: begun.append(asyncio.run(_now())))

    async def scene() -> tuple[float, float]:
        service = Service(impatient("http://127.0.0.1:9/v1"))
        imports = asyncio.create_task(get_ready(service))
        await asyncio.sleep(4 * SENT)
        assert not begun, "a thread that imports holds up the request that is to be sent"
        service.opened.set()
        opened = asyncio.get_running_loop().time()
        await imports
        return opened, begun[0]

    opened, imported = asyncio.run(scene())
    assert imported - opened >= SENT * 0.9


async def _now() -> float:
    return asyncio.get_running_loop().time()
