"""--log-json: every event is documented, every attempt is a line, and its sums are the journal's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from lecturegen import events
from lecturegen.event_log import FAILED, RUN_FAILED, EventLog, line_of
from lecturegen.schema import Brief, Origin, Report
from lecturegen.usage import Usage
from tests.command import make_week, manifest_of
from tests.openai_server import Behaviour, running

PAGE = (Path(__file__).parents[1] / "docs" / "events.md").read_text()
EVERYWHERE = {"time", "event", "course", "week", "model"}
REPORT = Report(course="C", number=1, title="T", origin=Origin.MODEL, findings=(), rejected=())
SAMPLES: tuple[events.Event, ...] = (
    events.WeekStarted("Week 1", "m", "out"),
    events.PlanReady((("a", "A"),), edited=False),
    events.RequestStarted("draft", "a"),
    events.RequestEnded("draft", "a", "ok", Usage(3, 2, 1), 0.5, 0.1),
    events.Remembered("draft", "a"),
    events.Waiting(1.0, "busy"),
    events.Stopping(),
    events.SentBack("a", 2),
    events.StageDone("draft", "a"),
    events.SectionRejected("a", "because", "draft", "refused"),
    events.FileWritten("script.md"),
    events.WeekDone(None, REPORT),
    events.RequestPosted("draft", "a"),
    events.WeekWaits(2),
    events.BatchPosted("b", 2),
    events.BatchSeen("b", "in_progress", 2, 1),
    events.BatchCollected("b", "expired", 2, 1),
    events.BatchesMissing("because"),
    events.SectionsChosen((("a", "A"),), 2),
    events.WeekAssessed(1, 1, (), 4),
)
BRIEF = Brief(course="Chance", number=2, title="Chance", topics=("Variance",), minutes=6)


def documented() -> dict[str, set[str]]:
    """Name of an event -> its fields, as the page says."""
    rows = re.findall(r"^\| `([\w.]+)` \|(.*?)\|", PAGE, re.M)
    return {name: set(re.findall(r"`(\w+)`", fields)) for name, fields in rows}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_every_event_is_documented_with_every_field() -> None:
    assert {type(sample) for sample in SAMPLES} == set(get_args(events.Event))
    written = {name: set(fields) for name, fields in map(line_of, SAMPLES)}
    assert documented() == written | {name: {"error", "exit_code"} for name in (FAILED, RUN_FAILED)}


def test_a_week_logs_every_attempt_and_its_sums_are_those_of_the_server(tmp_path: Path) -> None:
    faults = ["draft#1:1:truncated", "assess#2:1:empty", "plan:1:unavailable", "draft#3:all:refusal"]
    with running(Behaviour(faults=faults)) as server:
        make_week(server, tmp_path, "--log-json", str(tmp_path / "log.jsonl"))
    logged = lines(tmp_path / "log.jsonl")
    attempts = [line for line in logged if line["event"] == "request.ended"]
    assert len(attempts) == len(server.log)
    for name in ("prompt", "completion"):
        assert sum(a[f"{name}_tokens"] for a in attempts) == sum(getattr(e, f"{name}_tokens") for e in server.log)
    assert {a["outcome"] for a in attempts} == {"ok", "busy", "truncated", "bad reply", "refused"}
    assert all(line.keys() == EVERYWHERE | documented()[line["event"]] for line in logged)
    assert {line["model"] for line in logged} == {"gpt-4.1-mini"}
    (rejected,) = [line for line in logged if line["event"] == "section.rejected"]
    assert (rejected["unit"], rejected["stage"], rejected["outcome"]) == ("variance", "draft", "refused")
    assert logged[-1]["event"] == "week.done"
    assert manifest_of(tmp_path)["cost_usd"] == pytest.approx(sum(a["cost"] for a in attempts))


def test_a_second_run_appends(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    with running() as server:
        make_week(server, tmp_path, "--log-json", str(log))
        first = len(lines(log))
        make_week(server, tmp_path, "--log-json", str(log))
    assert [line["event"] for line in lines(log)[first:]].count("request.remembered") == 10


def test_a_week_that_fails_ends_with_the_class_of_its_error(tmp_path: Path) -> None:
    with running(Behaviour(faults=["plan:all:unauthorized"])) as server:
        ran = make_week(server, tmp_path, "--log-json", str(tmp_path / "log.jsonl"))
    last = lines(tmp_path / "log.jsonl")[-1]
    assert (last["event"], last["error"], last["exit_code"]) == ("week.failed", "AccessDenied", ran.code)


def test_a_log_that_cannot_be_opened_costs_no_request(tmp_path: Path) -> None:
    with running() as server:
        ran = make_week(server, tmp_path, "--log-json", str(tmp_path / "nowhere" / "log.jsonl"))
    assert (ran.code, len(server.requests)) == (3, 0)
    assert "the log cannot be written" in ran.err


def test_a_full_disk_ends_the_log_and_not_the_week(tmp_path: Path) -> None:
    with running() as server:
        ran = make_week(server, tmp_path, "--log-json", "/dev/full")
    assert ran.code == 3
    assert "the log is not whole: No space left on device" in ran.err
    assert "script.md" in ran.out


def test_the_model_is_known_from_the_first_line_on(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "log.jsonl")
    with log.listening(BRIEF) as emit:
        emit(SAMPLES[0])
        emit(SAMPLES[3])
    log.close()
    assert [line["model"] for line in lines(tmp_path / "log.jsonl")] == ["m", "m"]
