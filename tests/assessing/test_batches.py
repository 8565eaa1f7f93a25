"""Weeks assessed anew through the Batch API: post, leave, come back with the same command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assessing.test_many import tree
from tests.assessing.weeks import SECTIONS, assess, contents, stems, summary, tides
from tests.openai_server import Behaviour, Server, running

ROUNDS = 10
"""More than any week takes: questions, readers, what is sent back, readers again."""


def rounds(server: Server, *arguments: str | Path) -> list[dict[str, object]]:
    """What each run told, until none waits."""
    told = []
    for _ in range(ROUNDS):
        ran = assess(server, *arguments, "--format", "json")
        assert ran.code == 0, ran.err
        told.append(summary(ran)["total"])
        if not told[-1]["waiting"]:
            return told
    raise AssertionError(told)


def test_a_week_is_posted_and_collected_by_the_same_command(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    before = contents(week)
    with running(Behaviour()) as server:
        ran = assess(server, week, "--batch-api")
        assert ran.code == 0
        assert "one week waits for a batch" in ran.err
        assert {name: digest for name, digest in contents(week).items() if "sqlite" not in name} == before
        told = rounds(server, week, "--resume")
        live = [entry for entry in server.log if not entry.batch]
        asked = len(server.log)
        assess(server, week, "--resume")
        assert len(server.log) == asked
    assert not live
    assert told[-1]["made"] == SECTIONS
    assert [len(section) for section in stems(week / "assessment.md")] == [4] * SECTIONS


def test_without_an_assessment_objectives_go_into_the_first_batch(tmp_path: Path) -> None:
    week = tides(tmp_path / "week", assessed=False)
    with running(Behaviour()) as server:
        rounds(server, week, "--batch-api")
        assert all(entry.batch for entry in server.log)
        batches = list(dict.fromkeys(entry.batch for entry in server.log))
        kinds = [{entry.kind for entry in server.log if entry.batch == batch} for batch in batches]
    assert kinds[:3] == [{"objectives"}, {"assess"}, {"answer"}]


@pytest.mark.slow
def test_failed_lines_and_an_expired_batch_lose_nothing(tmp_path: Path) -> None:
    root = tree(tmp_path / "course", 4)
    with running(Behaviour(batch_failing=0.03, batch_faults=["batch:1:expired"])) as server:
        told = rounds(server, root, "--batch-api")
    assert told[-1]["made"] == 4 * SECTIONS
    for week in root.iterdir():
        if week.is_dir():
            assert [len(section) for section in stems(week / "assessment.md")] == [4] * SECTIONS
