"""`lecturegen batch --batch-api`: the weeks of many courses through batches, by the same command again and again."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from lecturegen.llm.batches.store import FILE, Store
from tests.assessing.weeks import tides
from tests.batches import WAITS, assert_nothing_was_asked_twice, assert_the_ledger_is_the_servers
from tests.command import Ran, run, run_hosted
from tests.courses import batch, course, documents, statuses, summary
from tests.openai_server import Behaviour, Server, running


@pytest.fixture(autouse=True)
def no_blind_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be one round more for every test."""
    monkeypatch.setenv("LECTUREGEN_BLIND", "false")


def rounds(server: Server, folder: Path, *arguments: str | Path, most: int = 8) -> list[Ran]:
    """Runs of ``lecturegen batch --batch-api`` until one waits for nothing."""
    ran: list[Ran] = []
    while len(ran) < most:
        ran.append(batch(server, folder, *arguments, "--batch-api", "--format", "json"))
        if WAITS not in ran[-1].err:
            return ran
    raise AssertionError(f"it still waits after {most} rounds: {ran[-1].err}")


def test_all_weeks_share_their_batches_and_are_the_weeks_made_live(tmp_path: Path) -> None:
    course(tmp_path / "courses", "Alpha", 2)
    path = course(tmp_path / "courses", "Beta")
    path.write_text(path.read_text() + "exports: [gift]\n")
    with running() as server:
        assert batch(server, tmp_path / "live", tmp_path / "courses").code == 0
        live = len(server.log)
        ran = rounds(server, tmp_path, tmp_path / "courses")
        again = batch(server, tmp_path, tmp_path / "courses", "--batch-api", "--format", "json")
    assert {one.code for one in ran} == {0}
    assert [batch.total for batch in server.store.batches.values()][:3] == [3, 6, 6]
    assert Counter(bool(entry.batch) for entry in server.log[live:]) == {True: live}
    assert documents(tmp_path) == documents(tmp_path / "live")
    assert [set(statuses(one).values()) for one in ran[:3]] == [{"waits"}] * 3
    assert set(statuses(ran[-1]).values()) == {"done"}
    assert all(week["unchanged"] for week in summary(again)["weeks"])
    assert (tmp_path / "out" / "beta" / "week-01" / "exports" / "assessment.gift").is_file()


def test_what_batches_cost_is_counted_at_half_in_the_run_that_collects_it(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    with running() as server:
        ran = rounds(server, tmp_path, tmp_path)
        assert_nothing_was_asked_twice(server)
        assert_the_ledger_is_the_servers(server, tmp_path)
        billed = sum(entry.prompt_tokens + entry.completion_tokens for entry in server.log)
    totals = [summary(one)["total"] for one in ran]
    assert [total["requests"] for total in totals][:4] == [0, 2, 4, 4]
    assert [total["waiting"] for total in totals][:3] == [2, 2, 2]
    assert totals[-1]["waiting"] == 0
    assert sum(total["tokens"]["prompt"] + total["tokens"]["completion"] for total in totals) == billed
    manifests = [json.loads(path.read_text()) for path in (tmp_path / "out").glob("*/week-*/manifest.json")]
    assert sum(total["cost_usd"] for total in totals) == pytest.approx(sum(one["cost_usd"] for one in manifests))


def test_a_course_that_is_broken_or_refused_stops_no_other_and_the_exit_code_says_so(tmp_path: Path) -> None:
    for name in ("Alpha", "Beta"):
        course(tmp_path / "courses", name)
    (tmp_path / "courses" / "broken.yaml").write_text("title: Broken\nweeks: 7\n")
    with running(Behaviour(faults=["plan:1:refusal"])) as server:
        ran = rounds(server, tmp_path, tmp_path / "courses")
        ran += rounds(server, tmp_path, tmp_path / "courses" / "alpha.yaml", tmp_path / "courses" / "beta.yaml")
    assert {one.code for one in ran[:-1]} == {1}
    assert sorted(statuses(ran[1]).values()) == ["failed", "failed", "waits"]
    assert set(statuses(ran[-1]).values()) == {"done"}
    assert_the_ledger_is_the_servers(server, tmp_path)


def test_only_failed_goes_on_with_what_waits(tmp_path: Path) -> None:
    course(tmp_path, "Alpha")
    done = course(tmp_path, "Beta")
    with running() as server:
        batch(server, tmp_path, done)
        ran = rounds(server, tmp_path, tmp_path / "alpha.yaml", most=9)
        assert ran[-1].code == 0
        (tmp_path / "out" / "alpha" / "week-01" / "script.md").unlink()
        batch(server, tmp_path, tmp_path, "--batch-api", "--model", "another")
        waiting = batch(server, tmp_path, tmp_path, "--only-failed", "--batch-api", "--model", "another")
    assert WAITS in waiting.err
    assert "nothing had failed" not in waiting.err


def test_status_says_what_waits_and_how_it_goes_on(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    with running() as server:
        ran = batch(server, tmp_path, tmp_path, "--batch-api")
    assert (ran.code, ran.out) == (0, "")
    assert "batch_0001: 2 requests posted" in ran.err
    assert "Alpha, week 2: waits for a batch" in ran.err
    assert f"2 weeks wait for a batch. {WAITS}" in ran.err
    status = run("batch", "--status", tmp_path / "out")
    assert "waiting" in status.out
    assert "the same command collects what weeks wait for" in status.out
    told = json.loads(run("batch", "--status", tmp_path / "out", "--format", "json").out)
    assert (told["total"]["waiting"], told["total"]["exit_code"]) == (2, 0)


def test_resume_needs_something_that_was_posted_and_goes_on(tmp_path: Path) -> None:
    course(tmp_path, "Alpha")
    with running(Behaviour(batch_polls=1)) as server:
        early = batch(server, tmp_path, tmp_path, "--resume")
        assert (early.code, server.doors.asked, server.log) == (2, [], [])
        assert "nothing was ever posted" in early.err
        assert not (tmp_path / "out").exists()
        batch(server, tmp_path, tmp_path, "--batch-api")
        looked = batch(server, tmp_path, tmp_path, "--resume")
        assert "batch_0001: in_progress, 0 of 1 done" in looked.err
        assert (looked.code, len(server.store.batches)) == (0, 1)


def test_what_is_sent_back_is_asked_live_if_that_is_wanted(tmp_path: Path) -> None:
    course(tmp_path, "Alpha")
    with running(Behaviour(faults=["draft#2:1:placeholder"])) as server:
        rounds(server, tmp_path, tmp_path, "--finish-live")
    assert Counter("batch" if entry.batch else "live" for entry in server.log) == {"batch": 5, "live": 1}
    assert_the_ledger_is_the_servers(server, tmp_path)


def test_weeks_that_are_there_are_assessed_through_batches_where_they_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old = tides(tmp_path / "old" / "week-07")
    before = (old / "assessment.md").read_bytes()
    with running() as server:
        ran = run_hosted(server, "batch", "old", "--do", "assess", "--batch-api")
        assert (ran.code, WAITS in ran.err) == (0, True)
        assert (old / "assessment.md").read_bytes() == before
        for _ in range(6):
            ran = run_hosted(server, "batch", "old", "--do", "assess", "--batch-api")
            if WAITS not in ran.err:
                break
        assert all(entry.batch for entry in server.log)
    assert WAITS not in ran.err
    assert (old / "assessment.md").read_bytes() != before


def test_other_engines_are_refused_before_anything_is_asked_or_written(tmp_path: Path) -> None:
    course(tmp_path, "Alpha")
    with running() as server:
        for flags in (
            ("--engine", "dask"),
            ("--engine", "dask:2", "--resume"),
            ("--scheduler", "tcp://127.0.0.1:9", "--engine", "dask"),
        ):
            ran = batch(server, tmp_path, tmp_path, "--batch-api", *flags)
            assert (ran.code, "--batch-api goes with --engine process, not dask" in ran.err) == (2, True), ran.err
        alone = batch(server, tmp_path, tmp_path, "--finish-live")
        assert (alone.code, "--finish-live goes with --batch-api" in alone.err) == (2, True)
        assert (server.log, server.doors.asked) == ([], [])
    assert not (tmp_path / "out").exists()
    offline = run("batch", tmp_path / "alpha.yaml", "--out", tmp_path / "out", "--batch-api", "--offline")
    assert (offline.code, "there is no service to post to" in offline.err) == (2, True)


def test_an_address_gets_whole_weeks_alone(tmp_path: Path) -> None:
    import fsspec

    course(tmp_path, "Alpha")
    there = fsspec.filesystem("memory")
    with running() as server:
        for _ in range(6):
            ran = run_hosted(
                server, "batch", tmp_path / "alpha.yaml", "--out", f"memory://{tmp_path.name}", "--batch-api",
                "--journals", tmp_path / "journals",
            )  # fmt: skip
            assert ran.code == 0, ran.err
            found = there.find(f"/{tmp_path.name}")
            if WAITS not in ran.err:
                break
            assert not found, "nothing half done is ever out"
    assert any(path.endswith("script.md") for path in found)
    assert_nothing_was_asked_twice(server)


def test_an_estimate_is_at_half_price(tmp_path: Path) -> None:
    course(tmp_path, "Alpha")
    with running() as server:
        live, half = (batch(server, tmp_path, tmp_path, "--dry-run", *flags) for flags in ((), ("--batch-api",)))
    dollars = [float(ran.out.split()[-1]) for ran in (live, half)]
    assert dollars[1] == pytest.approx(dollars[0] / 2, abs=1e-3)
    assert dollars[1] > 0
    assert not server.log


def test_the_log_tells_of_batches_and_of_weeks_that_wait(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    log = tmp_path / "log.jsonl"
    with running() as server:
        batch(server, tmp_path, tmp_path, "--batch-api", "--log-json", log)
        batch(server, tmp_path, tmp_path, "--batch-api", "--log-json", log)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    whole = [(line["event"], line["week"]) for line in lines if line["event"].startswith("batch.")]
    assert whole == [("batch.posted", None), ("batch.collected", None), ("batch.posted", None)]
    assert sorted(line["week"] for line in lines if line["event"] == "week.waits") == [1, 1, 2, 2]


def test_nothing_is_left_in_the_store_of_weeks_that_are_done(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    with running() as server:
        rounds(server, tmp_path, tmp_path)
    assert (tmp_path / "out" / FILE).is_file()
    store = Store(tmp_path / "out")
    try:
        assert [store.waiting(f"alpha/week-{number:02}") for number in (1, 2)] == [0, 0]
        assert store.run("select count(*) from letters") == [(0,)]
    finally:
        store.close()
