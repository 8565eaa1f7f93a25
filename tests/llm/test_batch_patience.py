"""Calls about files and batches wait as requests do, and no longer."""

from __future__ import annotations

import asyncio

import pytest

from lecturegen.errors import ModelBusy
from lecturegen.llm.batches.service import BatchService
from tests.conftest import impatient


def test_a_wait_beyond_the_time_we_have_ends_at_once_and_is_named() -> None:
    async def busy() -> None:
        raise ModelBusy("the service answered 503", retry_after=3600.0)

    async def scene() -> None:
        service = BatchService(impatient("http://127.0.0.1:9/v1", retry_seconds=5.0))
        try:
            async with asyncio.timeout(2):
                await service.patiently(busy)
        finally:
            await service.aclose()

    with pytest.raises(ModelBusy, match=r"a wait of 3600 s, and LECTUREGEN_RETRY_SECONDS=5 allows no such"):
        asyncio.run(scene())
