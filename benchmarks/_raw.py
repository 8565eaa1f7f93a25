"""The same requests through the SDK alone and through bare LangChain: what our layer is held against."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

Call = Callable[[dict[str, Any]], Awaitable[object]]
KEY = "sk-none"


@asynccontextmanager
async def sdk(base_url: str) -> AsyncIterator[Call]:
    """AsyncOpenAI as it comes, its retries off."""
    from openai import AsyncOpenAI

    async with AsyncOpenAI(base_url=base_url, api_key=KEY, max_retries=0, timeout=300) as client:
        yield lambda body: client.chat.completions.create(**body)


@asynccontextmanager
async def sdk_aiohttp(base_url: str) -> AsyncIterator[Call]:
    """AsyncOpenAI over aiohttp, which is what lecturegen uses too."""
    from openai import AsyncOpenAI, DefaultAioHttpClient

    http = DefaultAioHttpClient()
    async with AsyncOpenAI(base_url=base_url, api_key=KEY, max_retries=0, timeout=300, http_client=http) as client:
        yield lambda body: client.chat.completions.create(**body)


@asynccontextmanager
async def chain(base_url: str) -> AsyncIterator[Call]:
    """prompt | ChatOpenAI | parser, the format through extra_body."""
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_openai import ChatOpenAI

    prompt = ChatPromptTemplate.from_messages([("system", "{system}"), ("human", "{user}")])
    model = ChatOpenAI(model="gpt-4.1-mini", base_url=base_url, api_key=lambda: KEY, max_retries=0)
    built: dict[int, Any] = {}

    def call(body: dict[str, Any]) -> Awaitable[object]:
        form = body["response_format"]
        if id(form) not in built:
            built[id(form)] = prompt | model.bind(extra_body={"response_format": form}) | StrOutputParser()
        return built[id(form)].ainvoke(_variables(body))  # type: ignore[no-any-return]

    yield call


@asynccontextmanager
async def structured(base_url: str) -> AsyncIterator[Call]:
    """prompt | ChatOpenAI.with_structured_output, as LangChain's manual has it."""
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_openai import ChatOpenAI

    prompt = ChatPromptTemplate.from_messages([("system", "{system}"), ("human", "{user}")])
    model = ChatOpenAI(model="gpt-4.1-mini", base_url=base_url, api_key=lambda: KEY, max_retries=0)
    built: dict[int, Any] = {}

    def call(body: dict[str, Any]) -> Awaitable[object]:
        form = body["response_format"]
        if id(form) not in built:
            schema = form["json_schema"]["schema"] | {"title": form["json_schema"]["name"]}
            built[id(form)] = prompt | model.with_structured_output(schema, method="json_schema", strict=True)
        return built[id(form)].ainvoke(_variables(body))  # type: ignore[no-any-return]

    yield call


def _variables(body: dict[str, Any]) -> dict[str, str]:
    system, user = body["messages"]
    return {"system": system["content"], "user": user["content"]}


async def all_of(call: Call, bodies: Iterable[dict[str, Any]], in_flight: int) -> None:
    """Send every body, ``in_flight`` at a time."""
    waiting = iter(bodies)

    async def work() -> None:
        for body in waiting:
            await call(body)

    async with asyncio.TaskGroup() as group:
        for _ in range(in_flight):
            group.create_task(work())
