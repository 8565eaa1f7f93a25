"""The words of an error, whatever form a service gives it, and what they are taken for."""

from __future__ import annotations

import json
import math
from typing import Any

import httpx2
import openai
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lecturegen import errors
from lecturegen.llm import failures


def failed(status: int, body: Any) -> openai.APIStatusError:
    """The error as the client raises it over ``body``."""
    response = httpx2.Response(status, text=json.dumps(body), request=httpx2.Request("POST", "http://127.0.0.1/v1"))
    error = openai.OpenAI(api_key="none")._make_status_error_from_response(response)
    assert isinstance(error, openai.APIStatusError)
    return error


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"message": "the model sleeps", "code": 400}},
        {"error": "the model sleeps"},
        {"object": "error", "message": "the model sleeps", "code": 400},
        [{"error": {"code": 400, "message": "the model sleeps"}}],
        {"detail": "the model sleeps"},
        {"detail": [{"loc": ["body"], "msg": "the model sleeps", "input": "what was sent"}]},
        "the model sleeps",
    ],
)
def test_the_words_are_found_in_every_form(body: Any) -> None:
    error = failures.of_status(failed(400, body))
    assert type(error) is errors.RequestRejected
    assert "the model sleeps" in str(error)
    assert "what was sent" not in str(error)


@pytest.mark.parametrize(
    ("status", "message", "kind"),
    [
        (429, "You exceeded your current quota, please check your plan and billing details.", errors.QuotaExhausted),
        (429, "You exceeded your current quota, please … Please retry in 12.5s.", errors.ModelBusy),
        (400, "the request exceeds the available context size, try increasing it", errors.ContextExceeded),
        (400, "This model's maximum context length is 4096 tokens.", errors.ContextExceeded),
    ],
)
def test_what_is_said_decides(status: int, message: str, kind: type[errors.ModelError]) -> None:
    error = failures.of_status(failed(status, [{"error": {"message": message}}]))
    assert type(error) is kind
    assert not isinstance(error, errors.ModelBusy) or error.retry_after == 12.5


@pytest.mark.parametrize(
    ("code", "kind"),
    [(429, errors.ModelBusy), ("502", errors.ModelBusy), (401, errors.AccessDenied), (None, errors.RequestRejected)],
)
def test_an_error_inside_a_200_is_taken_for_its_code(code: Any, kind: type[errors.ModelError]) -> None:
    assert type(failures.of_hidden({"message": "Provider returned error", "code": code})) is kind


@given(st.text() | st.floats().map(str) | st.integers().map(str))
@example("²")
@example("9" * 5000)
def test_whatever_stands_for_a_code_an_error_inside_a_200_is_one_of_ours(code: str) -> None:
    assert isinstance(failures.of_hidden({"message": "\ud83d", "code": code}), errors.ModelError)


DATES = st.from_regex(r"\A[A-Z][a-z]{2}, \d{1,30} [A-Z][a-z]{2} \d{1,9} \d{1,22}:\d\d:\d\d [-+]?\w{1,9}\Z")


@given(st.text() | st.floats().map(str) | st.integers().map(str) | DATES, st.text() | st.floats().map(str))
@example("Mon, 01 Jan 2026 99999999999999999999:00:00 GMT", "soon")
def test_whatever_stands_for_a_wait_is_seconds_or_nothing(given_: str, milliseconds: str) -> None:
    seconds = failures.retry_after({"retry-after": given_, "retry-after-ms": milliseconds})
    assert seconds is None or (seconds >= 0 and math.isfinite(seconds))


@pytest.mark.parametrize("fault", ["01 Jan 2001", "01 Jan 2099"])
def test_a_date_to_wait_for_is_read_by_the_clock_of_the_service(fault: str) -> None:
    told = {"retry-after": f"Thu, {fault} 12:00:07 GMT", "date": f"Thu, {fault} 12:00:00 GMT"}
    assert failures.retry_after(told) == 7
    assert failures.retry_after(told | {"date": "now"}) != 7


def test_milliseconds_that_are_none_leave_the_seconds_their_say() -> None:
    assert failures.retry_after({"retry-after": "3", "retry-after-ms": "soon"}) == 3


def test_a_reply_that_the_service_could_not_fit_to_the_schema_is_a_bad_reply() -> None:
    body = {"error": {"message": "Failed to generate JSON.", "code": "json_validate_failed"}}
    assert type(failures.of_status(failed(400, body))) is errors.BadReply
