"""A week over real HTTP: what is asked, what is written, what happens when it is run again, edited or stopped."""

from __future__ import annotations

import json
import random
import re
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from lecturegen.reading.assessment import read_assessment
from lecturegen.reading.script import read_script
from tests.apart import Apart
from tests.command import (
    TOPICS,
    contents,
    made,
    make_week,
    manifest_of,
    report_of,
    run_hosted,
    topic_list,
    week_arguments,
    week_of,
)  # fmt: skip
from tests.openai_server import Behaviour, Server, running

ROOT = Path(__file__).parents[1]
SIGHTS = ("Growth", "Pruning", "Depth", "Cost")
EXAMPLE = ROOT / "examples" / "data-mining" / "week10.yaml"
AT_ONCE = 4


def asked(server: Server) -> Counter[str]:
    return Counter(entry.kind for entry in server.log)


def test_thirteen_topics_are_40_requests_side_by_side_and_no_finding(tmp_path: Path) -> None:
    with running(Behaviour(first_token=0.5)) as server:
        ran = run_hosted(server, "week", EXAMPLE, "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert asked(server) == {"plan": 1, "draft": 13, "assess": 13, "answer": 13}
    assert max(entry.in_flight for entry in server.log) >= 12
    assert report_of(tmp_path).findings == ()
    assert sum(section.minutes or 0 for section in week_of(tmp_path).sections) == 75


def test_a_full_week_without_notes_stays_within_its_tokens(tmp_path: Path) -> None:
    """Twelve sections of about 800 spoken words with four questions each; the bounds are those of issue 4."""
    topics = topic_list(tmp_path, *(f"{name} of {what}" for what in ("rules", "trees", "graphs") for name in SIGHTS))
    with running() as server:
        ran = run_hosted(
            server, "week", topics, "--title", "Week 3: Bounds", "--minutes", "72", "--out", tmp_path / "out"
        )
    assert ran.code == 0, ran.err
    spoken = [len(frame.script.split()) for section in week_of(tmp_path).sections for frame in section.frames]
    assert sum(spoken) / 12 > 750
    writing = [entry for entry in server.log if entry.kind != "answer"]
    assert sum(entry.prompt_tokens for entry in writing) <= 45_000
    assert sum(entry.completion_tokens for entry in writing) <= 40_000
    reading = [entry for entry in server.log if entry.kind == "answer"]
    assert sum(entry.prompt_tokens for entry in reading) <= 24_000
    assert sum(entry.completion_tokens for entry in reading) <= 3_000


def test_the_documents_follow_the_grammar_and_agree_with_each_other(tmp_path: Path) -> None:
    with running() as server:
        make_week(server, tmp_path)
    folder = made(tmp_path)
    script = read_script((folder / "script.md").read_text())
    sheet = read_assessment((folder / "assessment.md").read_text())
    slides = (folder / "slides.md").read_text()
    assert script.title == sheet.title == "Slides Generation - Week 2: Chance"
    assert [s.title for s in script.sections] == [s.title for s in sheet.sections] == list(TOPICS)
    assert sum(s.frames for s in script.sections) == len(re.findall(r"^# ", slides, re.M))
    assert all(section.speech is not None for section in script.sections)
    assert [len(s.questions) for s in sheet.sections] == [4, 4, 4]


def test_run_again_asks_nothing_and_changes_no_byte(tmp_path: Path) -> None:
    with running() as server:
        make_week(server, tmp_path)
        before = contents(tmp_path)
        again = make_week(server, tmp_path)
    assert len(server.log) == 10
    assert again.code == 0
    assert contents(tmp_path) == before


def test_a_week_that_needed_every_kind_of_repair_asks_nothing_the_second_time(tmp_path: Path) -> None:
    faults = ["draft#1:1:truncated", "draft#2:1:not-json", "assess#1:1:duplicate-options", "draft#3:1:server-error"]
    with running(Behaviour(faults=faults)) as server:
        first = make_week(server, tmp_path)
        count, before = len(server.log), contents(tmp_path)
        make_week(server, tmp_path)
    assert first.code == 0, first.err
    assert (len(server.log), contents(tmp_path)) == (count, before)


def test_the_manifest_counts_what_the_server_counted(tmp_path: Path) -> None:
    with running(Behaviour(faults=["draft#1:1:truncated", "assess#2:1:empty", "plan:1:unavailable"])) as server:
        make_week(server, tmp_path)
    manifest = manifest_of(tmp_path)
    assert manifest["tokens"] == {
        "prompt": sum(entry.prompt_tokens for entry in server.log if entry.status == 200),
        "completion": sum(entry.completion_tokens for entry in server.log),
        "cached": sum(entry.cached_tokens for entry in server.log if entry.status == 200),
    }
    assert manifest["attempts"] == {"bad reply": 1, "busy": 1, "ok": 10, "truncated": 1}


def test_review_stops_after_the_plan_and_an_edited_plan_is_followed(tmp_path: Path) -> None:
    with running() as server:
        stopped = make_week(server, tmp_path, "--review")
        assert (stopped.code, asked(server)) == (0, {"plan": 1})
        assert not (made(tmp_path) / "script.md").exists()
        plan = made(tmp_path) / "plan.yaml"
        title = re.search(r"frames:\n\s*- title: (.+)", plan.read_text())
        assert title is not None
        plan.write_text(plan.read_text().replace(title[1], "A coin has no memory", 1))
        followed = make_week(server, tmp_path)
    assert followed.code == 0, followed.err
    assert "as you edited it" in followed.err
    assert week_of(tmp_path).sections[0].frames[0].title == "A coin has no memory"
    assert asked(server)["plan"] == 1
    assert "A coin has no memory" in plan.read_text()


def test_an_edited_plan_that_loses_a_topic_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    with running() as server:
        make_week(server, tmp_path, "--review")
        plan = made(tmp_path) / "plan.yaml"
        plan.write_text(plan.read_text().replace("Variance", "Something else"))
        ran = make_week(server, tmp_path)
    assert ran.code == 2
    assert "plan.yaml" in ran.err
    assert "Variance" in ran.err
    assert asked(server) == {"plan": 1}


def test_a_file_changed_by_hand_is_kept_and_the_new_text_stands_beside_it(tmp_path: Path) -> None:
    with running() as server:
        make_week(server, tmp_path)
        script = made(tmp_path) / "script.md"
        script.write_text(script.read_text() + "My own words.\n")
        mine = script.read_text()
        ran = make_week(server, tmp_path)
    assert script.read_text() == mine
    assert (made(tmp_path) / "script.new.md").is_file()
    assert "was changed by hand and is kept" in ran.err


def test_only_a_changed_section_is_asked_again(tmp_path: Path) -> None:
    with running() as server:
        make_week(server, tmp_path, "--review")
        make_week(server, tmp_path)
        plan = made(tmp_path) / "plan.yaml"
        objective = re.search(r"objectives:\n(?:\s+id:.*\n|\s*- id:.*\n)?\s+text: (.+)", plan.read_text())
        assert objective is not None
        plan.write_text(plan.read_text().replace(objective[1], "Compute the odds of two dice", 1))
        before = len(server.log)
        make_week(server, tmp_path)
    assert sorted(entry.kind for entry in server.log[before:]) == ["answer", "assess", "draft"]


def test_nothing_of_a_week_is_written_before_all_rules_have_run(tmp_path: Path) -> None:
    with running(Behaviour(faults=["draft:all:unauthorized"])) as server:
        ran = make_week(server, tmp_path)
    assert ran.code == 3
    assert {path.name for path in made(tmp_path).iterdir() if "journal" not in path.name} == {
        "manifest.json", "plan.yaml", "report.json",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(10))
def test_killed_at_any_moment_only_what_was_in_flight_is_asked_again(moment: int, tmp_path: Path) -> None:
    dice, logs = random.Random(moment), [tmp_path / "killed.jsonl", tmp_path / "whole.jsonl"]
    with running(Behaviour(first_token=0.15)) as server:
        process = start(server, tmp_path, "--log-json", str(logs[0]))
        wait_for_requests(server, dice.randint(1, 6), process)
        time.sleep(dice.random() * 0.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(0.3)  # until the server has seen every connection end
        ran = make_week(server, tmp_path, "--log-json", str(logs[1]))
        requests = Counter(entry.digest for entry in server.log)
    killed, whole = ([json.loads(line) for line in log.read_text().splitlines()] for log in logs)
    # for a client, in flight is what it has not told of: a busy one reads an answer later than the server ends it
    answered = {(line["stage"], line["unit"]) for line in killed if line["event"] == "request.ended"}
    begun = {(line["stage"], line["unit"]) for line in whole if line["event"] == "request.started"}
    assert ran.code == 0, ran.err
    assert not answered & begun
    assert len(requests) == 10, "both runs ask the same ten things"
    assert requests.total() <= 10 + AT_ONCE
    assert len(week_of(tmp_path).sections) == 3
    assert report_of(tmp_path).findings == ()


def start(server: Server, folder: Path, *flags: str, **environment: str) -> Apart:
    """The command of ``make_week`` as a process of its own."""
    hosted = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test"} | environment
    return Apart([*week_arguments(folder), "--concurrency", str(AT_ONCE), *flags], **hosted)


def wait_for_requests(server: Server, count: int, process: Apart) -> None:
    deadline = time.monotonic() + 30
    while len(server.requests) < count and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
