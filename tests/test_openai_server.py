"""The local server: how it speaks, what it logs, how it is started."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest

from tests.openai_server import Behaviour, Server, running
from tests.openai_server.__main__ import parser
from tests.openai_server.faults import FAULTS
from tests.openai_server.samples import ask, client, draft_request, headers, plan_request

ROOT = Path(__file__).parent.parent


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as made:
        yield made


def test_stream_holds_the_same_text_and_ends_with_usage(server: Server) -> None:
    whole = ask(server, draft_request())
    chunks = list(ask(server, draft_request(), stream=True, stream_options={"include_usage": True}))
    text = "".join(choice.delta.content or "" for chunk in chunks for choice in chunk.choices)
    assert text == whole.choices[0].message.content
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage.completion_tokens == whole.usage.completion_tokens


def test_tokens_are_a_quarter_of_the_characters(server: Server) -> None:
    asked = [{"role": "user", "content": "x" * 10}]
    usage = ask(server, asked).usage
    assert usage.prompt_tokens == 3
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens


def test_prefix_that_was_seen_before_is_read_from_the_cache(server: Server) -> None:
    cached = [ask(server, draft_request(n)).usage.prompt_tokens_details.cached_tokens for n in (2, 3)]
    assert cached[0] == 0
    assert cached[1] >= 128


@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens"])
def test_limit_of_tokens_cuts_the_answer(server: Server, name: str) -> None:
    reply = ask(server, draft_request(), **{name: 50})
    assert reply.choices[0].finish_reason == "length"
    assert reply.usage.completion_tokens == 50


def test_headers_name_the_request_and_what_is_left(server: Server) -> None:
    told = headers(server, plan_request())
    assert told["x-request-id"]
    assert int(told["x-ratelimit-remaining-requests"]) > 0


def test_models_are_listed(server: Server) -> None:
    assert [model.id for model in client(server).models.list()] == ["local-lecturer"]


def test_azure_paths_are_understood(server: Server) -> None:
    base = server.base_url.removesuffix("/v1")
    with openai.AzureOpenAI(azure_endpoint=base, api_key="none", api_version="2024-10-21", max_retries=0) as api:
        reply = api.chat.completions.create(model="deployed", messages=plan_request())  # type: ignore[arg-type]
    assert reply.choices[0].message.content


def test_unknown_path_is_404_in_the_usual_form(server: Server) -> None:
    with pytest.raises(openai.NotFoundError, match="Invalid URL"):
        client(server).fine_tuning.jobs.list()


def test_pace_is_first_token_and_then_tokens_a_second() -> None:
    with running(Behaviour(first_token=0.2, tokens_per_second=10_000)) as server:
        start = time.monotonic()
        usage = ask(server, draft_request()).usage
        took = time.monotonic() - start
    assert took >= 0.2 + usage.completion_tokens / 10_000


def test_requests_are_served_at_the_same_time() -> None:
    async def all_at_once(base_url: str) -> None:
        async with openai.AsyncOpenAI(base_url=base_url, api_key="none", max_retries=0) as api:
            asked = [api.chat.completions.create(model="m", messages=draft_request(n)) for n in range(1, 6)]  # type: ignore[arg-type]
            await asyncio.gather(*asked)

    with running(Behaviour(first_token=0.5)) as server:
        asyncio.run(all_at_once(server.base_url))
        assert sorted(entry.in_flight for entry in server.log) == [1, 2, 3, 4, 5]
        assert server.in_flight == 0


def test_log_has_a_line_of_json_for_each_request(tmp_path: Path) -> None:
    with running(Behaviour(faults=["plan:1:truncated"], log=tmp_path / "log.jsonl")) as server:
        usage = ask(server, plan_request()).usage
        list(ask(server, draft_request(4), stream=True))
        lines = (tmp_path / "log.jsonl").read_text().splitlines()
        plan = json.loads(lines[0])
    assert (plan["n"], plan["kind"], plan["section"], plan["status"]) == (1, "plan", None, 200)
    assert (plan["fault"], plan["finish_reason"], plan["model"]) == ("truncated", "length", "m")
    assert (plan["prompt_tokens"], plan["completion_tokens"]) == (usage.prompt_tokens, usage.completion_tokens)
    assert time.time() - 60 < plan["start"] <= plan["end"] <= time.time()
    assert server.log[1].section == 4
    assert server.log[1].stream


def test_digest_tells_repeated_requests(server: Server) -> None:
    for number in (1, 2, 1):
        ask(server, draft_request(number), temperature=number / 10)
    first, other, again = (entry.digest for entry in server.log)
    assert first == again != other
    assert [body["temperature"] for body in server.requests] == [0.1, 0.2, 0.1]


def test_help_explains_every_fault() -> None:
    text = " ".join(parser().format_help().split())
    for fault in FAULTS.values():
        assert fault.does
        assert f"{fault.name} {fault.does}" in text


def test_command_prints_one_line_and_serves(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.openai_server", "--port", "0", "--log", str(tmp_path / "log.jsonl")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert line.startswith("listening on http://127.0.0.1:")
            with openai.OpenAI(base_url=line.split()[-1], api_key="none", max_retries=0) as api:
                assert api.chat.completions.create(model="m", messages=plan_request()).choices  # type: ignore[arg-type]
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == ""
    assert process.returncode == 0
    assert json.loads((tmp_path / "log.jsonl").read_text())["kind"] == "plan"


def test_command_refuses_an_unknown_fault(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["--fault", "draft:1:rate-limits"])
    assert "did you mean 'rate-limit" in capsys.readouterr().err
