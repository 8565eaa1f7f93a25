"""`lecturegen batch`: many courses in one run, failures kept apart, nothing done twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lecturegen.bank.store import FILE
from tests.assessing.weeks import tides
from tests.command import Ran, run
from tests.courses import TOPICS, batch, course, documents, statuses, summary
from tests.openai_server import Behaviour, running


def test_course_files_folders_globs_and_weeks_that_are_there_are_done_in_one_run(tmp_path: Path) -> None:
    course(tmp_path / "faculty", "Alpha", 2)
    course(tmp_path / "faculty" / "deeper", "Beta")
    course(tmp_path / "more", "Gamma")
    old = tides(tmp_path / "old" / "week-07")
    before = (old / "assessment.md").read_bytes()
    paths = (tmp_path / "faculty", f"{tmp_path}/more/*.yaml", old)
    with running() as server:
        ran = batch(server, tmp_path, *paths, "--do", "week,assess", "--to", "gift", "--format", "json")
    found = statuses(ran)
    assert set(found) == {"Alpha 1", "Alpha 2", "Beta 1", "Gamma 1", f"{tmp_path / 'old'} 7"}
    assert set(found.values()) <= {"done", "findings"}
    assert ran.code == int("findings" in found.values())
    assert len(list((tmp_path / "out").glob("*/week-*/exports/*.gift"))) == 4
    new = tmp_path / "out" / "week-07"
    assert (old / "assessment.md").read_bytes() == before != (new / "assessment.md").read_bytes()
    assert list((new / "exports").glob("*.gift"))


def test_without_an_out_folder_weeks_that_are_there_are_assessed_where_they_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old = tides(tmp_path / "old" / "week-07")
    before = (old / "assessment.md").read_bytes()
    with running() as server:
        environment = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test"}
        first = run("batch", "old", "--do", "assess", "--seed", "3", "--format", "json", **environment)
        asked = len(server.requests)
        again = run("batch", "old", "--do", "assess", "--seed", "3", "--format", "json", **environment)
        other = run("batch", "old", "--do", "assess", "--seed", "4", "--format", "json", **environment)
    assert (old / "assessment.md").read_bytes() != before
    assert [one["unchanged"] for ran in (first, again, other) for one in summary(ran)["weeks"]] == [False, True, False]
    assert summary(first)["total"]["requests"] == asked


def test_one_broken_course_stops_no_other_and_is_named_with_its_line(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    (tmp_path / "broken.yaml").write_text("title: Broken\nweeks: 7\n")
    course(tmp_path, "Gamma")
    with running() as server:
        ran = batch(server, tmp_path, tmp_path, "--format", "json")
    broken = tmp_path / "broken.yaml"
    assert statuses(ran) == {"Alpha 1": "done", "Alpha 2": "done", "Gamma 1": "done", f"{broken} 0": "failed"}
    (fault,) = [fault for week in summary(ran)["weeks"] for fault in week["faults"]]
    assert (fault["kind"], fault["place"]) == ("CourseError", f"{broken}:2")
    assert f"{broken}:2: weeks must be a list" in ran.err
    assert (ran.code, summary(ran)["total"]["exit_code"]) == (1, 1)


def test_a_path_that_names_nothing_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    good = course(tmp_path, "Alpha")
    with running() as server:
        ran = batch(server, tmp_path, good, tmp_path / "gone.yaml", f"{tmp_path}/no*.yml")
    assert ran.code == 2
    assert "gone.yaml: there is no such file" in ran.err
    assert "no*.yml: nothing matches" in ran.err
    assert not server.requests
    assert not (tmp_path / "out").exists()


def test_the_summary_in_json_is_what_the_files_say(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    course(tmp_path, "Beta", 1)
    with running(Behaviour(faults=["draft#2:1:refusal"])) as server:
        ran = batch(server, tmp_path, tmp_path, "--format", "json")
        asked = len(server.log)
        billed = sum(entry.prompt_tokens + entry.completion_tokens for entry in server.log)
    told = summary(ran)
    for week in told["weeks"]:
        folder = tmp_path / "out" / week["key"]
        manifest = json.loads((folder / "manifest.json").read_text())
        report = json.loads((folder / "report.json").read_text())
        assert week["tokens"] == manifest["tokens"]
        assert week["cost_usd"] == pytest.approx(manifest["cost_usd"])
        assert week["requests"] == sum(manifest["attempts"].values())
        assert set(week["files"]) == {str(folder / name) for name in manifest["outputs"]}
        assert all(Path(path).is_file() for path in week["files"])
        assert week["sections"] + week["failed"] == len(TOPICS)
        assert week["failed"] == len(report["rejected"])
        assert sum(week["findings"].values()) == len(report["findings"])
    (partial,) = [week for week in told["weeks"] if week["status"] == "partial"]
    assert "Evens" in partial["faults"][0]["message"]
    total = told["total"]
    assert (total["weeks"], total["done"], total["failed"], total["requests"]) == (3, 2, 1, asked)
    assert total["tokens"]["prompt"] + total["tokens"]["completion"] == billed
    for field in ("weeks", "done", "failed", "sections", "requests", "cost_usd"):
        assert sum(one[field] for one in told["courses"]) == pytest.approx(total[field])
    assert ran.code == total["exit_code"] == 1


def test_what_is_finished_and_unchanged_is_skipped_and_what_changed_is_not(tmp_path: Path) -> None:
    alpha = course(tmp_path, "Alpha", 2)
    beta = course(tmp_path, "Beta")
    with running() as server:
        batch(server, tmp_path, tmp_path)
        before, asked = documents(tmp_path), len(server.requests)
        again = batch(server, tmp_path, tmp_path, "--format", "json")
        assert [week["unchanged"] for week in summary(again)["weeks"]] == [True] * 3
        assert (documents(tmp_path), len(server.requests)) == (before, asked)

        beta.write_text(beta.read_text().replace("Odds of Beta 1", "Primes"))
        (tmp_path / "out" / "alpha" / "week-01" / "script.md").unlink()
        third = batch(server, tmp_path, alpha, beta, "--format", "json")
        assert {w["key"]: w["unchanged"] for w in summary(third)["weeks"]} == {
            "alpha/week-01": False, "alpha/week-02": True, "beta/week-01": False
        }  # fmt: skip
        assert documents(tmp_path)["alpha/week-01/script.md"] == before["alpha/week-01/script.md"]
        assert b"Primes" in documents(tmp_path)["beta/week-01/script.md"]
        other = batch(server, tmp_path, alpha, "--model", "another", "--format", "json")
        assert not any(week["unchanged"] for week in summary(other)["weeks"])


def test_only_failed_does_what_failed_and_nothing_else(tmp_path: Path) -> None:
    for name in ("Alpha", "Beta", "Gamma"):
        course(tmp_path / "courses", name)
    broken = tmp_path / "courses" / "delta.yaml"
    broken.write_text("title: Delta\nweeks: none\n")
    with running(Behaviour(faults=["plan:2:refusal", "draft#1:2:refusal"])) as server:
        first = batch(server, tmp_path, tmp_path / "courses", "--format", "json")
        failed = {week["key"] for week in summary(first)["weeks"] if week["status"] in ("failed", "partial")}
        assert len(failed) == 3
        course(tmp_path / "courses", "Delta", 2)
        night = batch(server, tmp_path, tmp_path / "courses", "--only-failed", "--format", "json")
        after = batch(server, tmp_path, tmp_path / "courses", "--only-failed", "--format", "json")
    weeks = failed - {str(broken)}
    assert {week["key"] for week in summary(night)["weeks"]} == weeks | {"delta/week-01", "delta/week-02"}
    assert (night.code, summary(night)["total"]["weeks"], summary(night)["total"]["done"]) == (0, 4, 4)
    assert (after.code, summary(after)["weeks"]) == (0, [])
    assert "nothing had failed" in after.err


def test_courses_take_turns_so_that_a_short_one_is_not_the_last(tmp_path: Path) -> None:
    course(tmp_path, "Long", 8)
    course(tmp_path, "Short", 1)
    with running(Behaviour(first_token=0.05)) as server:
        ran = batch(server, tmp_path, tmp_path, "--concurrency", "4", "--format", "json")
    order = list(statuses(ran))
    assert order.index("Short 1") <= 2
    # of nine weeks two are made at a time: no request of the short one is among the later half
    said = [json.dumps(request["messages"]) for request in server.requests]
    short = [place for place, text in enumerate(said) if "of Short 1" in text]
    assert short
    assert max(short) < len(said) / 2


def exit_codes(tmp_path: Path, *faults: str, flags: tuple[str, ...] = ()) -> Ran:
    with running(Behaviour(faults=faults)) as server:
        return batch(server, tmp_path, tmp_path / "courses", *flags, LECTUREGEN_ATTEMPTS="1")


@pytest.mark.parametrize(
    ("fault", "code"),
    [("plan:7:refusal", 0), ("plan:1:refusal", 1), ("plan:all:refusal", 4), ("plan:all:unauthorized", 3)],
)
def test_exit_codes_tell_a_scheduler_what_to_do(fault: str, code: int, tmp_path: Path) -> None:
    course(tmp_path / "courses", "Alpha")
    course(tmp_path / "courses", "Beta")
    assert exit_codes(tmp_path, fault).code == code


def test_input_that_is_all_wrong_is_exit_code_2(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "courses").mkdir(exist_ok=True)
        (tmp_path / "courses" / f"{name}.yaml").write_text("weeks: 7\n")
    assert exit_codes(tmp_path).code == 2


def test_after_an_error_that_all_would_meet_no_week_is_begun(tmp_path: Path) -> None:
    for number in range(12):
        course(tmp_path / "courses", f"C{number}")
    with running(Behaviour(faults=["plan:all:unauthorized"])) as server:
        ran = batch(server, tmp_path, tmp_path / "courses", "--concurrency", "4", "--format", "json")
    assert ran.code == 3
    assert len(server.requests) < 6
    assert "every other week would fail alike" in ran.err


def test_fail_fast_begins_nothing_after_a_failure_and_continue_on_error_does(tmp_path: Path) -> None:
    for number in range(9):
        course(tmp_path / "courses", f"C{number}")
    fast = exit_codes(tmp_path, "plan:1:refusal", flags=("--fail-fast", "--concurrency", "1", "--format", "json"))
    assert list(statuses(fast).values()) == ["failed"]
    assert "nothing more was begun: --fail-fast" in fast.err
    slow = exit_codes(tmp_path / "other", flags=())
    assert slow.code == 2  # no such folder
    all_of = exit_codes(tmp_path, "plan:1:refusal", flags=("--continue-on-error", "--format", "json"))
    assert len(statuses(all_of)) == 9


def test_two_courses_with_one_title_do_not_write_over_each_other(tmp_path: Path) -> None:
    first = course(tmp_path / "a", "Alpha")
    second = course(tmp_path / "b", "Alpha")
    with running() as server:
        ran = batch(server, tmp_path, first, second, first, tmp_path / "a", "--format", "json")
    assert sorted(week["status"] for week in summary(ran)["weeks"]) == ["done", "failed"]
    assert f"{second}: {first} is written to alpha/week-01 as well" in ran.err


def test_a_folder_with_weeks_alone_says_what_can_be_done_with_them(tmp_path: Path) -> None:
    tides(tmp_path / "old" / "week-07")
    with running() as server:
        ran = batch(server, tmp_path, tmp_path / "old")
        named = batch(server, tmp_path, tmp_path / "old" / "week-07" / "script.md")
        empty = batch(server, tmp_path, tmp_path / "old", "--do", "assess", "--dry-run")
    assert (ran.code, named.code, empty.code) == (2, 2, 0)
    assert "there is no course file below this folder" in ran.err
    assert "--do assess" in named.err
    assert not server.requests


def test_flags_that_do_not_fit_are_told(tmp_path: Path) -> None:
    good = course(tmp_path, "Alpha")
    for flags, said in (
        (("--do", "weak"), "--do weak: choose of week, assess, export"),
        (("--do", "export"), "--do export needs --to"),
        (("--engine", "steam"), "--engine steam: choose of"),
        (("--format", "xml"), "--format xml: choose one of text, json"),
    ):
        ran = run("batch", good, "--out", tmp_path / "out", *flags)
        assert (ran.code, said in ran.err) == (2, True), ran.err
    assert run("batch").code == 2


def test_a_dry_run_asks_nothing_and_adds_up_by_course(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    course(tmp_path, "Beta")
    with running() as server:
        ran = batch(server, tmp_path, tmp_path, "--dry-run")
    assert ran.code == 0, ran.err
    rows = {line.split()[0]: int(line.split()[1]) for line in ran.out.splitlines()[1:]}
    assert rows["total"] == rows["Alpha"] + rows["Beta"]
    assert rows["Alpha"] == 2 * rows["Beta"] > 0
    assert not server.requests
    assert not (tmp_path / "out").exists()


def test_offline_courses_need_no_model(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# Odds\n\nOdds are the ratio of two probabilities.\n\n# Evens\n\nEvens are odds of one to one.\n")
    path = course(tmp_path, "Alpha")
    path.write_text(path.read_text() + "notes: [notes.md]\n")
    ran = run("batch", path, "--offline", "--out", tmp_path / "out", "--format", "json")
    assert ran.code in (0, 1), ran.err
    assert summary(ran)["weeks"][0]["sections"] == len(TOPICS)
    again = run("batch", path, "--offline", "--out", tmp_path / "out", "--format", "json")
    assert summary(again)["weeks"][0]["unchanged"]


def test_the_log_tells_of_every_week_and_of_what_ended_it(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    log = tmp_path / "log.jsonl"
    with running(Behaviour(faults=["plan:1:refusal"])) as server:
        batch(server, tmp_path, tmp_path, "--log-json", log)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    ends = [(line["course"], line["event"]) for line in lines if line["event"] in ("week.done", "week.failed")]
    assert sorted(ends) == [("Alpha", "week.done"), ("Alpha", "week.failed")]
    assert {line["week"] for line in lines} == {1, 2}
    assert all(line["model"] for line in lines)


def test_the_log_tells_what_ended_the_run_as_a_whole(tmp_path: Path) -> None:
    course(tmp_path, "Alpha")
    log = tmp_path / "log.jsonl"
    with running(Behaviour(profile="vllm")) as server:
        ran = batch(server, tmp_path, tmp_path, "--batch-api", "--log-json", log)
    (line,) = [json.loads(line) for line in log.read_text().splitlines()]
    assert (line["event"], line["week"], line["error"]) == ("run.failed", None, "NoBatches")
    assert line["exit_code"] == ran.code == 3


def test_every_question_is_in_the_bank_of_its_course(tmp_path: Path) -> None:
    course(tmp_path, "Alpha", 2)
    with running() as server:
        batch(server, tmp_path, tmp_path)
    ran = run("bank", "list", "--bank", tmp_path / "out" / "alpha" / FILE)
    assert ran.code == 0, ran.err
    assert ran.err == f"{2 * len(TOPICS) * 4} items\n"
