"""A batch done by the workers of a Dask cluster."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from lecturegen.bank.store import FILE as BANK
from lecturegen.errors import ConfigurationError, CrewLost, UsageError
from lecturegen.events import silent
from lecturegen.faculty.apart import Superseded, always_mine, do_apart
from lecturegen.faculty.engines import ENGINES
from lecturegen.faculty.unit import Status, Unit, Wanted
from lecturegen.llm.meters import FREE
from lecturegen.models import Service
from lecturegen.settings import Settings, load_settings
from tests.command import run, run_hosted
from tests.courses import course
from tests.crew import Heard, courses, crew, local_cluster
from tests.openai_server import Behaviour, Server, running

pytest.importorskip("distributed", reason="lecturegen[dask] is not installed")


def hosted(server: Server, folder: Path, **changes: object) -> Settings:
    """Settings for ``server``; the environment of this process, from which local workers have their key, holds them."""
    os.environ |= {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test", "LECTUREGEN_RETRY_WAIT": "0.01"}
    return load_settings(**{"journals": folder / "journals", "concurrency": 8} | changes)


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    with patch.dict(os.environ):
        yield


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with local_cluster() as address:
        yield address


def ran(engine: str, rest: str, units: list[Unit], wanted: Wanted) -> Heard:
    heard = Heard()
    ENGINES[engine](rest)(iter(units), wanted, heard)
    return heard


def written(out: Path) -> dict[str, bytes | dict[str, object]]:
    """Every file but journals; of a manifest all but what the server's cache saved, which depends on who came first."""
    found: dict[str, bytes | dict[str, object]] = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.name == "manifest.json":
            manifest = json.loads(path.read_text())
            del manifest["cost_usd"], manifest["tokens"]["cached"]
            found[name] = manifest
        elif path.is_file() and "journal" not in path.name:
            found[name] = path.read_bytes()
    return found


@pytest.mark.parametrize("rest", ["", pytest.param("2", marks=pytest.mark.slow)], ids=["threads", "processes"])
def test_two_workers_write_what_one_process_writes(tmp_path: Path, cluster: str, rest: str) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    with running(Behaviour(first_token=0.02)) as server:
        wanted = Wanted(hosted(server, tmp_path), bank=False)
        ran("process", "", courses(tmp_path, alone, 2, 2), wanted)
        asked = Counter(entry.digest for entry in server.log)
        heard = ran("dask", rest or cluster, courses(tmp_path, together, 2, 2), wanted)
    assert Counter(entry.digest for entry in server.log) == asked + asked
    assert sorted(done.unit.key for done in heard.done) == sorted(heard.began)
    assert {done.status for done in heard.done} == {Status.DONE}
    assert written(together) == written(alone)
    assert not list(together.rglob("*journal*")), "journals stay on the machine"
    assert len(list((tmp_path / "journals").rglob(".journal.sqlite"))) == 4


def test_a_worker_begins_a_week_when_the_backlog_of_those_before_runs_low(tmp_path: Path, cluster: str) -> None:
    topics = ", ".join(f"Topic {number}" for number in range(16))  # 48 requests, and 32 keep even all of eight busy
    weeks = "".join(f"- {{number: {number}, title: Part {number}, topics: [{topics}]}}\n" for number in range(1, 5))
    (tmp_path / "course.yaml").write_text(f"title: Chance\nminutes: 80\nweeks:\n{weeks}")
    log = tmp_path / "log.jsonl"
    with running(Behaviour(first_token=0.02)) as server:
        hosted(server, tmp_path)
        run_hosted(
            server, "batch", tmp_path / "course.yaml", "--out", tmp_path / "out", "--engine", "dask", "--scheduler",
            cluster, "--journals", tmp_path / "journals", "--concurrency", "8", "--log-json", log,
        )  # fmt: skip
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    begun = [place for place, line in enumerate(lines) if line["event"] == "week.started"]
    assert len(begun) == 4
    for place in begun[2:]:
        done = Counter(line["week"] for line in lines[:place] if line["event"] == "stage.done")
        assert max(done.values(), default=0) > 48 - 32


def test_banks_are_filled_afterwards_by_a_command_with_what_one_process_enters(tmp_path: Path, cluster: str) -> None:
    path = course(tmp_path, "Alpha", 2)
    with running() as server:
        hosted(server, tmp_path)
        dask = ("--engine", "dask", "--scheduler", cluster, "--journals", tmp_path / "journals")
        run_hosted(server, "batch", path, "--out", tmp_path / "out", *dask)
        run_hosted(server, "batch", path, "--out", tmp_path / "alone")
    bank = tmp_path / "out" / "alpha" / BANK
    assert not bank.exists()
    for _ in range(2):
        assert run("bank", "add", tmp_path / "out" / "alpha", "--bank", bank).code == 0
    alone = run("bank", "list", "--bank", tmp_path / "alone" / "alpha" / BANK)
    assert run("bank", "list", "--bank", bank).out == alone.out != ""


def test_a_budget_is_one_for_all_workers(tmp_path: Path, cluster: str) -> None:
    with running() as server:
        wanted = Wanted(hosted(server, tmp_path, budget_tokens=60_000), bank=False)
        heard = ran("dask", cluster, courses(tmp_path, tmp_path / "out", 4, 1), wanted)
    spent = sum(entry.prompt_tokens + entry.completion_tokens for entry in server.log)
    assert 30_000 < spent <= 60_000
    assert any("the budget of 60,000 tokens" in str(fault) for done in heard.done for fault in done.faults)


def test_a_minute_that_a_lost_scheduler_knew_of_is_waited_for(tmp_path: Path, cluster: str) -> None:
    from distributed import Client

    with Client(cluster) as client:  # a new scheduler knows of no batch before
        client.run_on_scheduler(lambda dask_scheduler: dask_scheduler.plugins.pop("lecturegen", None) and None)
    with running() as server:
        wanted = Wanted(hosted(server, tmp_path, requests_per_minute=100), bank=False, quiet=FREE - 4)
        began = time.time()
        heard = ran("dask", cluster, courses(tmp_path, tmp_path / "out", 1, 1), wanted)
        assert min(entry.start for entry in server.log) - began > 3.9
    assert heard.done[0].status is Status.DONE


def test_outputs_go_to_any_address(tmp_path: Path, cluster: str) -> None:
    root, out = tmp_path / "root", tmp_path / "there"
    with running() as server:
        wanted = Wanted(hosted(server, tmp_path), bank=False, out=f"file://{out}", root=root)
        heard = ran("dask", cluster, courses(tmp_path, root, 1, 1), wanted)
    assert heard.done[0].status is Status.DONE
    assert (out / "chance-1" / "week-01" / "script.md").is_file()
    assert all(name.startswith(f"file://{out}/chance-1/week-01/") for name in heard.done[0].files)
    assert not root.exists()


def test_a_worker_without_a_key_is_named_before_anything_is_asked(tmp_path: Path, cluster: str) -> None:
    with running() as server:
        wanted = Wanted(hosted(server, tmp_path), bank=False)
        del os.environ["OPENAI_API_KEY"]
        with pytest.raises(ConfigurationError, match=r"worker tcp://.*: it has no OPENAI_API_KEY"):
            ran("dask", cluster, courses(tmp_path, tmp_path / "out", 1, 1), wanted)
    assert not server.log


def test_a_worker_that_comes_later_without_a_key_ends_the_run(
    tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lecturegen.faculty.crew.client._lacking", lambda needs, keyed: None)  # not there to be asked
    with running() as server:
        wanted = Wanted(hosted(server, tmp_path), bank=False)
        del os.environ["OPENAI_API_KEY"]
        heard = ran("dask", cluster, courses(tmp_path, tmp_path / "out", 1, 1), wanted)
    (fault,) = heard.done[0].faults
    assert "has no OPENAI_API_KEY" in fault.message
    assert fault.hopeless


def test_a_week_that_was_given_to_somebody_else_is_not_published_and_not_paid_for_again(tmp_path: Path) -> None:
    (unit,) = courses(tmp_path, tmp_path / "out", 1, 1)

    async def not_mine() -> bool:
        return False

    async def story(wanted: Wanted, server: Server) -> int:
        service = Service(wanted.settings)
        try:
            with pytest.raises(Superseded):
                await do_apart(unit, wanted, service, silent, tmp_path / "journals", not_mine)
            assert not (tmp_path / "out").exists()
            asked = len(server.log)
            await do_apart(unit, wanted, service, silent, tmp_path / "journals", always_mine)
            return len(server.log) - asked
        finally:
            await service.aclose()

    with running() as server:
        assert asyncio.run(story(Wanted(hosted(server, tmp_path)), server)) == 0
    assert (tmp_path / "out" / "chance-1" / "week-01" / "script.md").is_file()


@pytest.mark.parametrize("door", ["is_mine", "advance"])
def test_a_scheduler_that_is_slow_to_answer_ends_no_batch(
    door: str, tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lecturegen.faculty.crew.hand import Hand

    really, deaf = Hand.call, [2]

    async def call(self: Hand, asked: str, **message: object) -> object:
        if asked == door and deaf[0]:
            deaf[0] -= 1
            raise TimeoutError
        return await really(self, asked, **message)

    monkeypatch.setattr(Hand, "call", call)
    with running() as server:
        wanted = Wanted(hosted(server, tmp_path, budget=100.0), bank=False)
        heard = ran("dask", cluster, courses(tmp_path, tmp_path / "out", 2, 1), wanted)
    assert deaf == [0]
    assert [done.status for done in heard.done] == [Status.DONE] * 2


def test_a_cluster_with_another_lecturegen_is_named_before_anything_is_done(
    tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lecturegen.faculty.engines.dask.__version__", "9.9.9")
    with running() as server:
        wanted = Wanted(hosted(server, tmp_path), bank=False)
        with pytest.raises(ConfigurationError, match=r"need lecturegen 9\.9\.9: the scheduler has .*; worker tcp://"):
            ran("dask", cluster, courses(tmp_path, tmp_path / "out", 1, 1), wanted)
    assert not server.log


@pytest.mark.slow
def test_a_cluster_without_workers_says_what_is_waited_for(tmp_path: Path) -> None:
    class Hiring(Heard):
        def said(self, line: str) -> None:
            super().said(line)
            workers.hire()

    with running() as server:
        wanted, heard = Wanted(hosted(server, tmp_path), bank=False), Hiring()
        with crew(tmp_path / "crew", 0) as workers:
            ENGINES["dask"](workers.address)(iter(courses(tmp_path, tmp_path / "out", 1, 1)), wanted, heard)
    assert heard.lines == ["no worker is there yet; this waits for one"]
    assert [done.status for done in heard.done] == [Status.DONE]


@pytest.mark.slow
def test_journals_are_in_one_folder_wherever_workers_were_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with running() as server:
        wanted = Wanted(hosted(server, tmp_path, journals=Path("journals")), bank=False)
        with crew(tmp_path / "crew", 1) as workers:
            heard = ran("dask", workers.address, courses(tmp_path, tmp_path / "out", 1, 1), wanted)
    assert [done.status for done in heard.done] == [Status.DONE]
    assert (tmp_path / "journals").is_dir()
    assert not (tmp_path / "crew" / "journals").exists()


def test_one_batch_at_a_time_uses_a_cluster(cluster: str) -> None:
    from distributed import Client

    from lecturegen.faculty.crew.accounts import Accounts

    wanted = Wanted(load_settings(), bank=False)
    with Client(cluster) as other:
        other.register_plugin(Accounts(wanted.settings, other.id))
        with pytest.raises(UsageError, match="another batch is at work"):
            ran("dask", cluster, [], wanted)
    assert ran("dask", cluster, [], wanted).done == [], "its client is gone"


@pytest.mark.parametrize("rest", ["0", "many", "-2"])
def test_a_wrong_number_of_workers_is_named(rest: str) -> None:
    with pytest.raises(UsageError, match=f"--engine dask:{rest}"):
        ENGINES["dask"](rest)


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lecturegen.faculty.engines.dask.SECONDS_TO_CONNECT", 0.3)
    with pytest.raises(CrewLost, match="no scheduler answers at tcp://127"):
        ran("dask", "tcp://127.0.0.1:9", [], Wanted(load_settings(), bank=False))
