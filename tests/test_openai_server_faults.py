"""How the local server fails when it is told to."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import openai
import pytest

from lecturegen.schema.wire import WIRE, DraftReply
from tests.openai_server import Behaviour, running
from tests.openai_server.faults import Planned
from tests.openai_server.samples import ask, assess_request, content, draft_request, headers, plan_request, status


def with_faults(*faults: str) -> Any:
    return running(Behaviour(faults=faults))


@pytest.mark.parametrize(
    ("nth", "expected"),
    [("2", [200, 500, 200, 200]), ("3+", [200, 200, 500, 500]), ("all", [500, 500, 500, 500])],
)
def test_nth_counts_requests_of_the_kind(nth: str, expected: list[int]) -> None:
    with with_faults(f"assess:{nth}:server-error") as server:
        assert [status(server, draft_request(n)) for n in range(1, 4)] == [200, 200, 200]
        assert [status(server, assess_request(n)) for n in range(1, 5)] == expected


def test_star_counts_requests_of_any_kind() -> None:
    with with_faults("*:2:unavailable") as server:
        assert [status(server, a) for a in (plan_request(), draft_request(), assess_request())] == [200, 503, 200]


def test_fault_can_be_tied_to_a_section() -> None:
    with with_faults("draft#3:all:server-error") as server:
        assert [status(server, draft_request(n)) for n in (2, 3, 4, 3)] == [200, 500, 200, 500]


def test_faults_that_meet_act_in_order() -> None:
    with with_faults("*:all:lying-headers", "draft:1:truncated") as server:
        assert ask(server, draft_request()).choices[0].finish_reason == "length"
        assert server.log[0].fault == "lying-headers+truncated"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("draft:2", "KIND:NTH:FAULT"),
        ("draft:0:hang", "KIND:NTH:FAULT"),
        ("drafts:1:hang", "no kind of request 'drafts'"),
        ("draft:1:truncate", "did you mean 'truncated'"),
    ],
)
def test_wrong_fault_is_explained(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Planned.parse(text)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("rate-limit", 429), ("rate-limit-ms", 429), ("rate-limit-date", 429), ("rate-limit-bare", 429), ("quota", 429),
        ("server-error", 500), ("bad-gateway", 502), ("unavailable", 503), ("overloaded", 529),
        ("request-timeout", 408), ("conflict", 409), ("unauthorized", 401), ("forbidden", 403),
        ("context-length", 400), ("bad-request", 400), ("reset", 0), ("cut-body", 0),
    ],
)  # fmt: skip
def test_failure_reaches_the_client_once(fault: str, expected: int) -> None:
    with with_faults(f"draft:1:{fault}") as server:
        assert [status(server, draft_request()), status(server, draft_request())] == [expected, 200]
        assert [entry.fault for entry in server.log] == [fault, None]


def test_rate_limits_say_when_to_come_back() -> None:
    with with_faults("draft:1:rate-limit", "draft:2:rate-limit-ms", "draft:3:rate-limit-date") as server:
        told = [headers(server, draft_request()) for _ in range(3)]
    assert told[0]["retry-after"] == "1"
    assert told[1]["retry-after-ms"] == "120"
    assert told[2]["retry-after"].endswith("GMT")


def test_quota_is_told_from_a_rate_limit() -> None:
    with with_faults("*:1:quota") as server, pytest.raises(openai.RateLimitError) as failed:
        ask(server, plan_request())
    assert failed.value.code == "insufficient_quota"


def test_hang_lasts_until_the_client_gives_up() -> None:
    with with_faults("draft:1:hang") as server:
        assert status(server, draft_request(), timeout=0.3) == 0
        deadline = time.monotonic() + 5
        while not server.log and time.monotonic() < deadline:
            time.sleep(0.01)
        assert (server.log[0].status, server.log[0].finish_reason, server.in_flight) == (0, None, 0)


def test_hang_ends_when_the_server_stops() -> None:
    with ThreadPoolExecutor() as pool:
        with with_faults("*:all:hang") as server:
            waiting = pool.submit(status, server, draft_request())
            while not server.requests:
                time.sleep(0.01)
        assert waiting.result(timeout=5) == 0
    assert server.log[0].status == 0


def test_slow_drip_ends_well_but_late() -> None:
    with with_faults("draft:1:slow-drip") as server:
        start = time.monotonic()
        DraftReply.model_validate_json(content(server, draft_request()))
        assert time.monotonic() - start > 1.5


def test_broken_body_is_no_json() -> None:
    with with_faults("draft:1:broken-body") as server, pytest.raises(ValueError, match="Unterminated string"):
        ask(server, draft_request())


def test_html_body_comes_with_its_own_type() -> None:
    with with_faults("draft:1:html-body") as server:
        assert ask(server, draft_request()).startswith("<html>")  # the client hands such a body through as it is


def test_stream_that_is_cut_never_says_that_it_is_done() -> None:
    with with_faults("draft:1:cut-body") as server:
        stream = iter(ask(server, draft_request(), stream=True))
        reasons: list[str | None] = []
        with pytest.raises(openai.APIConnectionError):
            reasons.extend(chunk.choices[0].finish_reason for chunk in stream)
    assert not any(reasons)


def test_lying_headers_say_that_nothing_is_left() -> None:
    with with_faults("*:all:lying-headers") as server:
        told = [headers(server, plan_request()) for _ in range(3)]
    assert told[0]["x-ratelimit-remaining-requests"] == "0"
    assert told[2]["x-ratelimit-reset-requests"] == "soon"


def test_formats_are_refused_only_where_they_are_asked_for() -> None:
    schema = {"type": "json_schema", "json_schema": {"name": "x", "strict": True, "schema": {"type": "object"}}}
    json_mode = {"type": "json_object"}
    with with_faults("*:all:no-response-format") as server:
        formats: list[dict[str, Any]] = [{"response_format": schema}, {"response_format": json_mode}, {}]
        assert [status(server, plan_request(), **given) for given in formats] == [400, 200, 200]
    with with_faults("*:all:no-json-mode") as server:
        assert [status(server, plan_request(), **given) for given in formats] == [400, 400, 200]
    with with_faults("*:all:max-tokens-only") as server:
        limits: list[dict[str, Any]] = [{"max_completion_tokens": 99}, {"max_tokens": 99}]
        assert [status(server, plan_request(), **given) for given in limits] == [400, 200]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("truncated", ("length", False)),
        ("content-filter", ("content_filter", False)),
        ("empty", ("stop", False)),
        ("null-content", ("stop", False)),
        ("not-json", ("stop", False)),
    ],
)
def test_reply_that_cannot_be_read(fault: str, expected: tuple[str, bool]) -> None:
    with with_faults(f"draft:1:{fault}") as server:
        choice = ask(server, draft_request()).choices[0]
        assert (choice.finish_reason, _reads(choice.message.content)) == expected


def test_refusal_stands_in_its_own_field() -> None:
    with with_faults("draft:1:refusal") as server:
        message = ask(server, draft_request()).choices[0].message
    assert message.refusal
    assert message.content is None


def test_no_choices_is_an_empty_list() -> None:
    with with_faults("draft:1:no-choices") as server:
        assert ask(server, draft_request()).choices == []


@pytest.mark.parametrize("fault", ["fenced", "think"])
def test_wrapped_json_is_whole_inside(fault: str) -> None:
    with with_faults(f"draft:1:{fault}") as server:
        text = content(server, draft_request())
    assert not _reads(text)
    assert _reads(text[text.index('{"opening') : text.rindex("}") + 1])


@pytest.mark.parametrize("kind", ["plan", "draft", "assess"])
@pytest.mark.parametrize(
    "fault", ["wrong-schema", "wrong-count", "bad-escape", "eaten-latex", "mojibake", "placeholder"]
)
def test_damage_is_found_in_every_kind_of_reply(kind: str, fault: str) -> None:
    asked = {"plan": plan_request(), "draft": draft_request(), "assess": assess_request()}[kind]
    with with_faults(f"{kind}:1:{fault}") as server:
        spoilt, clean = (content(server, asked) for _ in range(2))
    signs = {
        "bad-escape": r"\(\alpha",
        "eaten-latex": r"\beta_0 + \frac{1}",
        "mojibake": "â€™",
        "placeholder": "[Insert",
    }
    assert signs.get(fault, "") in spoilt
    assert spoilt != clean
    assert _fits(kind, clean)
    assert _fits(kind, spoilt) is (fault not in ("wrong-schema", "bad-escape"))


@pytest.mark.parametrize(
    ("fault", "sign"),
    [
        ("preamble", "Certainly! Here's a comprehensive speaking script"),
        ("marked-words", "delve into this fascinating journey!"),
        ("bad-quote", "nobody ever wrote"),
    ],
)
def test_damage_of_a_draft(fault: str, sign: str) -> None:
    with with_faults(f"draft:1:{fault}") as server:
        text = content(server, draft_request())
    assert sign in text
    assert _fits("draft", text)


def test_damage_of_an_assessment() -> None:
    with with_faults("assess:1:duplicate-options", "assess:2:letters") as server:
        twice, lettered = (
            json.loads(content(server, assess_request()))["questions"]["single_choice"][0] for _ in range(2)
        )
    assert twice["answer"] == twice["distractors"][0]["text"]
    assert "option B" in lettered["explanation"]


def test_fault_with_nothing_to_bite_on_is_not_logged() -> None:
    with with_faults("*:all:letters") as server:
        assert _fits("draft", content(server, draft_request()))
        assert server.log[0].fault is None


def _reads(text: str | None) -> bool:
    try:
        json.loads(text or "")
    except ValueError:
        return False
    return True


def _fits(kind: str, text: str) -> bool:
    try:
        WIRE[kind].model_validate_json(text)
    except ValueError:
        return False
    return True
