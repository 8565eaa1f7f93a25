"""The command line: what it costs to ask for help, what it refuses, how it ends."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import make_week, run, run_hosted, topic_list, week_arguments
from tests.openai_server import Behaviour, running
from tests.test_week_hosted import start, wait_for_requests


def test_help_is_there_in_a_blink() -> None:
    def seconds() -> float:
        """CPU time: the clock on the wall would measure the other tests."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-m", "lecturegen.cli", "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert b"Exit codes" in done.stdout
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.3


def test_help_imports_neither_langchain_nor_pydantic() -> None:
    probe = "import sys; import lecturegen.cli; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    assert not {"langchain", "langchain_core", "openai", "pydantic", "sqlite3", "asyncio"} & set(done.stdout.split())


def test_what_only_a_reply_needs_is_imported_while_the_first_is_awaited(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(
        "# Dice\n\nA die of 2 × 3 sides – a fair one – shows each with p = 1/6.\n", "utf-8"
    )
    with running(Behaviour()) as server:
        hosted = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test"}
        command = [sys.executable, "-v", "-m", "lecturegen.cli", *week_arguments(tmp_path)]
        done = subprocess.run(
            [*command, "--notes", str(tmp_path / "notes.md")], env=os.environ | hosted, capture_output=True, text=True
        )
    before, _, after = done.stderr.partition("Week 2: Chance  model")
    imported, later = (set(re.findall(r"^import '([\w.]+)'", part, re.M)) for part in (before, after))
    for_replies = {"lecturegen.rules.lg310_plain_words", "lecturegen.exporters.slides", "lecturegen.bank.store"}
    assert {"langchain_openai", "lecturegen.chains.plan"} <= imported
    assert not (for_replies | {"lecturegen.exports", "lecturegen.existing", "genai_prices", "ftfy"}) & imported
    assert for_replies <= later


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["week"], "Missing argument"),
        (["week", "x.yaml", "--nope"], "No such option: --nope"),
        (["nope"], "No such command"),
        (["week", "nowhere.yaml"], "nowhere.yaml: there is no such file"),
        (["week", "topics.txt"], "needs --title"),
        (["week", "topics.txt", "--title", "T", "--notes", "gone.md"], "gone.md"),
        (["week", "course.yaml", "--title", "T"], "--title goes with a topic list"),
        (["week", "course.yaml", "--week", "7"], "there is no week 7; there are 1, 2"),
        (["rules", "LG999"], "there is no rule LG999"),
    ],
)
def test_wrong_input_is_one_message_and_exit_code_2(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic_list(tmp_path)
    (tmp_path / "course.yaml").write_text(
        "title: C\nweeks:\n- {number: 1, title: A, topics: [a]}\n- {number: 2, title: B, topics: [b]}\n"
    )
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "outputs").exists(), "bad input changes nothing on disk"


def test_neither_key_nor_notes_is_a_wrong_configuration(tmp_path: Path) -> None:
    ran = run("week", topic_list(tmp_path), "--title", "T", "--out", tmp_path / "out")
    assert ran.code == 3
    assert "notes" in ran.err
    assert "OPENAI_API_KEY" in ran.err


@pytest.mark.parametrize("name", ["LECTUREGEN_CONCURRENCY", "LECTUREGEN_TIMEOUT"])
def test_a_wrong_setting_is_named_with_exit_code_3(name: str, tmp_path: Path) -> None:
    ran = run("week", topic_list(tmp_path), "--title", "T", **{name: "many"})
    assert ran.code == 3
    assert name in ran.err


def test_flags_overrule_the_environment(tmp_path: Path) -> None:
    arguments = ("week", topic_list(tmp_path), "--title", "T", "--minutes", "18", "--out", tmp_path / "out")
    with running() as server:
        run_hosted(server, *arguments, "--model", "from-the-flag", LECTUREGEN_MODEL="from-the-environment")
    assert {body["model"] for body in server.requests} == {"from-the-flag"}


def test_offline_never_asks_a_model_even_if_there_is_a_key(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Chance\n\nChance is what is left when causes are unknown.\n")
    with running() as server:
        run_hosted(
            server, "week", topic_list(tmp_path, "Chance"), "--title", "T", "--notes", tmp_path / "notes.md",
            "--offline", "--out", tmp_path / "out",
        )  # fmt: skip
    assert not server.requests


def test_results_go_to_stdout_and_words_to_stderr(tmp_path: Path) -> None:
    with running() as server:
        ran = run_hosted(
            server, "week", topic_list(tmp_path), "--title", "T", "--minutes", "18", "--out", tmp_path / "out"
        )
    assert all(Path(line).is_file() for line in ran.out.splitlines())
    assert {Path(line).name for line in ran.out.splitlines()} >= {
        "script.md",
        "assessment.md",
        "slides.md",
        "plan.yaml",
    }
    assert "\x1b" not in ran.err, "no colours into a file"
    assert "no findings" in ran.err


def test_every_week_of_a_course_is_made_and_one_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    course = tmp_path / "course.yaml"
    course.write_text(
        "title: C\nminutes: 12\nweeks:\n- {number: 1, title: A, topics: [Odds, Evens]}\n"
        "- {number: 2, title: B, topics: [Sums, Products]}\n"
    )
    with running(Behaviour(faults=["plan:1:refusal"])) as server:
        ran = run_hosted(server, "week", course, "--out", tmp_path / "out")
    assert ran.code == 1
    assert "error: week 1: the model refused" in ran.err
    assert (tmp_path / "out" / "c" / "week-02" / "script.md").is_file()
    assert not (tmp_path / "out" / "c" / "week-01" / "script.md").exists()


def test_ctrl_c_once_waits_for_what_is_in_flight_and_saves_it(tmp_path: Path) -> None:
    with running(Behaviour(first_token=0.7)) as server:
        process = start(server, tmp_path)
        wait_for_requests(server, 4, process)  # the plan and three drafts
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert [entry.status for entry in server.log] == [200] * 4
        ran = make_week(server, tmp_path)
    assert ran.code == 0, ran.err
    assert sorted(entry.kind for entry in server.log[4:]) == ["answer"] * 3 + ["assess"] * 3


def test_ctrl_c_twice_stops_at_once_and_the_next_run_goes_on(tmp_path: Path) -> None:
    with running(Behaviour(faults=["draft:all:hang"])) as server:
        process = start(server, tmp_path, "--log-json", str(tmp_path / "log.jsonl"))
        wait_for_requests(server, 4, process)
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            time.sleep(0.3)
        assert process.wait(timeout=10) == 130
    assert (tmp_path / "log.jsonl").read_text().count('"run.stopping"') == 1
    assert "besides, 3 requests ended before their count arrived" in run("cost", tmp_path / "out").err
    with running() as server:
        assert make_week(server, tmp_path).code == 0


def test_ctrl_c_while_waiting_for_a_busy_service_does_not_wait_on(tmp_path: Path) -> None:
    with running(Behaviour(faults=["plan:all:unavailable"])) as server:
        process = start(server, tmp_path, LECTUREGEN_RETRY_WAIT="60")
        wait_for_requests(server, 1, process)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 130


def test_init_writes_a_course_that_works_as_it_is(tmp_path: Path) -> None:
    assert run("init", tmp_path).code == 0
    ran = run("week", tmp_path / "course.yaml", "--offline", "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    again = run("init", tmp_path)
    assert again.code == 2
    assert "exists already" in again.err


def test_the_rules_can_be_listed_and_explained() -> None:
    listed = run("rules").out.splitlines()
    assert len(listed) > 50
    for code in (listed[0].split()[0].lower(), "LG590"):
        assert "Why:" in run("rules", code).out


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals on Windows")
def test_paths_of_results_go_into_a_file_also_where_people_watch_on_a_terminal(tmp_path: Path) -> None:
    import pty

    ours, terminal = pty.openpty()
    arguments = ["week", "examples/languages/de/kurs.yaml", "--offline", "--out", str(tmp_path / "out")]
    with (tmp_path / "paths").open("w") as paths:
        done = subprocess.run([sys.executable, "-m", "lecturegen.cli", *arguments], stdout=paths, stderr=terminal)
    os.close(terminal)
    os.close(ours)
    assert done.returncode in (0, 1)
    assert str(tmp_path / "out") in (tmp_path / "paths").read_text()


@pytest.mark.parametrize(
    ("redirected", "code", "said"),
    [
        (">/dev/full", 3, "error: what is said cannot be written: No space left on device"),
        (">&-", 0, ""),
        ("2>/dev/full", 3, ""),
        ("| true", 1, ""),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="there is no /dev/full")
def test_output_that_cannot_be_written_ends_without_a_traceback(redirected: str, code: int, said: str) -> None:
    wrong = "--no-such-flag" if redirected.startswith("2") else ""
    command = f'set -o pipefail; "{sys.executable}" -m lecturegen.cli rules {wrong} {redirected}'
    done = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    assert said in done.stderr
    assert done.returncode == code
