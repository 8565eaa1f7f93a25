"""Each fault of the failure table, once and three times in a row: outcome, exit code, report. Never a stub."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import TOPICS, contents, made, make_week, report_of, week_of
from tests.openai_server import Behaviour, running

AGAIN = (
    "rate-limit rate-limit-ms rate-limit-date server-error bad-gateway unavailable overloaded request-timeout conflict "
    "reset cut-body broken-body no-message hang".split()
)
DIFFERENTLY = "truncated empty no-choices null-content not-json unclear-latex wrong-schema".split()
SENT_BACK = "placeholder duplicate-options letters wrong-count".split()
MENDED = (
    "fenced think bad-escape eaten-latex trailing-comma preamble mojibake lying-headers slow-drip no-usage odd-usage "
    "half-pair".split()
)
NEVER = {
    "refusal": 4, "content-filter": 4, "context-length": 4, "quota": 4, "bad-request": 4,
    "unauthorized": 3, "forbidden": 3,
}  # fmt: skip
QUICK = {"LECTUREGEN_TIMEOUT": "1.5"}


def in_a_row(target: str, fault: str, times: int) -> list[str]:
    return [f"{target}:{nth}:{fault}" for nth in range(1, times + 1)]


def for_good(target: str, fault: str) -> list[str]:
    """As often as it takes: a reply that is cut is continued before it is asked for differently."""
    return in_a_row(target, fault, 9 if fault == "truncated" else 3)


@pytest.mark.parametrize("fault", [*AGAIN, *DIFFERENTLY, *MENDED])
def test_what_passes_once_at_each_stage_leaves_no_trace(fault: str, tmp_path: Path) -> None:
    stages = {("draft", 2)} if fault == "preamble" else {("plan", None), ("draft", 2), ("assess", 2)}
    with running(Behaviour(faults=[f"{target}:1:{fault}" for target in ("plan", "draft#2", "assess#2")])) as server:
        ran = make_week(server, tmp_path, **QUICK)
    assert {(entry.kind, entry.section) for entry in server.log if entry.fault} == stages
    assert ran.code == 0, ran.err
    assert report_of(tmp_path).findings == ()
    assert len(week_of(tmp_path).sections) == 3


@pytest.mark.parametrize("fault", AGAIN)
def test_a_service_that_is_busy_three_times_costs_patience_only(fault: str, tmp_path: Path) -> None:
    with running(Behaviour(faults=in_a_row("draft#2", fault, 3))) as server:
        ran = make_week(server, tmp_path, **QUICK)
    assert ran.code == 0, ran.err
    assert sum(entry.kind == "draft" and entry.section == 2 for entry in server.log) == 4
    assert report_of(tmp_path).findings == ()


@pytest.mark.parametrize("kind", ["draft", "assess"])
@pytest.mark.parametrize("fault", [*DIFFERENTLY, *NEVER])
def test_a_section_that_cannot_be_had_is_named_and_absent_and_the_rest_is_kept(
    fault: str, kind: str, tmp_path: Path
) -> None:
    with running(Behaviour(faults=for_good(f"{kind}#2", fault))) as server:
        ran = make_week(server, tmp_path, **QUICK)
    assert ran.code == 1, ran.err
    week, report = week_of(tmp_path), report_of(tmp_path)
    assert [section.title for section in week.sections] == [TOPICS[0], TOPICS[2]]
    (rejected,) = report.rejected
    assert (rejected.title, rejected.stage) == (TOPICS[1], kind)
    assert rejected.reason
    assert rejected.hint
    assert TOPICS[1] in ran.err
    assert f": {TOPICS[1]}\n" not in (made(tmp_path) / "script.md").read_text()
    asked = sum(entry.kind == kind and entry.section == 2 for entry in server.log)
    assert asked == (1 if fault in NEVER else 9 if fault == "truncated" else 3)


@pytest.mark.parametrize("fault", [*DIFFERENTLY, *NEVER])
def test_without_a_plan_there_is_no_week_and_the_exit_code_says_why(fault: str, tmp_path: Path) -> None:
    with running(Behaviour(faults=for_good("plan", fault))) as server:
        ran = make_week(server, tmp_path, **QUICK)
    assert ran.code == NEVER.get(fault, 4)
    assert "error: " in ran.err
    assert "hint: " in ran.err
    assert "Traceback" not in ran.err
    assert not contents(tmp_path)


def test_a_service_that_stays_busy_is_given_up_with_exit_code_4(tmp_path: Path) -> None:
    with running(Behaviour(faults=["*:all:unavailable"])) as server:
        ran = make_week(server, tmp_path, LECTUREGEN_ATTEMPTS="3")
    assert (ran.code, len(server.log)) == (4, 3)
    assert "run the same command again" in ran.err


@pytest.mark.parametrize(
    ("fault", "target"),
    [
        ("placeholder", "draft#2"),
        ("wrong-count", "draft#2"),
        ("duplicate-options", "assess#2"),
        ("letters", "assess#2"),
    ],
)
def test_a_reply_that_breaks_a_rule_goes_back_with_the_findings(fault: str, target: str, tmp_path: Path) -> None:
    with running(Behaviour(faults=in_a_row(target, fault, 1))) as server:
        ran = make_week(server, tmp_path)
    assert ran.code == 0, ran.err
    assert [entry.kind for entry in server.log].count("revise") == 1
    assert report_of(tmp_path).findings == ()


def test_a_section_that_breaks_a_rule_three_times_is_rejected_with_its_findings(tmp_path: Path) -> None:
    faults = ["draft#2:1:placeholder", "revise#2:all:placeholder"]
    with running(Behaviour(faults=faults)) as server:
        ran = make_week(server, tmp_path)
    assert ran.code == 1
    assert [entry.kind for entry in server.log].count("revise") <= 2
    (rejected,) = report_of(tmp_path).rejected
    assert any(finding.severity == "error" for finding in rejected.findings)
    assert "[Insert" not in (made(tmp_path) / "script.md").read_text()


def test_a_quote_that_is_nowhere_in_the_notes_is_a_finding_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Variance\n\nVariance is the mean of squared distances from the mean.\n")
    faults = ["draft#2:1:bad-quote", "revise#2:all:bad-quote"]
    with running(Behaviour(faults=faults)) as server:
        ran = make_week(server, tmp_path, "--notes", str(tmp_path / "notes.md"))
    assert ran.code == 0, ran.err
    (finding,) = report_of(tmp_path).findings
    assert finding.code.startswith("LG5")
    assert finding.where.startswith("/sections/1/frames/")


def test_a_rejected_section_is_asked_anew_the_next_time(tmp_path: Path) -> None:
    with running(
        Behaviour(faults=["draft#2:1:placeholder", "revise#2:1:placeholder", "revise#2:2:placeholder"])
    ) as server:
        assert make_week(server, tmp_path).code == 1
        before = len(server.log)
        assert make_week(server, tmp_path).code == 0
    assert [entry.section for entry in server.log[before:]] == [2, 2, 2]
    assert len(week_of(tmp_path).sections) == 3


@pytest.mark.parametrize("fault", ["rate-limit-ms", "unavailable", "reset", *DIFFERENTLY])
def test_a_revision_may_fail_once_like_any_other_request(fault: str, tmp_path: Path) -> None:
    with running(Behaviour(faults=["draft#2:1:placeholder", f"revise#2:1:{fault}"])) as server:
        ran = make_week(server, tmp_path, **QUICK)
    assert ran.code == 0, ran.err
    assert report_of(tmp_path).findings == ()


@pytest.mark.parametrize("fault", NEVER)
def test_a_revision_that_is_refused_leaves_the_section_out(fault: str, tmp_path: Path) -> None:
    with running(Behaviour(faults=["draft#2:1:placeholder", f"revise#2:all:{fault}"])) as server:
        ran = make_week(server, tmp_path, **QUICK)
    assert ran.code == 1
    (rejected,) = report_of(tmp_path).rejected
    assert (rejected.title, rejected.stage) == (TOPICS[1], "draft")
    assert sum(entry.kind == "revise" for entry in server.log) == 1
