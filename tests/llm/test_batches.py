"""Files that come back from a service: whatever is in them is read, or left, and never raises."""

from __future__ import annotations

import asyncio
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.errors import ModelError
from lecturegen.llm.batches.courier import Courier
from lecturegen.llm.batches.letters import Came, Letter, read_line
from lecturegen.llm.batches.service import BatchService
from lecturegen.llm.batches.store import Store
from tests.conftest import impatient
from tests.openai_server import running
from tests.openai_server.samples import client

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 700) | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)
BODY = JSON | st.fixed_dictionaries({"usage": JSON}) | st.fixed_dictionaries({"error": JSON})


@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_a_line_of_anything_is_read_or_left(raw: bytes) -> None:
    assert read_line(raw) is None or read_line(raw)


@given(st.sampled_from([0, 200, 400, 401, 404, 429, 500, 529]), BODY)
def test_whatever_came_has_a_count_and_a_fault_or_none(status: int, body: Any) -> None:
    came = Came(status, body)
    assert came.usage.prompt >= 0 <= came.usage.completion
    assert (came.failure is None) == (status == 200)
    assert came.failure is None or isinstance(came.failure, ModelError)


@given(st.text(min_size=1, max_size=40), st.text("abcdef0123456789", min_size=64, max_size=64), st.integers(1, 9))
def test_names_are_short_and_of_one_folder_request_and_try(folder: str, address: str, tries: int) -> None:
    letter = Letter(folder, address, tries, "key", "draft", "unit", "text max_tokens")
    others = (("x" + folder, address, tries), (folder, address[::-1] + "0", tries), (folder, address, tries + 1))
    assert len(letter.name) <= 64
    assert letter.name.isascii()
    for other in others:
        if other[1][:40] != address[:40] or other[0] != folder or other[2] != tries:
            assert Letter(*other, "key", "draft", "unit", "text max_tokens").name != letter.name


@pytest.mark.parametrize("end", [b"\n", b""])
def test_lines_are_split_at_newlines_alone_however_the_bytes_arrive(end: bytes) -> None:
    wanted = ['{"a": "\u2028\u0085\x0c"}', "x" * 200_000, "", "é" * 70_000]
    with running() as server:
        file = client(server).files.create(file=("f", "\n".join(wanted).encode() + end), purpose="batch")

        async def read() -> list[str]:
            service = BatchService(impatient(server.base_url))
            try:
                return [line.decode() async for line in service.lines(file.id)]
            finally:
                await service.aclose()

        assert asyncio.run(read()) == wanted


def test_a_batch_holds_no_more_than_it_may_and_its_digest_is_that_of_its_letters(tmp_path: Path) -> None:
    digests = []
    for name, order in (("a", range(7)), ("b", reversed(range(7)))):
        store = Store(tmp_path / name)
        for number in order:
            store.put(
                Letter("week", f"{number}{'0' * 63}", 1, "", "draft", "", ""), {"model": "m", "messages": [number]}
            )
        store.seal("http://s/v1", 3)
        batches = store.batches("sealed")
        assert [batch.requests for batch in batches] == [3, 3, 1]
        with (tmp_path / "file").open("w+b") as file:
            digests.append([store.write(batch, file, "/v1/chat/completions") for batch in batches])
            file.seek(0)
            assert [json.loads(line)["body"]["messages"] for line in file] == [[n] for n in range(7)]
        store.close()
    assert digests[0] == digests[1]


def test_what_is_posted_arrives_whole_and_is_known_by_its_digest(tmp_path: Path) -> None:
    store, heard = Store(tmp_path), list[Any]()
    for number in range(40):
        store.put(Letter("week", f"{number:02}{'0' * 62}", 1, "", "draft", "", ""), {"model": "m", "n": "é" * 50})

    async def post(base_url: str) -> None:
        service = BatchService(impatient(base_url))
        try:
            await Courier(store, service, heard.append).post(50)
        finally:
            await service.aclose()

    with running() as server:
        asyncio.run(post(server.base_url))
    (batch,) = server.store.batches.values()
    assert server.doors.asked.count("upload") == 1
    assert sha256(batch.input.content).hexdigest() == batch.metadata["digest"]
    assert len([json.loads(line) for line in batch.input.content.splitlines()]) == 40
    assert [(event.batch, event.requests) for event in heard] == [(batch.id, 40)]
    store.close()
