"""Many weeks in one command: failures kept apart, exit codes for schedulers, a run that can be killed."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.apart import Apart
from tests.assessing.weeks import SECTIONS, TIDES, assess, contents, stems, summary, tides
from tests.command import run
from tests.openai_server import Behaviour, Server, running
from tests.openai_server.content import assessments


def tree(folder: Path, weeks: int) -> Path:
    for number in range(1, weeks + 1):
        one = tides(folder / f"week-{number:03}")
        for name in ("script.md", "assessment.md"):
            text = (one / name).read_text("utf-8")
            # a title that all requests of the week tell, so that none is asked for another week
            (one / name).write_text(text.replace("Why the water moves", f"Why water moves, part {number}"), "utf-8")
    return folder


def test_a_section_that_fails_keeps_its_old_assessment_and_is_named(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    old = (week / "assessment.md").read_text("utf-8").split("\n---\n")
    with running(Behaviour(faults=["assess#2:1:refusal"])) as server:
        ran = assess(server, week, "--format", "json")
        new = (week / "assessment.md").read_text("utf-8").split("\n---\n")
        again = assess(server, week, "--format", "json")
    assert ran.code == 1
    assert [a == b for a, b in zip(old, new, strict=True)] == [False, True, False, False, False, True]
    failed = summary(ran)["weeks"][0]["sections"][1]
    assert (failed["status"], failed["title"]) == ("failed", "The rule of twelfths")
    assert failed["reason"]
    assert "section 2 'The rule of twelfths' keeps what it had" in ran.err
    report = json.loads((week / "assessments" / "report.json").read_text("utf-8"))
    assert report["rejected"] == []  # that of the second run, which asked for nothing but what was missing
    assert (again.code, summary(again)["total"]["requests"]) == (0, 2)


def test_a_model_that_repeats_itself_is_told_the_old_question_and_never_gets_it_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = tides(tmp_path / "week")

    def deaf(asked: Any, place: int, slot: Any, shift: int, salt: int, known: list[str]) -> dict[str, Any]:
        return assessments._question(asked, place, slot, 1, 0)

    monkeypatch.setattr(assessments, "_new", deaf)
    with running(Behaviour()) as server:
        assess(server, week)
        first = stems(week / "assessment.md")
        ran = assess(server, week, "--seed", "2", "--format", "json")
        told = [body for body in server.requests if "students know this question from before" in str(body)]
        again = summary(assess(server, week, "--seed", "2", "--format", "json"))
    assert any(first[0][0][:40] in str(body) for body in told)
    assert ran.code == 4
    assert {section["status"] for section in summary(ran)["weeks"][0]["sections"]} == {"failed"}
    assert stems(week / "assessment.md") == first
    # what was rejected is forgotten, so that it is asked for anew
    assert again["total"]["requests"] >= SECTIONS


@pytest.mark.parametrize(("fault", "code"), [("unauthorized", 3), ("refusal", 4), ("quota", 4)])
def test_where_every_section_fails_nothing_is_written_and_the_code_says_why(
    fault: str, code: int, tmp_path: Path
) -> None:
    week = tides(tmp_path / "week")
    before = contents(week)
    with running(Behaviour(faults=[f"assess:all:{fault}"])) as server:
        ran = assess(server, week)
    assert ran.code == code
    assert contents(week) == before
    assert "Traceback" not in ran.err


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    root = tree(tmp_path / "course", 3)
    (root / "week-002" / "script.md").write_text("Dear diary\n", "utf-8")
    (root / "week-003" / "assessment.md").write_text("# Assessment: T\n\nno section\n", "utf-8")
    with running(Behaviour()) as server:
        ran = assess(server, root, "--format", "json")
    told = summary(ran)
    assert ran.code == 1
    assert [week["exit_code"] for week in told["weeks"]].count(0) == 1
    assert len(stems(root / "week-001" / "assessment.md")) == SECTIONS
    assert "week-002/script.md" in ran.err
    assert "week-003/assessment.md" in ran.err


def test_wrong_input_alone_is_wrong_input(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    (week / "script.md").unlink()
    with running(Behaviour()) as server:
        ran = assess(server, week)
        assert not server.log
        assert assess(server, tmp_path / "nowhere").code == 2
        assert assess(server, week, "--only-type", "riddle").code == 2
        assert assess(server, week, "--format", "xml").code == 2
    assert ran.code == 2
    assert "there is no script beside it" in ran.err


def test_without_a_model_it_is_said_before_anything_is_touched(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    before = contents(week)
    ran = run("assess", week)
    assert ran.code == 3
    assert "new questions need a model" in ran.err
    assert contents(week) == before


def test_a_budget_keeps_what_it_paid_for_and_a_new_one_goes_on(tmp_path: Path) -> None:
    week = tides(tmp_path / "week")
    with running(Behaviour()) as server:
        ran = assess(server, week, "--budget-tokens", "12000", "--concurrency", "1")
        spent = len(server.log)
        again = assess(server, week, "--format", "json")
    assert ran.code in (1, 3)
    assert 0 < spent < 2 * SECTIONS
    assert again.code == 0
    assert summary(again)["total"]["requests"] == 2 * SECTIONS - spent


def test_an_estimate_asks_nothing_and_touches_nothing(tmp_path: Path) -> None:
    week = tides(tmp_path / "week", assessed=False)
    before = contents(tmp_path)
    with running(Behaviour()) as server:
        ran = assess(server, week, "--dry-run")
        assert not server.log
        assert contents(tmp_path) == before
        assert not list(tmp_path.rglob("*journal*"))
        total = int(ran.out.splitlines()[-1].split()[1])
        assess(server, week)
        assert total == 3 * SECTIONS <= len(server.log)
        assert assess(server, week, "--dry-run").out.splitlines()[-1].split()[1] == "0"


def test_two_folders_of_one_name_do_not_share_an_out(tmp_path: Path) -> None:
    for course in ("a", "b"):
        tides(tmp_path / course / "week-1")
    with running(Behaviour()) as server:
        ran = assess(server, tmp_path / "a" / "week-1", tmp_path / "b" / "week-1", "--out", tmp_path / "out")
        assert ran.code == 2
        assert "run them one by one" in ran.err
        assert not server.log
        assert assess(server, tmp_path, "--out", tmp_path / "out", "--section", "1").code == 0
    assert (tmp_path / "out" / "a" / "week-1" / "assessment.md").is_file()
    assert (tmp_path / "out" / "b" / "week-1" / "assessment.md").is_file()


def start(server: Server, root: Path, *flags: str) -> Apart:
    return Apart(["assess", root, *flags], OPENAI_BASE_URL=server.base_url, OPENAI_API_KEY="sk-test")


def wait_for_requests(server: Server, count: int, process: Apart) -> None:
    while len(server.log) < count and process.poll() is None:
        time.sleep(0.01)


@pytest.mark.slow
def test_weeks_killed_twice_and_resumed_are_each_done_once(tmp_path: Path) -> None:
    weeks = 8
    root = tree(tmp_path / "course", weeks)
    killed_at = []
    with running(Behaviour(first_token=0.02)) as server:
        for moment in (15, 45):
            process = start(server, root)
            wait_for_requests(server, moment, process)
            process.send_signal(signal.SIGKILL)
            killed_at.append(time.time())
            process.wait()
            for path in root.rglob("*.md"):
                assert path.read_bytes().endswith(b"\n")
        process = start(server, root, "--resume")
        assert process.wait() == 0
        before, asked = contents(root), len(server.log)
        assert start(server, root).wait() == 0
        assert (contents(root), len(server.log)) == (before, asked)
        log = list(server.log)
    seen: dict[str, float] = {}
    repeated = 0
    for entry in sorted(log, key=lambda entry: entry.start):
        on_its_way = any(moment - 1 < seen.get(entry.digest, 0.0) < moment + 1 for moment in killed_at)
        repeated += entry.digest in seen and not on_its_way
        if entry.status == 200:
            seen[entry.digest] = entry.end
    assert not repeated
    for number in range(1, weeks + 1):
        folder = root / f"week-{number:03}"
        assert len(list((folder / "assessments").glob("assessment.*.md"))) == 1
        assert [len(section) for section in stems(folder / "assessment.md")] == [4] * SECTIONS
        assert (folder / "slides.tex").read_bytes() == (TIDES / "slides.tex").read_bytes()


def test_ctrl_c_lets_what_is_in_flight_end_and_saves_it(tmp_path: Path) -> None:
    root = tree(tmp_path / "course", 2)
    with running(Behaviour(first_token=0.2)) as server:
        process = start(server, root, "--concurrency", "2")
        wait_for_requests(server, 2, process)
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        asked = [entry.digest for entry in server.log if entry.status == 200]
        assert start(server, root).wait() == 0
        answered = [entry.digest for entry in server.log if entry.status == 200]
    assert asked
    assert len(answered) == len(set(answered)) >= 2 * 2 * SECTIONS
    assert not list(root.rglob("*.tmp"))
