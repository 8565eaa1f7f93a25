"""The local server's files and batches, as the openai package sees them."""

from __future__ import annotations

import json
from typing import Any, Final

import openai
import pytest

from tests.openai_server import Behaviour, Server, running
from tests.openai_server.__main__ import parser
from tests.openai_server.batch_faults import ENDS, ON_THE_WAY, BatchFault
from tests.openai_server.samples import client, draft_request

URL: Final = "/v1/chat/completions"


def lines(count: int, **changes: Any) -> bytes:
    made = []
    for number in range(count):
        body = {"model": "m", "messages": draft_request(1 + number % 5)}
        made.append({"custom_id": f"r{number}", "method": "POST", "url": URL, "body": body} | changes)
    return "".join(json.dumps(line) + "\n" for line in made).encode()


def posted(server: Server, content: bytes) -> Any:
    api = client(server)
    file = api.files.create(file=("in.jsonl", content), purpose="batch")
    return api.batches.create(
        input_file_id=file.id, endpoint=URL, completion_window="24h", metadata={"digest": "d1"}
    )  # fmt: skip


def read(server: Server, name: str | None) -> list[dict[str, Any]]:
    if name is None:
        return []
    return [json.loads(line) for line in client(server).files.content(name).text.splitlines()]


def ended(server: Server, batch: Any) -> Any:
    return client(server).batches.retrieve(batch.id)


def test_a_batch_answers_every_line_out_of_order_and_is_counted() -> None:
    with running() as server:
        batch = ended(server, posted(server, lines(12)))
        answers = read(server, batch.output_file_id)
        assert [(one.metadata or {})["digest"] for one in client(server).batches.list()] == ["d1"]
    assert (batch.status, batch.request_counts.completed, batch.error_file_id) == ("completed", 12, None)
    names = [answer["custom_id"] for answer in answers]
    assert sorted(names) == sorted(f"r{n}" for n in range(12)) != names
    usage = [answer["response"]["body"]["usage"] for answer in answers]
    assert sum(u["prompt_tokens"] for u in usage) == sum(entry.prompt_tokens for entry in server.log)
    assert {entry.batch for entry in server.log} == {batch.id}


def test_a_batch_takes_as_many_looks_as_it_was_told() -> None:
    with running(Behaviour(batch_polls=2)) as server:
        batch = posted(server, lines(2))
        assert [ended(server, batch).status for _ in range(3)] == ["in_progress", "in_progress", "completed"]


def test_a_share_of_the_lines_fails_and_lines_meet_the_faults_of_replies() -> None:
    with running(Behaviour(batch_failing=0.25, faults=["draft:1:refusal"])) as server:
        batch = ended(server, posted(server, lines(12)))
        bad = read(server, batch.error_file_id)
        said = [a["response"]["body"]["choices"][0]["message"]["refusal"] for a in read(server, batch.output_file_id)]
    assert [line["response"]["status_code"] for line in bad] == [500] * 3
    assert len([refusal for refusal in said if refusal]) == 1
    assert batch.request_counts.failed == 3


@pytest.mark.parametrize(("how", "answered", "named"), [("expired", 5, 5), ("missing", 8, 0), ("duplicates", 20, 0)])
def test_a_batch_can_end_otherwise(how: str, answered: int, named: int) -> None:
    with running(Behaviour(batch_faults=[f"batch:1:{how}"])) as server:
        batch = ended(server, posted(server, lines(10)))
        assert len(read(server, batch.output_file_id)) == answered
        assert len(read(server, batch.error_file_id)) == named


@pytest.mark.parametrize("changes", [{"custom_id": "same"}, {"url": "/v1/embeddings"}, {"body": {}}])
def test_a_file_with_a_fault_is_refused_and_the_line_is_named(changes: dict[str, Any]) -> None:
    with running() as server:
        batch = ended(server, posted(server, lines(2, **changes)))
    assert (batch.status, batch.output_file_id) == ("failed", None)
    assert batch.errors.data[-1].line == 2


def test_a_call_meets_its_faults() -> None:
    faults = ["upload:1:rate-limit", "create:1:lost", "retrieve:1:unavailable", "content:1:cut"]
    with running(Behaviour(batch_faults=faults)) as server:
        with pytest.raises(openai.RateLimitError):
            posted(server, lines(1))
        with pytest.raises(openai.APIConnectionError):
            posted(server, lines(1))
        (batch,) = client(server).batches.list()  # it was made all the same
        with pytest.raises(openai.InternalServerError):
            ended(server, batch)
        with pytest.raises(openai.APIConnectionError):
            read(server, ended(server, batch).output_file_id)
        assert len(read(server, ended(server, batch).output_file_id)) == 1


def test_files_are_listed_and_deleted_and_a_batch_can_be_cancelled() -> None:
    with running(Behaviour(batch_polls=9)) as server:
        api, batch = client(server), posted(server, lines(4))
        assert api.batches.cancel(batch.id).status == "cancelled"
        codes = [line["error"]["code"] for line in read(server, ended(server, batch).error_file_id)]
        assert codes == ["batch_cancelled"] * 2
        assert api.files.delete(batch.input_file_id).deleted
        assert batch.input_file_id not in [file.id for file in api.files.list()]


def test_a_service_without_batches_says_that_there_is_no_such_address() -> None:
    with running(Behaviour(profile="vllm")) as server, pytest.raises(openai.NotFoundError):
        client(server).batches.list()


def test_the_manual_names_every_fault_and_a_wrong_one_is_refused() -> None:
    text = " ".join(parser().format_help().split())
    assert all(f"{name} {does}" in text for name, does in (ENDS | ON_THE_WAY).items())
    with pytest.raises(ValueError, match="did you mean 'expired'"):
        BatchFault.parse("batch:1:expire")
    with pytest.raises(SystemExit):
        parser().parse_args(["--batch-fault", "create:1:expired"])
