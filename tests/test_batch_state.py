"""The state of runs: any beginning of its file reads, one run at a time, and a killed one is in nobody's way."""

from __future__ import annotations

import io
import json
import math
import os
import pickle
import pty
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from lecturegen.cli._faculty import Screen
from lecturegen.errors import FolderError
from lecturegen.faculty import lock as locks
from lecturegen.faculty.board import board_of
from lecturegen.faculty.lines import (
    FILE,
    FOLDER,
    Begun,
    Ended,
    Line,
    Opened,
    RunBegun,
    RunEnded,
    Writer,
    compact,
    open_work,
    read,
)
from lecturegen.faculty.lock import BEAT, LOCK, Holder, Lock, Taken
from lecturegen.faculty.unit import Done, Fault, Status, Step, Unit, failed
from lecturegen.llm.meters import FREE
from tests.apart import Apart
from tests.courses import batch, course, documents, piped, start, statuses, summary
from tests.openai_server import Behaviour, Server, running

AT = "2026-11-28T05:00:00+00:00"
KEYS = st.sampled_from(["alpha/week-01", "alpha/week-02", "beta/week-01", "ätzend/week-09"])
TEXTS = st.text(max_size=40)


def unit(key: str) -> Unit:
    name, _, number = key.partition("/week-")
    return Unit(
        key=key, steps=(Step.WEEK,), course=name, number=int(number), title="T", source=Path(f"{name}.yaml"),
        folder=Path("out") / key,
    )  # fmt: skip


DONE = st.builds(
    Done, unit=KEYS.map(unit), status=st.sampled_from(Status), sections=st.integers(0, 40),
    requests=st.integers(0, 500), cost_usd=st.none() | st.floats(0, 100), files=st.lists(TEXTS, max_size=3).map(tuple),
    faults=st.lists(st.builds(Fault, kind=TEXTS, place=TEXTS, message=TEXTS), max_size=2).map(tuple),
)  # fmt: skip
LINES = st.lists(
    st.one_of(
        st.builds(RunBegun, at=st.just(AT), run=TEXTS, host=TEXTS, pid=st.integers(1), steps=st.just((Step.WEEK,))),
        st.builds(Opened, key=TEXTS, course=TEXTS, weeks=st.integers(0, 99)),
        st.builds(Begun, at=st.just(AT), key=KEYS, course=TEXTS, number=st.integers(1, 99)),
        st.builds(Ended, at=st.just(AT), done=DONE),
        st.builds(RunEnded, at=st.just(AT), exit_code=st.integers(0, 130)),
    ),
    max_size=8,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state") / FILE


def write(path: Path, lines: list[Line]) -> bytes:
    path.unlink(missing_ok=True)
    writer = Writer(path)
    for line in lines:
        writer.add(line)
    writer.close()
    return path.read_bytes()


@given(lines=LINES, cut=st.floats(0, 1))
def test_any_beginning_of_the_file_reads_as_the_lines_that_are_whole_in_it(
    lines: list[Line], cut: float, file: Path
) -> None:
    whole = write(file, lines)
    beginning = whole[: int(cut * len(whole))]
    file.write_bytes(beginning)
    assert list(read(file)) == lines[: beginning.count(b"\n")]


@given(lines=LINES, cut=st.integers(0, 30))
def test_compacting_keeps_the_last_word_on_each_week_and_drops_what_was_torn(
    lines: list[Line], cut: int, file: Path
) -> None:
    whole = write(file, lines)
    file.write_bytes(whole[: len(whole) - cut])
    before, words = open_work(file), {line.key: line for line in read(file) if isinstance(line, Begun | Ended)}
    compact(file)
    assert open_work(file) == before
    after = list(read(file))
    assert [words[line.key] for line in after if isinstance(line, Begun | Ended)] == after
    writer = Writer(file)
    writer.add(RunEnded(at=AT, exit_code=0))
    writer.close()
    assert list(read(file)) == [*after, RunEnded(at=AT, exit_code=0)]


@given(done=DONE)
def test_units_and_what_came_of_them_can_be_sent_to_another_process(done: Done) -> None:
    assert pickle.loads(pickle.dumps(done)) == done


@given(lines=LINES)
def test_courses_add_up_to_the_total(lines: list[Line]) -> None:
    board = board_of(lines)
    rows, total = board.courses.values(), board.total
    for field in ("weeks", "done", "failed", "sections", "requests"):
        assert sum(getattr(row, field) for row in rows) == getattr(total, field)


def test_every_kind_of_line_is_tried() -> None:
    kinds = set(get_args(Line))
    assert kinds == {RunBegun, Opened, Begun, Ended, RunEnded}


def test_five_hundred_courses_fit_on_one_screen_of_a_terminal() -> None:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=100, height=24)
    with Screen(console) as screen:
        for number in range(500):
            key = f"c{number}/week-01"
            screen.take(Opened(key=key, course=f"C{number}", weeks=15))
            screen.take(Begun(at=AT, key=key, course=f"C{number}", number=1))
            if number < 450:
                screen.take(Ended(at=AT, done=Done(unit=unit(key), status=Status.DONE, sections=6)))
        height = len(console.render_lines(screen._picture()))
        assert not shown.getvalue().count("week 1:")  # finished weeks are no lines on a terminal
        bad = failed(unit("bad/week-02"), FolderError("it is read-only"))
        screen.take(Ended(at=AT, done=bad))
    assert height == 24 - 2
    assert "bad/week-02: it is read-only" in shown.getvalue()


def test_paths_go_to_stdout_also_while_a_terminal_shows_the_table(tmp_path: Path) -> None:
    path = course(tmp_path, "Alpha", 2)
    ours, theirs = pty.openpty()
    with running() as server:
        process = piped(server, tmp_path, path, stderr=theirs)
        os.close(theirs)
        assert process.stdout is not None
        shown = drained(ours)  # first: a terminal that nobody reads holds up whoever writes
        paths = process.stdout.read().split()
        assert process.wait() == 0
    assert len(paths) == 12
    assert all(Path(one).is_file() for one in paths)
    assert "courses begun" in shown


def drained(terminal: int) -> str:
    """All that was written to it, once its other end is closed."""
    said = b""
    with suppress(OSError):  # how Linux tells the end
        while more := os.read(terminal, 65536):
            said += more
    os.close(terminal)
    return said.decode(errors="replace")


def test_a_file_of_somebody_elses_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("Dear diary\n")
    with pytest.raises(FolderError, match="none of ours"):
        compact(path)
    assert path.read_text() == "Dear diary\n"


@contextmanager
def waiting_for(server: Server, folder: Path, *arguments: str | Path) -> Iterator[Apart]:
    """A run that has asked something and got no answer yet; it is killed afterwards."""
    process = start(server, folder, *arguments)
    deadline = time.monotonic() + 60
    while not server.requests:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_status_tells_how_it_goes_while_it_runs_and_a_second_run_is_told_to_wait(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    (tmp_path / "broken.yaml").write_text("weeks: 7\n")
    with running(Behaviour(faults=["plan:all:hang"])) as server, waiting_for(server, tmp_path, tmp_path) as process:
        status = batch_status(tmp_path)
        second = batch(server, tmp_path, tmp_path)
        machine = json.loads(batch_status(tmp_path, "--format", "json"))
        process.kill()
        process.wait()
        killed, left = batch_status(tmp_path), batch_status(tmp_path, "--format", "json")
    assert f"the run is at work: process {process.pid}" in status
    assert "broken.yaml:1: " in status
    row = next(line.split() for line in status.splitlines() if line.startswith("Alpha"))
    assert row[1:5] == ["0", "of", "2", "2"]
    assert (second.code, f"another run is at work here (process {process.pid}" in second.err) == (3, True)
    assert (machine["total"]["in_work"], machine["total"]["exit_code"]) == (2, None)
    assert "the run was killed" in killed
    assert "cut off" not in status
    row = next(line.split() for line in killed.splitlines() if line.startswith("Alpha"))
    assert row[1:6] == ["0", "of", "2", "0", "2"], "none is in work any more, two are cut off"
    assert json.loads(left)["total"]["cut_off"] == 2


def batch_status(folder: Path, *flags: str) -> str:
    from tests.command import run

    ran = run("batch", "--status", folder / "out", *flags)
    assert ran.code == 0, ran.err
    return ran.out


def test_status_afterwards_tells_failures_with_their_place(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    with running(Behaviour(faults=["draft#1:1:refusal"])) as server:
        ran = batch(server, tmp_path, tmp_path, "--format", "json")
    status = batch_status(tmp_path)
    (key,) = [week["key"] for week in summary(ran)["weeks"] if week["status"] == "partial"]
    assert f"{tmp_path / 'out' / key}: section 'Odds of Alpha" in status
    assert "the run ended at" in status
    assert "with exit code 1" in status
    assert json.loads(batch_status(tmp_path, "--format", "json")) == summary(ran)


def test_status_of_a_folder_without_runs_is_an_error(tmp_path: Path) -> None:
    from tests.command import run

    ran = run("batch", "--status", tmp_path)
    assert (ran.code, "no `lecturegen batch` was ever run" in ran.err) == (2, True)


def test_ctrl_c_leaves_the_courses_alone_whose_turn_has_not_come(tmp_path: Path) -> None:
    for number in range(30):
        course(tmp_path / "courses", f"C{number}")
    with running(Behaviour(first_token=0.7)) as server, waiting_for(server, tmp_path, tmp_path / "courses") as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
    lines = list(read(tmp_path / "out" / FOLDER / FILE))
    opened = sum(isinstance(line, Opened) for line in lines)
    assert opened <= 1 + sum(isinstance(line, Begun) for line in lines) < 30


def test_ctrl_c_once_saves_what_is_in_flight_and_twice_ends_at_once(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 5)
    with running(Behaviour(first_token=0.7)) as server:
        with waiting_for(server, tmp_path, tmp_path, "--format", "json") as process:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
        assert process.returncode == 130, err
        total = json.loads(out)["total"]
        assert (total["exit_code"], total["in_work"]) == (130, 0)
        assert 0 < total["cut_off"] <= 5 - total["done"]
        now = json.loads(batch_status(tmp_path, "--format", "json"))["total"]
        assert (now["in_work"], now["cut_off"]) == (0, total["cut_off"])
        assert all(entry.status == 200 for entry in server.log)
        asked = len(server.log)
        ran = batch(server, tmp_path, tmp_path)
        assert ran.code == 0, ran.err
        digests = [entry.digest for entry in server.log]
        assert len(digests) == len(set(digests)) > asked
    with running(Behaviour(faults=["plan:all:hang"])) as server:
        with waiting_for(server, tmp_path / "2", tmp_path) as process:
            for _ in range(2):
                process.send_signal(signal.SIGINT)
                time.sleep(0.3)
            assert process.wait(timeout=10) == 130
        assert "with exit code 130" in batch_status(tmp_path / "2")


def holding(folder: Path, **changes: object) -> Holder:
    """Leaves the lock of another run there."""
    other = Lock(folder).holder.model_copy(update={"run": "other"} | changes)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LOCK).write_text(other.model_dump_json())
    return other


def test_a_process_number_that_is_used_again_is_not_taken_for_the_run(tmp_path: Path) -> None:
    holding(tmp_path, start="1")
    lock = Lock(tmp_path)
    lock.take()
    lock.release()
    assert not (tmp_path / LOCK).exists()


def test_a_run_on_another_machine_lives_as_long_as_it_gives_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "EVERY", 0.1)
    monkeypatch.setattr(locks, "PATIENCE", 1.2)
    there = Lock(tmp_path)
    there.holder = there.holder.model_copy(update={"where": "another machine"})
    there.take()
    with pytest.raises(Taken, match="another run is at work"):
        Lock(tmp_path).take()
    there.release()
    holding(tmp_path, where="another machine")  # as it is left there by kill -9
    here = Lock(tmp_path)
    began = time.monotonic()
    here.take()
    assert time.monotonic() - began > 1.0
    here.release()


def test_a_run_knows_for_how_long_none_has_been_there_that_asked_anything(tmp_path: Path) -> None:
    def quiet(*, used: bool) -> float:
        lock = Lock(tmp_path)
        lock.take()
        lock.used = used
        lock.release()
        return lock.quiet

    assert quiet(used=False) == math.inf
    assert quiet(used=True) == math.inf, "the one before asked nothing"
    beat = tmp_path / BEAT
    os.utime(beat, (beat.stat().st_mtime - 40,) * 2)
    assert 40 <= quiet(used=False) < 45
    assert 40 <= quiet(used=True) < 45, "the one between asked nothing"
    assert quiet(used=True) < 5


def test_what_a_run_used_of_a_minutes_limit_counts_for_the_next_one(tmp_path: Path) -> None:
    limit = {"LECTUREGEN_REQUESTS_PER_MINUTE": "100"}
    with running() as server:
        first = batch(server, tmp_path, course(tmp_path, "Alpha"), **limit)
        beat = tmp_path / "out" / FOLDER / BEAT
        os.utime(beat, (time.time() - (FREE - 2),) * 2)
        asked, began = len(server.log), time.time()
        ran = batch(server, tmp_path, course(tmp_path, "Beta"), **limit)
        begins = [entry.start - began for entry in server.log[asked:]]
    assert "its last minute counts" not in first.err
    assert "a run was at work here 69 s ago; its last minute counts, so requests wait for 2 s at most" in ran.err
    assert ran.code == 0
    assert 1.5 < min(begins) < 10


def test_half_a_lock_as_a_kill_leaves_it_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("")
    lock = Lock(tmp_path)
    lock.take()
    lock.release()


def test_a_run_that_stood_still_notices_that_another_took_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "EVERY", 0.05)
    lock = Lock(tmp_path)
    lock.take()
    other = holding(tmp_path)
    deadline = time.monotonic() + 5
    while not lock.lost:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    lock.release()
    assert locks.holder(tmp_path) == other


def test_who_clears_a_dead_lock_gives_back_one_that_lives(tmp_path: Path) -> None:
    dead = holding(tmp_path, run="dead")
    living = holding(tmp_path, run="living")
    Lock(tmp_path)._clear(tmp_path / LOCK, dead)
    assert locks.holder(tmp_path) == living


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(2))
def test_killed_again_and_again_nothing_is_asked_twice_and_nothing_is_lost(seed: int, tmp_path: Path) -> None:
    import random

    from tests.killed import nursery

    for name in ("Alpha", "Beta"):
        course(tmp_path / "courses", name, 2)
    with running() as server:
        undisturbed = tmp_path / "undisturbed"
        assert batch(server, undisturbed, tmp_path / "courses").code == 0
    dice, kills = random.Random(seed), 0
    arguments = ["batch", str(tmp_path / "courses"), "--out", str(tmp_path / "out"), "--concurrency", "4"]
    with running() as server, nursery(server) as run:
        while (ran := run(dice.randrange(1, 200), arguments)).code:
            assert ran.code == -signal.SIGKILL, ran.said
            kills += 1
            assert kills < 200
        answered = [entry.digest for entry in server.log if entry.status == 200]
        again = batch(server, tmp_path, tmp_path / "courses", "--format", "json")
    assert kills > 2
    assert documents(tmp_path) == documents(undisturbed)
    # what was in flight when a run was killed may be asked again: at most four requests a kill
    assert len(answered) - len(set(answered)) <= 4 * kills
    assert all(week["unchanged"] for week in summary(again)["weeks"])
    assert set(statuses(again).values()) == {"done"}
    states = [line for line in read(tmp_path / "out" / FOLDER / FILE) if isinstance(line, Ended)]
    assert len(states) == 2 * 4, "four weeks of the last run, and the last words before it"
    assert os.listdir(tmp_path / "out" / FOLDER).count(LOCK) == 0  # noqa: PTH208  # names alone are meant


@pytest.mark.parametrize("flags", [(), ("--format", "json")])
def test_a_reader_that_goes_away_ends_no_run(flags: tuple[str, ...], tmp_path: Path) -> None:
    for name in ("Alpha", "Beta"):
        course(tmp_path, name)
    with running() as server, piped(server, tmp_path, tmp_path, *flags) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait() == 3
    assert "stdout: the results are not whole: Broken pipe" in said
    assert "Traceback" not in said
    assert len(list((tmp_path / "out").glob("*/week-01/script.md"))) == 2


def test_a_run_that_can_tell_nobody_comes_to_its_end(tmp_path: Path) -> None:
    course(tmp_path, "Alpha")
    with running() as server, Path("/dev/full").open("w") as full:
        process = piped(server, tmp_path, tmp_path, stderr=full.fileno())
        process.communicate()
    assert process.returncode == 0
    assert (tmp_path / "out" / "alpha" / "week-01" / "script.md").is_file()
