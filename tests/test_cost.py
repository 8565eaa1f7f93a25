"""`lecturegen cost`: what was paid, to the token."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import made, make_week, run
from tests.openai_server import Behaviour, Server, running

FAULTS = ["plan:1:unavailable", "draft#1:1:truncated", "assess#2:1:not-json", "draft#3:1:placeholder"]


@pytest.fixture(scope="module")
def paid(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Server]:
    folder = tmp_path_factory.mktemp("paid")
    with running(Behaviour(faults=FAULTS)) as server:
        assert make_week(server, folder).code == 0
    return folder, server


def numbers(line: str) -> list[str]:
    return line.split()[-5:]


@pytest.mark.parametrize("by", ["week", "section", "stage", "model", "outcome"])
def test_the_total_is_what_the_server_counted(by: str, paid: tuple[Path, Server]) -> None:
    folder, server = paid
    lines = run("cost", folder / "out", "--by", by).out.splitlines()
    answered = [entry for entry in server.log if entry.status == 200]
    requests, failed, prompt, completion, dollars = numbers(lines[-1])
    assert (int(requests), int(failed)) == (len(server.log), 3)
    assert int(prompt) == sum(entry.prompt_tokens for entry in answered)
    assert int(completion) == sum(entry.completion_tokens for entry in answered)
    assert float(dollars) > 0


def test_each_stage_has_its_row_and_revisions_are_one(paid: tuple[Path, Server]) -> None:
    rows = {
        line.split()[0]: numbers(line) for line in run("cost", paid[0] / "out", "--by", "stage").out.splitlines()[1:]
    }
    assert {name: int(row[0]) for name, row in rows.items() if name != "total"} == {
        "plan": 2, "draft": 4, "assess": 4, "answer": 3, "revise": 1,
    }  # fmt: skip


def test_it_can_be_asked_of_one_week(paid: tuple[Path, Server]) -> None:
    assert run("cost", made(paid[0])).out.splitlines()[-1] == run("cost", paid[0] / "out").out.splitlines()[-1]


@pytest.mark.parametrize("by", ["week", "outcome"])
def test_nothing_is_left_behind_in_the_folder(by: str, paid: tuple[Path, Server]) -> None:
    before = {path.name: path.read_bytes() for path in made(paid[0]).iterdir()}
    assert run("cost", paid[0] / "out", "--by", by).code == 0
    assert {path.name: path.read_bytes() for path in made(paid[0]).iterdir()} == before


def test_what_a_killed_run_left_in_its_log_is_counted(paid: tuple[Path, Server], tmp_path: Path) -> None:
    killed = tmp_path / "out" / "c" / "week-01"
    killed.mkdir(parents=True)
    name = ".journal.sqlite"
    with closing(sqlite3.connect(made(paid[0]) / name)) as journal:
        journal.execute("update attempts set at = 'then'")
        journal.commit()
        for suffix in ("", "-wal"):
            (killed / f"{name}{suffix}").write_bytes((made(paid[0]) / f"{name}{suffix}").read_bytes())
    assert (killed / f"{name}-wal").stat().st_size
    assert run("cost", tmp_path / "out").out.splitlines()[-1] == run("cost", paid[0] / "out").out.splitlines()[-1]
    assert [path.name for path in killed.iterdir()] == [name]


def test_an_unknown_price_is_unknown(tmp_path: Path) -> None:
    with running() as server:
        make_week(server, tmp_path, "--model", "nobody-knows-this-model")
    assert numbers(run("cost", tmp_path / "out").out.splitlines()[-1])[-1] == "unknown"


def test_what_may_be_billed_without_our_knowing_is_said(tmp_path: Path) -> None:
    with running(Behaviour(faults=["draft#2:1:cut-body", "assess#1:1:reset", "plan:1:unavailable"])) as server:
        assert make_week(server, tmp_path).code == 0
    ran = run("cost", tmp_path / "out", "--by", "outcome")
    assert "besides, 2 requests ended before their count arrived" in ran.err
    assert {line.split()[0]: int(line.split()[1]) for line in ran.out.splitlines()[1:]} == {
        "busy": 1, "ok": 10, "unseen": 2, "total": 13,
    }  # fmt: skip


def test_one_such_request_is_no_requests(tmp_path: Path) -> None:
    with running(Behaviour(faults=["draft#2:1:cut-body"])) as server:
        make_week(server, tmp_path)
    assert "besides, 1 request ended before its count arrived" in run("cost", tmp_path / "out").err


@pytest.mark.parametrize(
    ("arguments", "said"), [(["nowhere"], "no week was made here"), ([".", "--by", "x"], "--by x")]
)
def test_what_cannot_be_shown_is_said(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("cost", *arguments)
    assert (ran.code, said in ran.err) == (2, True)
