"""Budgets and estimates, through the command line: what a run may cost, and what it would."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from lecturegen.llm.prices import cost
from lecturegen.usage import Usage
from tests.command import TOPICS, made, make_week, report_of, run, week_arguments, week_of
from tests.openai_server import Behaviour, Server, running

MODEL = "gpt-4.1-mini"


def paid(server: Server) -> Usage:
    answered = [entry for entry in server.log if entry.status == 200]
    return Usage(sum(e.prompt_tokens for e in answered), sum(e.completion_tokens for e in answered))


def dollars(usage: Usage) -> float:
    value = cost(MODEL, usage)
    assert value is not None
    return value


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Usage:
    """What the small week costs."""
    with running() as server:
        assert make_week(server, tmp_path_factory.mktemp("whole")).code == 0
    return paid(server)


@pytest.mark.parametrize("share", [0.1, 0.35, 0.6, 0.8, 0.95])
def test_a_budget_of_tokens_is_never_exceeded_and_what_is_missing_is_named(
    share: float, whole: Usage, tmp_path: Path
) -> None:
    limit = int(share * (whole.prompt + whole.completion))
    with running() as server:
        ran = make_week(server, tmp_path, "--budget-tokens", str(limit))
    spent = paid(server)
    assert spent.prompt + spent.completion <= limit
    if not (made(tmp_path) / "week.json").exists():
        assert ran.code == 3
        assert "budget" in ran.err
        return
    assert ran.code == 1
    there = [section.title for section in week_of(tmp_path).sections]
    lacking = [rejected.title for rejected in report_of(tmp_path).rejected]
    assert sorted(there + lacking) == sorted(TOPICS)
    assert all("budget" in rejected.reason for rejected in report_of(tmp_path).rejected)
    assert all(title in ran.err for title in lacking)
    assert {rejected.stage for rejected in report_of(tmp_path).rejected} == {"draft"}, "no section is left half done"
    assert there, "money runs out between sections, not in all of them at once"


def test_a_budget_of_money_is_never_exceeded_and_a_new_one_goes_on_where_it_ended(whole: Usage, tmp_path: Path) -> None:
    with running() as server:
        first = make_week(server, tmp_path, "--budget", f"{0.7 * dollars(whole):.6f}")
        spent = dollars(paid(server))
        second = make_week(server, tmp_path, "--budget", f"{dollars(whole):.6f}")
    assert (first.code, second.code) == (1, 0), second.err
    assert spent <= 0.7 * dollars(whole)
    assert len({entry.digest for entry in server.log}) == len(server.log) == 10, "nothing was asked twice"


@pytest.mark.parametrize("fault", ["no-usage", "odd-usage"])
def test_what_a_service_does_not_count_is_taken_for_all_that_it_may_have_written(
    fault: str, whole: Usage, tmp_path: Path
) -> None:
    limit = whole.prompt + whole.completion
    with running(Behaviour(faults=[f"*:all:{fault}"])) as server:
        ran = make_week(server, tmp_path, "--budget-tokens", str(limit))
    spent = paid(server)
    assert limit / 4 < spent.prompt + spent.completion <= limit
    assert "budget" in ran.err
    assert "cost unknown" in ran.err
    assert run("cost", tmp_path / "out").out.splitlines()[-1].split()[-3:] == ["0", "0", "unknown"]


def test_a_budget_that_is_ample_changes_nothing(whole: Usage, tmp_path: Path) -> None:
    with running() as server:
        ran = make_week(server, tmp_path, "--budget", "1", "--budget-tokens", "100000")
    assert ran.code == 0
    assert paid(server) == whole
    assert all(body["max_completion_tokens"] > 0 for body in server.requests), "the most it may write is said"


def test_a_model_that_writes_little_at_a_time_is_asked_for_no_more_and_continued(whole: Usage, tmp_path: Path) -> None:
    with running(Behaviour(faults=["*:all:small-model"])) as server:
        ran = make_week(server, tmp_path, "--budget-tokens", str(4 * (whole.prompt + whole.completion)))
    assert ran.code == 0, ran.err
    assert len(week_of(tmp_path).sections) == 3
    answered = [entry for entry in server.log if entry.status == 200]
    assert len(answered) > 10
    assert max(entry.completion_tokens for entry in answered) == 900
    assert sum(entry.status == 400 for entry in server.log) == 1, "it is told once"


def test_retries_and_failures_count_against_the_budget(whole: Usage, tmp_path: Path) -> None:
    limit = whole.prompt + whole.completion + 3000
    faults = ["draft:all:not-json", "plan:1:unavailable"]
    with running(Behaviour(faults=faults)) as server:
        ran = make_week(server, tmp_path, "--budget-tokens", str(limit))
    spent = paid(server)
    assert ran.code != 0
    assert spent.prompt + spent.completion <= limit


def test_what_may_have_been_billed_unseen_is_kept_back(tmp_path: Path) -> None:
    with running(Behaviour(faults=["draft:all:cut-body"])) as server:
        ran = make_week(server, tmp_path, "--budget-tokens", "20000", LECTUREGEN_ATTEMPTS="50")
    assert ran.code != 0
    sent = [entry for entry in server.log if entry.kind == "draft"]
    assert sum(entry.prompt_tokens + entry.completion_tokens for entry in sent) <= 20_000


@pytest.mark.parametrize(
    ("budget", "said"), [("0.000001", "$0.000001"), ("1e-5", "$0.00001"), ("0.0010", "$0.001"), (".00005", "$0.00005")]
)
def test_a_budget_is_shown_as_people_write_it(budget: str, said: str, tmp_path: Path) -> None:
    with running() as server:
        ran = make_week(server, tmp_path, "--budget", budget)
    assert (ran.code, f"the budget of {said} has too little left" in ran.err) == (3, True)


def test_a_price_can_be_named_and_without_one_money_is_no_measure(tmp_path: Path) -> None:
    flags = ("--model", "my-own", "--budget", "1.0")
    with running() as server:
        refused = make_week(server, tmp_path, *flags)
        assert (refused.code, len(server.requests)) == (3, 0)
        assert "LECTUREGEN_PRICES" in refused.err
        assert make_week(server, tmp_path, *flags, LECTUREGEN_PRICES='{"my-own": [10, 20]}').code == 0
    usage = paid(server)
    line = run("cost", tmp_path / "out").out.splitlines()[-1]
    assert math.isclose(float(line.split()[-1]), (10 * usage.prompt + 20 * usage.completion) / 1e6, abs_tol=1e-4)


def figures(text: str) -> list[float]:
    return [float(part) for part in next(line for line in text.splitlines() if line.startswith("total")).split()[1:]]


def test_a_dry_run_asks_nothing_writes_nothing_and_comes_near(tmp_path: Path) -> None:
    with running() as server:
        thought = make_week(server, tmp_path, "--dry-run")
        assert (thought.code, server.requests, (tmp_path / "out").exists()) == (0, [], False)
        assert "how far this is off is not known" in thought.out
        make_week(server, tmp_path)
        spent = paid(server)
        over = make_week(server, tmp_path, "--dry-run")
    requests, prompt, completion, money = figures(thought.out)
    assert requests == 10
    assert prompt == pytest.approx(spent.prompt, rel=0.15)
    assert completion == pytest.approx(spent.completion, rel=0.15)
    assert money == pytest.approx(dollars(spent), rel=0.15)
    assert figures(over.out) == [0, 0, 0, 0]
    assert "1 week made here before needed, against its estimate: requests +0%" in over.out


def test_a_dry_run_after_a_stop_counts_only_what_is_missing(tmp_path: Path) -> None:
    with running(Behaviour(faults=["assess#2:all:refusal"])) as server:
        make_week(server, tmp_path)
        before = {path: path.read_bytes() for path in made(tmp_path).iterdir() if "journal" not in path.name}
        thought = make_week(server, tmp_path, "--dry-run")
    assert figures(thought.out)[0] == 2, "its questions, and their answers"
    assert all(path.read_bytes() == content for path, content in before.items())


def test_without_a_model_nothing_is_asked_and_nothing_costs(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Variance\n\nVariance is the mean of squared distances from the mean.\n")
    ran = run(*week_arguments(tmp_path), "--notes", str(tmp_path / "notes.md"), "--dry-run")
    assert (ran.code, figures(ran.out)) == (0, [0, 0, 0, 0])
