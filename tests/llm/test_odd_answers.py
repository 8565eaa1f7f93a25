"""Answers that no service should give, and some gave: a reply or one of our errors comes of each, never a crash."""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen import errors
from lecturegen.llm.journal import Journal
from lecturegen.llm.langchain import LangChainModel
from lecturegen.llm.recorded import Recorded
from lecturegen.usage import Usage
from tests.conftest import impatient
from tests.llm.asking import ask, plan_request
from tests.openai_server import Behaviour, running

RUNG = "json_schema max_completion_tokens"
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("\ud83d"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PLACES = [
    (), ("choices",), ("choices", 0), ("choices", 0, "message"), ("choices", 0, "message", "role"),
    ("choices", 0, "message", "content"), ("choices", 0, "message", "refusal"), ("choices", 0, "finish_reason"),
    ("choices", 0, "message", "tool_calls"), ("usage",), ("usage", "prompt_tokens"), ("usage", "completion_tokens"),
    ("usage", "total_tokens"), ("usage", "prompt_tokens_details"), ("usage", "prompt_tokens_details", "cached_tokens"),
    ("usage", "completion_tokens_details"), ("error",), ("model",), ("id",), ("service_tier",), ("created",),
]  # fmt: skip


@pytest.fixture(scope="module")
def model() -> LangChainModel:
    return LangChainModel(impatient("http://127.0.0.1:9/v1"))


def answer() -> dict[str, Any]:
    message = {"role": "assistant", "content": '{"sections": []}', "refusal": None}
    usage = {"prompt_tokens": 5, "completion_tokens": 7, "total_tokens": 12}
    details = {"prompt_tokens_details": {"cached_tokens": 3}, "completion_tokens_details": {"reasoning_tokens": 0}}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"id": "c", "model": "m", "choices": [choice], "usage": usage | details}


def changed(place: tuple[Any, ...], odd: Any) -> Any:
    if not place:
        return odd
    made = inner = copy.deepcopy(answer())
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = odd
    return made


@settings(deadline=None)
@given(place=st.sampled_from(PLACES), odd=ODD)
def test_whatever_stands_anywhere_in_an_answer(model: LangChainModel, place: tuple[Any, ...], odd: Any) -> None:
    usage: Usage | None = None
    try:
        usage = model.read(plan_request(), 200, changed(place, odd), RUNG).usage
    except errors.ModelError as error:
        usage = error.usage
        f"{error}{error.text}".encode()  # what is kept and shown can be written
    if usage is not None:
        assert 0 <= usage.cached <= usage.prompt < 2**53
        assert 0 <= usage.completion < 2**53


@settings(deadline=None)  # the first imports httpx2
@given(status=st.integers(400, 599), body=ODD)
def test_whatever_stands_in_the_body_of_an_error(model: LangChainModel, status: int, body: Any) -> None:
    for said in (body, {"error": body}, {"error": {"message": body, "code": body}}):
        with pytest.raises(errors.ModelError) as raised:
            model.read(plan_request(), status, said, RUNG)
        str(raised.value).encode()


@pytest.mark.parametrize("fault", ["half-pair", "odd-usage", "no-usage", "no-message"])
def test_odd_answers_are_recorded_like_others(fault: str, tmp_path: Any) -> None:
    with running(Behaviour(faults=[f"*:all:{fault}"])) as server:
        journal = Journal(tmp_path)
        with suppress(errors.ModelBusy, errors.BadReply):
            ask(Recorded(LangChainModel(impatient(server.base_url)), journal))
        ((outcome, dollars),) = journal.run("select outcome, cost from attempts")
        journal.close()
    assert outcome == ("unseen" if fault == "no-message" else "ok")
    assert (dollars is None) == fault.endswith("-usage"), "what is not counted has no price that we know"
