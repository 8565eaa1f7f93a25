"""One call, one outcome: every way a hosted model can answer, over real HTTP, without any retry."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers
from langsmith.utils import get_env_var

from lecturegen import errors
from lecturegen.llm.langchain import LangChainModel
from lecturegen.llm.retry import Insistent
from lecturegen.schema.wire import PlanReply
from tests.command import week_arguments
from tests.conftest import impatient
from tests.llm.asking import ask, asks, plan_request
from tests.openai_server import Behaviour, running

BUSY = (
    "rate-limit rate-limit-ms rate-limit-date server-error bad-gateway unavailable overloaded request-timeout conflict"
)
FAILURES = {
    **dict.fromkeys(f"{BUSY} reset cut-body broken-body no-message hang slow-drip".split(), errors.ModelBusy),
    **dict.fromkeys("empty no-choices null-content not-json wrong-schema unclear-latex".split(), errors.BadReply),
    **dict.fromkeys("refusal content-filter".split(), errors.Refused),
    **dict.fromkeys("unauthorized forbidden".split(), errors.AccessDenied),
    "truncated": errors.Truncated,
    "quota": errors.QuotaExhausted,
    "context-length": errors.ContextExceeded,
    "bad-request": errors.RequestRejected,
}
BILLED = ("truncated", "empty", "no-choices", "not-json", "wrong-schema", "refusal", "content-filter")


def test_a_good_answer_comes_back_validated_and_billed() -> None:
    with running() as server:
        reply = ask(LangChainModel(impatient(server.base_url)))
        (entry,) = server.log
    assert isinstance(reply.value, PlanReply)
    assert len(reply.value.sections) == 2
    assert (reply.usage.prompt, reply.usage.completion) == (entry.prompt_tokens, entry.completion_tokens)


@pytest.mark.parametrize("fault", FAILURES)
def test_each_failure_has_its_class_and_is_asked_once(fault: str) -> None:
    timeout = 0.5 if fault in ("hang", "slow-drip") else 5.0
    with running(Behaviour(faults=[f"*:all:{fault}"])) as server:
        model = LangChainModel(impatient(server.base_url, timeout=timeout))
        with pytest.raises(errors.ModelError) as caught:
            ask(model)
    assert type(caught.value) is FAILURES[fault]
    assert len(server.requests) == 1, "neither the client nor LangChain may retry"


@pytest.mark.parametrize("fault", BILLED)
def test_what_a_failed_reply_cost_is_known(fault: str) -> None:
    with running(Behaviour(faults=[f"*:all:{fault}"])) as server:
        with pytest.raises(errors.ModelError) as caught:
            ask(LangChainModel(impatient(server.base_url)))
        (entry,) = server.log
    assert caught.value.usage is not None
    assert caught.value.usage.prompt == entry.prompt_tokens > 0
    assert caught.value.usage.completion == entry.completion_tokens


@pytest.mark.parametrize(
    ("fault", "seconds"), [("rate-limit", (0, 2)), ("rate-limit-ms", (0.001, 1)), ("rate-limit-date", (0, 4))]
)
def test_the_wait_that_the_service_asks_for_is_read(fault: str, seconds: tuple[float, float]) -> None:
    with running(Behaviour(faults=[f"*:all:{fault}"])) as server, pytest.raises(errors.ModelBusy) as caught:
        ask(LangChainModel(impatient(server.base_url)))
    assert caught.value.rate_limited
    assert caught.value.retry_after is not None
    assert seconds[0] <= caught.value.retry_after <= seconds[1]


@pytest.mark.parametrize("fault", ["fenced", "think", "bad-escape", "eaten-latex", "trailing-comma", "lying-headers"])
def test_what_is_only_wrapped_or_badly_escaped_is_read(fault: str) -> None:
    with running(Behaviour(faults=[f"*:all:{fault}"])) as server:
        assert len(ask(LangChainModel(impatient(server.base_url))).value.sections) == 2


def test_what_cannot_be_read_for_certain_is_asked_for_again_with_what_to_write() -> None:
    with running(Behaviour(faults=["plan:1:unclear-latex"])) as server:
        assert len(ask(Insistent(LangChainModel(impatient(server.base_url)))).value.sections) == 2
        before, after = (body["messages"][-1]["content"] for body in server.requests)
    assert after.startswith(before)
    assert r"write \\nu for LaTeX" in after


@pytest.mark.parametrize(
    ("fault", "formats"),
    [
        ("no-response-format", ["json_schema", "json_object", "json_object"]),
        ("no-json-mode", ["json_schema", "json_object", None, None]),
    ],
)
def test_the_format_ladder_is_stepped_down_once_and_remembered(fault: str, formats: list[str | None]) -> None:
    with running(Behaviour(faults=[f"*:all:{fault}"])) as server:
        asks(LangChainModel(impatient(server.base_url)), plan_request(), plan_request("Confidence intervals"))
        sent = [body.get("response_format", {}).get("type") for body in server.requests]
    assert sent == formats


def test_a_server_that_knows_only_max_tokens_is_spoken_to_in_its_words() -> None:
    with running(Behaviour(faults=["*:all:max-tokens-only"])) as server:
        ask(LangChainModel(impatient(server.base_url)), replace(plan_request(), max_tokens=9000))
        last = server.requests[-1]
    assert (last.get("max_tokens"), last.get("max_completion_tokens")) == (9000, None)


def test_the_request_is_strict_json_schema_and_carries_no_temperature() -> None:
    with running() as server:
        ask(LangChainModel(impatient(server.base_url)))
        (body,) = server.requests
    assert body["response_format"]["json_schema"]["strict"] is True
    assert "temperature" not in body
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


@pytest.mark.parametrize("wanted", [False, True])
def test_traces_go_to_langsmith_only_if_our_own_setting_says_so(wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered: Any = get_env_var  # LangSmith's memory of the environment that it saw first
    with running() as collector, running() as server:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", collector.base_url)
        remembered.cache_clear()
        ask(LangChainModel(impatient(server.base_url, langsmith=wanted)))
        wait_for_all_tracers()
        remembered.cache_clear()
        assert bool(collector.strays) is wanted


def test_an_unknown_provider_is_a_wrong_configuration() -> None:
    with pytest.raises(errors.ConfigurationError, match="LECTUREGEN_PROVIDER=nobody"):
        LangChainModel(impatient("http://127.0.0.1:9/v1", provider="nobody"))


@pytest.mark.parametrize("place", ["127.0.0.1:9", "[::1]:9"])
def test_nobody_listening_is_busy_not_a_traceback(place: str) -> None:
    with pytest.raises(errors.Unreachable, match=rf"^no connection to {re.escape(place)}: ") as raised:
        ask(LangChainModel(impatient(f"http://{place}/v1")))
    assert raised.value.retryable
    assert not raised.value.billed_unseen


def test_a_proxy_that_is_away_is_named_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with pytest.raises(errors.Unreachable, match=r"no connection to the proxy 127\.0\.0\.1:9: "):
        ask(LangChainModel(impatient("http://service.invalid/v1")))


def test_certificates_that_cannot_be_read_are_a_wrong_configuration(tmp_path: Path) -> None:
    # in a process of its own: certificates are read once
    wrong = {"SSL_CERT_FILE": "/no/such/file", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": "x"}
    command = [sys.executable, "-m", "lecturegen.cli", *week_arguments(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | wrong)
    assert done.returncode == 3
    assert "error: SSL_CERT_FILE=/no/such/file" in done.stderr
    assert "certificates cannot be read" in done.stderr
