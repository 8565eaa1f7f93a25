"""What befalls a whole run: mixtures of faults, a service that goes away and comes back, disks that fail."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lecturegen.llm.journal import FILE
from tests.apart import Apart
from tests.command import TOPICS, made, make_week, report_of, run, topic_list, week_arguments, week_of
from tests.openai_server import Behaviour, Server, running
from tests.openai_server.faults import FAULTS
from tests.test_week_hosted import start, wait_for_requests

HABITS = {"no-response-format", "no-json-mode", "max-tokens-only", "small-model"}
UNSEEN = {"cut-body", "broken-body", "html-body", "huge", "no-message", "no-usage", "odd-usage"}
"""Faults whose answer is billed, but whose count does not arrive."""
SLOW = {"hang", "slow-drip", "huge", "rate-limit", "rate-limit-date"}
SIGNS = ("[Insert", "I'm sorry, I can't", "â€™", "Certainly! Here's", "```json", "<think", "I have thought about")


def ledger(folder: Path) -> tuple[int, int]:
    line = run("cost", folder / "out").out.splitlines()[-1].split()
    return int(line[-3]), int(line[-2])


def counted(server: Server) -> tuple[int, int]:
    seen = [e for e in server.log if e.status == 200 and not UNSEEN & set((e.fault or "").split("+"))]
    return sum(e.prompt_tokens for e in seen), sum(e.completion_tokens for e in seen)


@pytest.mark.parametrize("share", [5, 20, 40])
def test_under_a_mixture_of_faults_a_week_is_whole_or_says_what_it_lacks(share: int, tmp_path: Path) -> None:
    dice, names = random.Random(share), sorted(FAULTS.keys() - HABITS - SLOW)
    faults = [f"*:{at}:{dice.choice(names)}" for at in range(1, 120) if dice.random() < share / 100]
    with running(Behaviour(faults=faults)) as server:
        ran = make_week(server, tmp_path)
    assert ledger(tmp_path) == counted(server)
    assert not any(sign in path.read_text() for path in made(tmp_path).glob("*.md") for sign in SIGNS)
    if not (made(tmp_path) / "week.json").exists():
        assert ran.code in (3, 4)
        assert "hint: " in ran.err
        return
    written = [section.title for section in week_of(tmp_path).sections]
    lacking = [rejected.title for rejected in report_of(tmp_path).rejected]
    assert sorted(written + lacking) == sorted(TOPICS)
    assert ran.code == (1 if lacking else 0)


def test_a_service_that_dies_in_the_middle_is_waited_for(tmp_path: Path) -> None:
    with running(Behaviour(first_token=0.4)) as server:
        process = start(server, tmp_path, LECTUREGEN_RETRY_WAIT="0.2")
        wait_for_requests(server, 3, process)
        port = int(server.base_url.split(":")[2].removesuffix("/v1"))
        answered = {entry.digest for entry in server.log if entry.status == 200}
    time.sleep(1.0)
    with running(port=port) as back:
        assert process.wait(timeout=60) == 0
        assert not answered & {entry.digest for entry in back.log}
    assert len(week_of(tmp_path).sections) == 3


def test_a_reply_of_fifty_megabytes_is_not_read_and_asked_for_differently(tmp_path: Path) -> None:
    faults = ["plan:1:huge", "draft#2:1:huge", "assess#1:1:huge", "draft#3:1:placeholder", "revise:1:huge"]
    with running(Behaviour(faults=faults)) as server:
        ran = make_week(server, tmp_path)
    assert ran.code == 0, ran.err
    assert report_of(tmp_path).findings == ()
    with sqlite3.connect(made(tmp_path) / FILE) as db:
        errors = [error for (error,) in db.execute("select error from attempts where outcome = 'unseen'")]
    assert errors == ["the answer is longer than 8 MB"] * 4


@pytest.mark.parametrize("kind", ["plan", "draft#2", "assess#2", "revise#2"])
def test_a_reply_cut_again_and_again_is_put_together(kind: str, tmp_path: Path) -> None:
    faults = ["draft#2:1:placeholder"] if kind == "revise#2" else []
    faults += [f"{kind}:{nth}:truncated" for nth in (1, 2, 3)]
    (tmp_path / "whole").mkdir()
    with running() as sound:
        make_week(sound, tmp_path / "whole")
    with running(Behaviour(faults=faults)) as server:
        ran = make_week(server, tmp_path)
    assert ran.code == 0, ran.err
    for name in ("script.md", "assessment.md", "plan.yaml"):
        assert (made(tmp_path) / name).read_bytes() == (made(tmp_path / "whole") / name).read_bytes()
    assert len(server.log) == 13 + (kind == "revise#2")
    assert ledger(tmp_path) == counted(server)


def test_two_runs_on_one_folder_do_not_meet_and_the_second_says_so(tmp_path: Path) -> None:
    with running(Behaviour(first_token=1.5)) as server:
        process = start(server, tmp_path)
        wait_for_requests(server, 2, process)
        second = make_week(server, tmp_path)
        asked = len({entry.digest for entry in server.log})
        assert process.wait(timeout=30) == 0
        assert len(server.log) == len({entry.digest for entry in server.log}) == 10 >= asked
    assert second.code == 3
    assert "another lecturegen is at work in this folder" in second.err


def run_apart(
    folder: Path, server: Server, before: Callable[[], object], *flags: str
) -> subprocess.CompletedProcess[str]:
    """The command of ``make_week`` in a process in which ``before`` has been called."""
    return subprocess.run(
        [sys.executable, "-m", "lecturegen.cli", *week_arguments(folder), *flags],
        check=False, capture_output=True, text=True,
        env=os.environ | {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "x"}, preexec_fn=before,
    )  # fmt: skip


def no_file_beyond_60_kb() -> None:
    """What a full disk looks like to a program."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


def root_like_anybody() -> None:
    """Takes from root the right to write where the mode says no; from others nothing."""
    prctl_drop_from_bounding_set, dac_override = 24, 1
    ctypes.CDLL(None).prctl(prctl_drop_from_bounding_set, dac_override)


def test_a_full_disk_is_named_and_what_was_answered_before_is_not_asked_again(tmp_path: Path) -> None:
    with running(Behaviour(first_token=0.05)) as server:
        ran = run_apart(tmp_path, server, no_file_beyond_60_kb)
        assert ran.returncode == 3, ran.stderr
        assert f"{FILE}: cannot be written" in ran.stderr
        assert "Traceback" not in ran.stderr
        before = {entry.digest for entry in server.log if entry.kind == "plan"}
        count = len(server.log)
        again = make_week(server, tmp_path)
    assert again.code == 0, again.err
    assert before
    assert not before & {entry.digest for entry in server.log[count:]}
    assert len(week_of(tmp_path).sections) == 3


@pytest.mark.parametrize("flags", [(), ("--batch-api",)])
def test_a_folder_that_cannot_be_made_is_named_before_anything_is_asked(flags: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with running() as server:
        ran = make_week(server, tmp_path, *flags, "--out", str(tmp_path / "file" / "deeper"))
        assert not server.requests
    assert (ran.code, "the folder cannot be made: Not a directory" in ran.err) == (3, True)


def test_a_folder_that_may_not_be_written_is_named_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    with running() as server:
        ran = make_week(server, tmp_path)
        assert not server.requests
    assert (ran.code, f"{tmp_path / 'out'}" in ran.err) == (3, True)


@pytest.mark.skipif(sys.platform != "linux", reason="root is disarmed as Linux does it")
@pytest.mark.parametrize("made_before", [False, True])
def test_a_read_only_folder_is_named_before_anything_is_asked(made_before: bool, tmp_path: Path) -> None:
    with running() as server:
        if made_before:
            make_week(server, tmp_path)
        paid = run("cost", tmp_path / "out").out
        count = len(server.requests)
        (tmp_path / "out").mkdir(exist_ok=True)
        folder = made(tmp_path) if made_before else tmp_path / "out"
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        for path in (*folder.iterdir(), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        ran = run_apart(tmp_path, server, root_like_anybody)
        assert len(server.requests) == count
        asked = [sys.executable, "-m", "lecturegen.cli", "cost", str(tmp_path / "out")]
        told = subprocess.run(asked, check=False, capture_output=True, text=True, preexec_fn=root_like_anybody)
        thought = run_apart(tmp_path, server, root_like_anybody, "--dry-run")
        folder.chmod(0o755)
    assert ran.returncode == 3, ran.stderr
    assert "Permission denied" in ran.stderr or "is the folder read-only?" in ran.stderr
    assert told.stdout == paid, "what was paid can still be read"
    assert thought.returncode == 0, thought.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_journal_damaged_in_the_middle_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    with running() as server:
        make_week(server, tmp_path)
        path = made(tmp_path) / FILE
        content = bytearray(path.read_bytes())
        content[5000 : len(content) - 2000] = b"\xff" * (len(content) - 7000)
        path.write_bytes(content)
        count = len(server.log)
        ran = make_week(server, tmp_path)
        assert ran.code == 3
        assert f"{FILE}: the journal is damaged" in ran.err
        assert path.read_bytes() == content
        assert len(server.log) == count, "found before anything is asked"
        path.unlink()
        assert make_week(server, tmp_path).code == 0
    assert len(server.log) == count + 10


def test_ctrl_c_ends_all_weeks_of_a_course_and_all_go_on(tmp_path: Path) -> None:
    source = topic_list(tmp_path)
    course = tmp_path / "course.yaml"
    weeks = [f"- {{number: {n}, title: W{n}, topics: [Odds, Evens]}}" for n in (1, 2, 3)]
    course.write_text("title: C\nminutes: 12\nweeks:\n" + "\n".join(weeks) + "\n")
    arguments = ["week", str(course), "--out", str(tmp_path / "out")]
    with running(Behaviour(first_token=0.7)) as server:
        environment = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "x"}
        process = Apart(arguments, **environment)
        wait_for_requests(server, 4, process)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
        assert process.returncode == 130
        assert max(entry.in_flight for entry in server.log) > 1, "weeks are made side by side"
        assert all(entry.status == 200 for entry in server.log), said
        assert run(*arguments, **environment).code == 0
    assert source.is_file()
    assert len({entry.digest for entry in server.log}) == len(server.log) == 21
