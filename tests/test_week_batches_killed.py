"""Killed with -9 at any step of posting and collecting, or met by another run: nothing is paid twice, nor lost."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import pytest

from tests.batches import WAITS, assert_nothing_was_asked_twice, assert_the_ledger_is_the_servers, documents
from tests.command import make_week, week_arguments
from tests.killed import nursery
from tests.openai_server import Behaviour, running
from tests.test_week_hosted import start

ONCE = ["plan:1:server-error", "draft#1:1:server-error", "assess#2:1:truncated"]
"""What goes wrong besides."""
MANY = 200
"""Runs that kills at random steps never need: a week whose last round is never let through fails, and says so."""


@pytest.fixture(scope="module")
def longest_round(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Steps of the longest run when nobody is killed."""
    arguments, steps = [*week_arguments(tmp_path_factory.mktemp("rounds")), "--batch-api"], 0
    with running(Behaviour(faults=ONCE)) as server, nursery(server) as run:
        while True:
            ran = run(0, arguments)
            assert ran.code == 0, ran.said
            steps = max(steps, ran.steps)
            if WAITS not in ran.said:
                return steps


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    with running() as server:
        assert make_week(server, folder).code == 0
    return documents(folder)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_step_nothing_is_paid_twice_and_nothing_is_lost(
    seed: int, undisturbed: dict[str, bytes], longest_round: int, tmp_path: Path
) -> None:
    dice, kills, arguments = random.Random(seed), 0, [*week_arguments(tmp_path), "--batch-api"]
    with running(Behaviour(faults=ONCE)) as server, nursery(server) as run:
        for _ in range(MANY):
            ran = run(dice.randrange(1, longest_round * 5 // 4), arguments)  # one in five lives through any round
            kills += ran.code == -signal.SIGKILL
            assert ran.code in (0, -signal.SIGKILL), ran.said
            if ran.code == 0 and WAITS not in ran.said:
                break
        else:
            pytest.fail(f"not done after {MANY} runs; the last said: {ran.said}")
    assert kills
    assert documents(tmp_path) == undisturbed
    assert_nothing_was_asked_twice(server)
    assert_the_ledger_is_the_servers(server, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("first", [0, 4])  # all of range(9): every step there is, in ten minutes
def test_killed_at_one_step_after_the_other(first: int, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    arguments, step = [*week_arguments(tmp_path), "--batch-api"], 1 + first
    with running(Behaviour(faults=ONCE)) as server, nursery(server) as run:
        while (ran := run(step, arguments)).code or WAITS in ran.said:
            assert ran.code in (0, -signal.SIGKILL), ran.said
            step = step + 9 if ran.code else 1 + first
    assert documents(tmp_path) == undisturbed
    assert_nothing_was_asked_twice(server)
    assert_the_ledger_is_the_servers(server, tmp_path)


def test_a_second_run_is_told_that_one_is_at_work_and_posts_nothing(tmp_path: Path) -> None:
    with running(Behaviour(batch_faults=[f"upload:{n}:rate-limit" for n in range(1, 6)])) as server:
        first = start(server, tmp_path, "--batch-api")
        while "upload" not in server.doors.asked:
            assert first.poll() is None
            time.sleep(0.02)
        second = make_week(server, tmp_path, "--batch-api")
        assert first.wait(timeout=30) == 0
        assert len(server.store.batches) == 1
    assert second.code == 3
    assert "another lecturegen is at work in this folder" in second.err
