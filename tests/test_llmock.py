"""A second opinion: llmock serves, breaks and judges; it knows nothing of our own server or of our rules."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from llmock.pytest_plugin import LLMock

from lecturegen.events import silent
from lecturegen.llm.journal import Journal
from lecturegen.llm.langchain import LangChainModel
from lecturegen.models import Service
from tests.command import Ran, run, topic_list
from tests.conftest import impatient
from tests.llm.asking import plan_request
from tests.openai_server import running
from tests.openai_server.asked import Asked
from tests.openai_server.content import answer


def week(folder: Path, base_url: str, **environment: str) -> Ran:
    """A week of one topic, one request at a time."""
    return run(
        "week", topic_list(folder, "Variance"), "--title", "Week 2: Chance", "--minutes", "6", "--out", folder / "out",
        "--concurrency", "1",
        OPENAI_BASE_URL=base_url, OPENAI_API_KEY="sk-test", LECTUREGEN_RETRY_WAIT="0.06", **environment,
    )  # fmt: skip


@pytest.fixture
def said(tmp_path: Path) -> list[str]:
    """What our own server answers to that week, for llmock to say."""
    (tmp_path / "first").mkdir()
    with running() as server:
        week(tmp_path / "first", server.base_url)
        return [answer(Asked(n, body)) for n, body in enumerate(server.requests, 1)]


def test_a_week_under_fire_is_handled_without_a_complaint(llmock: LLMock, said: list[str], tmp_path: Path) -> None:
    for text in said:
        llmock.reply(text)
    llmock.rate_limit(times=2, retry_after=0.2).fail(503, times=3, retry_after=0.1)
    ran = week(tmp_path, llmock.base_url())
    assert ran.code == 0, ran.err
    assert len(llmock.requests) == 4 + 2 + 3
    llmock.assert_resilient(strict=True)


@pytest.mark.parametrize(("status", "code"), [(400, 4), (401, 3), (403, 3), (422, 4)])
def test_what_cannot_succeed_is_asked_once(llmock: LLMock, status: int, code: int, tmp_path: Path) -> None:
    llmock.fail(status, times=None)
    assert week(tmp_path, llmock.base_url()).code == code
    assert len(llmock.requests) == 1
    llmock.assert_resilient(strict=True)


def test_an_outage_is_given_up_after_a_bounded_number_of_tries(llmock: LLMock, tmp_path: Path) -> None:
    llmock.outage()
    assert week(tmp_path, llmock.base_url(), LECTUREGEN_ATTEMPTS="3").code == 4
    assert len(llmock.requests) == 3
    llmock.assert_resilient(strict=True)


def test_a_quota_of_requests_a_minute_is_kept_to(llmock: LLMock, tmp_path: Path) -> None:
    llmock.limits(rpm=60)

    async def ask_more_than_a_minutes_worth() -> None:
        settings = impatient(llmock.base_url(), concurrency=8)
        journal = Journal(tmp_path)
        model = Service(settings).around(LangChainModel(settings), journal, silent)
        try:
            async with asyncio.TaskGroup() as group:
                for n in range(62):
                    group.create_task(model.ask(plan_request(f"Topic {n}")))
        finally:
            await model.aclose()
            journal.close()

    asyncio.run(ask_more_than_a_minutes_worth())
    assert sum(request.status == 200 for request in llmock.requests) == 62
    llmock.assert_resilient()
