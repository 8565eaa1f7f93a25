"""Workers and the scheduler of a batch are killed with -9, and all is done once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from lecturegen.errors import CrewLost
from lecturegen.faculty.engines import ENGINES
from lecturegen.faculty.unit import Status, Wanted
from tests.courses import course
from tests.crew import Crew, Heard, courses, crew, meanwhile
from tests.openai_server import Behaviour, Server, running
from tests.openai_server.log import Entry, most_in_a_minute
from tests.test_batch_dask import hosted, ran, written

pytest.importorskip("distributed", reason="lecturegen[dask] is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

AT_ONCE = 8


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    with patch.dict(os.environ):
        yield


def answered(server: Server, deeds: dict[int, Callable[[], None]]) -> AbstractContextManager[None]:
    """Do each of ``deeds`` when the server has answered so many requests since the block began."""
    before = len(server.log)
    return meanwhile(lambda: len(server.log) - before, deeds.items())


def repeated(log: list[Entry]) -> int:
    """Answered requests that were asked again."""
    return sum(times - 1 for times in Counter(entry.digest for entry in log if entry.status == 200).values())


def test_workers_killed_three_times_repeat_only_what_was_in_flight(tmp_path: Path) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    with running(Behaviour(first_token=0.3)) as server:
        wanted = Wanted(hosted(server, tmp_path, concurrency=AT_ONCE), bank=False)
        ran("process", "", courses(tmp_path, alone, 4, 2), wanted)
        assert repeated(server.log) == 0
        server.log.clear()
        killed: list[int] = []

        def kill(workers: Crew) -> Callable[[], None]:
            def deed() -> None:
                killed.append(len(server.log))
                workers.kill_worker()
                workers.hire()

            return deed

        with crew(tmp_path / "crew", 2) as workers, answered(server, {at: kill(workers) for at in (12, 30, 50)}):
            heard = ran("dask", workers.address, courses(tmp_path, together, 4, 2), wanted)
    assert len(killed) == 3
    assert {done.status for done in heard.done} == {Status.DONE}
    assert Counter(done.unit.key for done in heard.done) == Counter(set(heard.began)), "each ends once"
    # in flight is for a worker what it has no answer to in its journal, and a busy one is late to write
    assert repeated(server.log) <= 3 * AT_ONCE
    assert max(entry.in_flight for entry in server.log) <= AT_ONCE
    assert written(together) == written(alone)


def test_a_batch_whose_scheduler_was_killed_is_done_by_the_same_command(tmp_path: Path) -> None:
    units = courses(tmp_path, tmp_path / "out", 4, 2)
    with running(Behaviour(first_token=0.3)) as server:
        wanted = Wanted(hosted(server, tmp_path, concurrency=AT_ONCE), bank=False)
        first = Heard()
        with crew(tmp_path / "crew", 2) as workers:
            address = workers.address
            with answered(server, {40: workers.kill_scheduler}), pytest.raises(CrewLost, match="scheduler is gone"):
                ENGINES["dask"](address)(iter(units), wanted, first)
            answers = len([entry for entry in server.log if entry.status == 200])
            workers.restart_scheduler()
            workers.hire(2)
            second = ran("dask", workers.address, units, wanted)
    assert 40 <= answers < len(server.log)
    assert {done.status for done in second.done} == {Status.DONE}
    assert len(second.done) == len(units)
    assert repeated(server.log) <= AT_ONCE


def test_the_limit_of_a_minute_holds_while_workers_come_and_go(tmp_path: Path) -> None:
    limit = 60
    with running(Behaviour(first_token=0.1)) as server:
        wanted = Wanted(hosted(server, tmp_path, requests_per_minute=limit), bank=False)
        with crew(tmp_path / "crew", 2) as workers, answered(server, {15: workers.hire, 45: workers.kill_worker}):
            heard = ran("dask", workers.address, courses(tmp_path, tmp_path / "out", 4, 2), wanted)
    assert {done.status for done in heard.done} == {Status.DONE}
    assert most_in_a_minute(server.log) <= limit


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_is_heeded_also_where_a_script_has_it_ignored(times: int, tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 4)
    hang = ["plan:all:hang"] if times == 2 else []
    command = "from signal import *; signal(SIGINT, SIG_IGN); from lecturegen.cli import main; main()"
    with running(Behaviour(first_token=0.7, faults=hang)) as server:
        hosted(server, tmp_path)
        flags = ["--engine", "dask", "--workers", "1", "--concurrency", "4", "--journals", str(tmp_path / "journals")]
        process = subprocess.Popen(
            [sys.executable, "-c", command, "batch", str(tmp_path), "--out", str(tmp_path / "out"), *flags],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        with asked_by(server, process):
            for _ in range(times):
                process.send_signal(signal.SIGINT)
                time.sleep(0.3)
            _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert said.endswith("hint: What was answered is kept; run the same command again to go on.\n"), said
    if times == 1:
        assert {entry.status for entry in server.log} == {200}, "what is in flight is waited for"


@contextmanager
def asked_by(server: Server, process: subprocess.Popen[str]) -> Iterator[None]:
    """Once ``process`` has asked something; it is killed afterwards if it has not ended."""
    try:
        while not server.requests:
            assert process.poll() is None
            time.sleep(0.02)
        yield
    finally:
        process.kill()
        process.communicate()
