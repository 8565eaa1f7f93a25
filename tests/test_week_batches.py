"""`lecturegen week --batch-api`: submit, leave, come back, whatever becomes of the batches."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from lecturegen.llm.batches.posting import POSTINGS
from lecturegen.llm.batches.store import Store
from lecturegen.llm.prices import cost
from lecturegen.usage import Usage
from tests.batches import (
    MODEL,
    WAITS,
    assert_nothing_was_asked_twice,
    assert_the_ledger_is_the_servers,
    documents,
    figures,
    paid,
    rounds,
)
from tests.command import make_week, manifest_of, report_of, run, run_hosted, week_arguments, week_of
from tests.openai_server import Behaviour, Server, running
from tests.openai_server.asked import Asked
from tests.openai_server.faults import FAULTS, Fault
from tests.openai_server.reply import Reply


@pytest.fixture(autouse=True)
def no_blind_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be one round more for every test, and is one test's concern."""
    monkeypatch.setenv("LECTUREGEN_BLIND", "false")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The week as it is made without batches."""
    folder = tmp_path_factory.mktemp("live")
    with running() as server:
        assert make_week(server, folder, LECTUREGEN_BLIND="false").code == 0
    return documents(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which no file may hold the key in the end."""
    yield tmp_path
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"sk-test" in path.read_bytes()]


def by_kind(server: Server) -> Counter[tuple[str, str]]:
    """Kind, and batch or live -> requests that reached the server's model."""
    return Counter((entry.kind, "batch" if entry.batch else "live") for entry in server.log)


def test_a_week_takes_a_round_for_plan_drafts_and_questions_and_is_the_week_made_live(
    live: dict[str, bytes], folder: Path
) -> None:
    with running() as server:
        ran = rounds(server, folder)
        again = make_week(server, folder, "--batch-api")
    assert [one.code for one in ran] == [0, 0, 0, 0]
    assert all(WAITS in one.err and not one.out for one in ran[:3])
    assert "script.md" in ran[3].out
    assert documents(folder) == live
    assert by_kind(server) == {("plan", "batch"): 1, ("draft", "batch"): 3, ("assess", "batch"): 3}
    assert_the_ledger_is_the_servers(server, folder)
    assert (again.code, len(server.store.batches)) == (0, 3)


def test_the_blind_check_is_a_round_of_its_own(folder: Path) -> None:
    with running() as server:
        ran = rounds(server, folder, LECTUREGEN_BLIND="true")
    assert [one.code for one in ran] == [0] * 5
    assert [batch.total for batch in server.store.batches.values()] == [1, 3, 3, 3]
    assert len(server.log) == 10
    assert_the_ledger_is_the_servers(server, folder)


def test_the_ledger_tells_ways_apart_and_the_manifest_counts_half(folder: Path) -> None:
    with running(Behaviour(faults=["draft#3:1:placeholder"])) as server:
        rounds(server, folder, "--finish-live")
    lines = {line.split()[0]: line.split()[1:] for line in run("cost", folder / "out", "--by", "way").out.splitlines()}
    assert (lines["batch"][0], lines["live"][0]) == ("7", "1")
    assert manifest_of(folder)["cost_usd"] == pytest.approx(float(figures(folder)[-1]), abs=1e-4)
    assert_the_ledger_is_the_servers(server, folder)


def test_a_batch_that_is_not_done_is_looked_at_and_nothing_is_posted_again(folder: Path) -> None:
    with running(Behaviour(batch_polls=2)) as server:
        make_week(server, folder, "--batch-api")
        looks = [make_week(server, folder, *flags) for flags in (["--batch-api"], ["--resume"])]
        assert len(server.store.batches) == len(server.store.files) == 1
        ran = rounds(server, folder)
    for one in looks:
        assert (one.code, WAITS in one.err) == (0, True)
        assert "batch_0001: in_progress, 0 of 1 done" in one.err
        assert "waits for 1 answer; 0 asked\n" in one.err
    assert ran[-1].code == 0
    assert_nothing_was_asked_twice(server)


def test_resume_goes_on_and_says_so_if_there_is_nothing_to_go_on_with(folder: Path) -> None:
    with running() as server:
        early = make_week(server, folder, "--resume")
        assert (early.code, server.doors.asked) == (2, [])
        assert "nothing was ever posted" in early.err
        assert not (folder / "out").exists()
        make_week(server, folder, "--batch-api")
        assert "plan: 3 sections" in make_week(server, folder, "--resume").err


@pytest.mark.parametrize(
    ("how", "most"),
    [
        ("expired", 6), ("cancelled", 6), ("missing", 6), ("failed", 5), ("no-files", 5), ("garbled", 5),
        ("duplicates", 4),
    ],
)  # fmt: skip
def test_a_batch_that_ends_otherwise_costs_a_round_for_what_is_missing(
    how: str, most: int, live: dict[str, bytes], folder: Path
) -> None:
    with running(Behaviour(batch_faults=[f"batch:2:{how}"])) as server:
        ran = rounds(server, folder)
    assert ran[-1].code == 0, ran[-1].err
    assert len(ran) <= most
    assert documents(folder) == live
    if how in ("garbled", "no-files", "missing"):  # what was billed and lost on the way is asked for again
        return
    assert_nothing_was_asked_twice(server)
    assert_the_ledger_is_the_servers(server, folder)


def test_a_batch_that_fails_is_named_with_its_reason(folder: Path) -> None:
    with running(Behaviour(batch_faults=["batch:1:failed"])) as server:
        make_week(server, folder, "--batch-api")
        ran = make_week(server, folder, "--batch-api")
    assert "batch_0001: failed, 0 of 1 answered; server_error" in ran.err


def test_lines_that_fail_are_posted_again_and_only_they(live: dict[str, bytes], folder: Path) -> None:
    with running(Behaviour(faults=["plan:1:server-error", "draft#2:1:rate-limit", "assess#3:1:bad-gateway"])) as server:
        ran = rounds(server, folder)
    assert ran[-1].code == 0
    assert documents(folder) == live
    batches = server.store.batches.values()
    assert sum(batch.bad for batch in batches) == 3
    assert sum(batch.total for batch in batches) == 7 + 3
    assert_nothing_was_asked_twice(server)
    assert_the_ledger_is_the_servers(server, folder)


def test_what_fails_again_and_again_is_named_and_the_rest_is_written(folder: Path) -> None:
    with running(Behaviour(faults=["draft#2:all:server-error"])) as server:
        ran = rounds(server, folder)
        assert ran[-1].code == 1
        failed = [entry for entry in server.log if entry.status == 500]
        assert len(failed) == POSTINGS
        assert [one.title for one in report_of(folder).rejected] == ["Expectation"]
        assert len(week_of(folder).sections) == 2
        assert WAITS in make_week(server, folder, "--batch-api").err, "the next run asks anew"


def test_a_plan_that_no_batch_answers_ends_with_the_reason(folder: Path) -> None:
    with running(Behaviour(batch_faults=["batch:all:failed"])) as server:
        ran = rounds(server, folder)
    assert (ran[-1].code, len(ran), len(server.store.batches)) == (4, POSTINGS + 1, POSTINGS)
    assert "The file could not be validated" in ran[-1].err


def test_a_week_that_failed_is_asked_anew_and_not_answered_by_its_old_batch(folder: Path) -> None:
    with running(Behaviour(faults=["plan:1:refusal"])) as server:
        failed, later = rounds(server, folder), rounds(server, folder)
    assert (failed[-1].code, later[-1].code, len(later)) == (4, 0, 4)
    assert sum(entry.kind == "plan" for entry in server.log) == 2
    assert_the_ledger_is_the_servers(server, folder)


def test_a_line_that_validation_names_is_not_posted_again(folder: Path) -> None:
    with running(Behaviour(profile="azure", models=["another"])) as server:
        ran = rounds(server, folder)
    assert (ran[-1].code, len(server.store.batches)) == (4, 1)
    assert "There is no deployment local-lecturer." in ran[-1].err


def test_a_refusal_is_final_and_kept_while_others_wait(folder: Path) -> None:
    with running(Behaviour(faults=["draft#2:all:refusal"])) as server:
        ran = rounds(server, folder)
    assert (ran[-1].code, len(ran)) == (1, 4)
    assert [one.title for one in report_of(folder).rejected] == ["Expectation"]
    assert sum(entry.section == 2 for entry in server.log) == 1
    assert_the_ledger_is_the_servers(server, folder)


@pytest.mark.parametrize("fault", ["truncated", "not-json", "empty", "placeholder", "content-filter", "no-choices"])
def test_a_reply_that_cannot_stand_is_followed_up_as_it_would_be_live(
    fault: str, live: dict[str, bytes], folder: Path
) -> None:
    with running(Behaviour(faults=[f"draft#2:1:{fault}"])) as server:
        ran = rounds(server, folder)
    assert_the_ledger_is_the_servers(server, folder)
    if fault == "content-filter":
        assert ran[-1].code == 1
        return
    assert ran[-1].code == 0, ran[-1].err
    assert documents(folder)["script.md"] == live["script.md"]
    assert len(server.log) == 8


def test_finish_live_asks_live_what_a_batch_could_not_answer_well(live: dict[str, bytes], folder: Path) -> None:
    faults = ["plan:1:server-error", "draft#1:1:truncated", "draft#2:1:not-json", "draft#3:1:placeholder"]
    with running(Behaviour(faults=faults)) as server:
        ran = rounds(server, folder, "--finish-live")
    assert [one.code for one in ran] == [0] * 4
    kinds = by_kind(server)
    assert {kind: n for (kind, way), n in kinds.items() if way == "live"} == {"plan": 1, "draft": 2, "revise": 1}
    assert {kind: n for (kind, way), n in kinds.items() if way == "batch"} == {"plan": 1, "draft": 3, "assess": 3}
    assert documents(folder)["script.md"] == live["script.md"]
    assert_the_ledger_is_the_servers(server, folder)


def with_a_stem_of_another_section(reply: Reply, asked: Asked) -> Reply:
    document = json.loads(reply.content or "")
    first = next(question for kind in document["questions"].values() for question in kind)
    first["stem"] = "Which of these two estimates of the mean does a single outlier move the most?"
    return replace(reply, content=json.dumps(document))


def test_a_week_is_judged_when_all_of_it_is_there_and_what_it_lacks_is_posted(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setitem(FAULTS, "same-stem", Fault("same-stem", "", with_a_stem_of_another_section))
    faults = ["assess#1:1:same-stem", "assess#3:1:same-stem", "assess#2:1:server-error"]
    with running(Behaviour(faults=faults)) as server:
        ran = rounds(server, folder)
    assert ran[-1].code == 0, ran[-1].err
    asked = [{(entry.kind, entry.section) for entry in server.log if entry.batch == name} for name in sorted(
        server.store.batches)]  # fmt: skip
    assert asked[3] == {("assess", 2)}, "no section is sent back while another may still change the week"
    assert {kind for kind, _ in asked[4]} == {"revise"}
    assert len(asked) == 5
    stems = [question.stem for section in week_of(folder).sections for question in section.assessment.questions]  # type: ignore[union-attr]
    assert len(set(stems)) == len(stems) == 12


@pytest.mark.parametrize("profile", ["vllm", "ollama", "lm-studio"])
def test_a_service_without_batches_is_named_before_anything_is_asked(profile: str, folder: Path) -> None:
    with running(Behaviour(profile=profile)) as server:
        ran = make_week(server, folder, "--batch-api")
        assert (ran.code, server.log) == (3, [])
        assert "has no Batch API" in ran.err
        assert "--finish-live" in ran.err
        assert not (folder / "out").exists()
        ran = make_week(server, folder, "--batch-api", "--finish-live")
    assert ran.code == 0
    assert "all is asked live" in ran.err
    assert len(week_of(folder).sections) == 3


def test_azure_has_its_files_beside_the_deployments_and_takes_what_its_version_takes(folder: Path) -> None:
    with running(Behaviour(profile="azure")) as server:
        ran = rounds(server, folder)
    assert ran[-1].code == 0, ran[-1].err
    assert len(week_of(folder).sections) == 3
    named = Counter(body["response_format"]["type"] for body in server.requests if "response_format" in body)
    assert named["json_schema"] == 1, "what it does not take is remembered between runs"
    assert_the_ledger_is_the_servers(server, folder)


@pytest.mark.parametrize(
    "faults",
    [
        ["list:1:unavailable", "upload:1:rate-limit-ms", "create:1:server-error", "retrieve:1:bad-gateway"],
        ["upload:1:lost", "create:1:reset", "retrieve:1:reset", "content:1:cut"],
        ["create:1:lost", "create:2:lost", "content:1:reset", "list:2:cut"],
    ],
    ids=["busy", "connections", "lost"],
)
def test_calls_that_fail_are_made_again_and_make_no_second_batch(
    faults: list[str], live: dict[str, bytes], folder: Path
) -> None:
    with running(Behaviour(batch_faults=faults)) as server:
        ran = rounds(server, folder)
        assert len(server.store.batches) == 3
    assert [one.code for one in ran] == [0] * 4
    assert documents(folder) == live
    assert_nothing_was_asked_twice(server)


@pytest.mark.parametrize(("fault", "code"), [("unauthorized", 3), ("quota", 4), ("forbidden", 3)])
@pytest.mark.parametrize("action", ["list", "upload", "create"])
def test_a_call_that_is_denied_ends_the_run_and_the_next_one_goes_on(
    action: str, fault: str, code: int, folder: Path
) -> None:
    with running(Behaviour(batch_faults=[f"{action}:1:{fault}"])) as server:
        ran = make_week(server, folder, "--batch-api")
        assert ran.code == code
        assert "hint: " in ran.err
        assert "sk-test" not in ran.err
        assert rounds(server, folder)[-1].code == 0
    assert_nothing_was_asked_twice(server)


def test_a_lost_list_of_batches_is_found_again_at_the_service(folder: Path) -> None:
    with running() as server:
        make_week(server, folder, "--batch-api")
        (folder / "out" / ".batches.sqlite").unlink()
        ran = make_week(server, folder, "--batch-api")
        assert "1 request was posted before; found again" in ran.err
        assert len(server.store.batches) == 1
        assert rounds(server, folder)[-1].code == 0
    assert_nothing_was_asked_twice(server)


def test_a_damaged_list_of_batches_is_named_and_left_as_it_is(folder: Path) -> None:
    path = folder / "out" / ".batches.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"not a database, whatever else it may be" * 40)
    with running() as server:
        ran = make_week(server, folder, "--batch-api")
    assert (ran.code, len(server.store.batches)) == (3, 0)
    assert "the list of batches is damaged" in ran.err
    assert path.read_bytes().startswith(b"not a database")


def test_what_was_posted_to_one_service_is_not_looked_for_at_another(folder: Path) -> None:
    with running(Behaviour(batch_polls=9)) as server, running() as other:
        make_week(server, folder, "--batch-api")
        ran = make_week(other, folder, "--batch-api")
        assert (ran.code, len(other.store.batches)) == (3, 0)
        assert f"posted to {server.base_url}, and this is {other.base_url}" in ran.err
        server.store.batches.clear()
        gone = make_week(server, folder, "--batch-api")
    assert gone.code == 3
    assert "does not know it now" in gone.err


def test_an_edited_course_pays_for_what_was_posted_and_asks_for_what_is_new(folder: Path) -> None:
    with running() as server:
        for _ in range(2):
            make_week(server, folder, "--batch-api")
        arguments: list[str | Path] = [*week_arguments(folder), "--audience", "engineers", "--batch-api"]
        while WAITS in (ran := run_hosted(server, *arguments)).err:
            pass
    assert ran.code == 0
    assert by_kind(server)["draft", "batch"] == 6
    assert_the_ledger_is_the_servers(server, folder)


def test_what_never_reached_the_service_is_not_posted_for_a_course_that_was_edited_meanwhile(folder: Path) -> None:
    with running(Behaviour(batch_faults=["create:1:unauthorized"])) as server:
        assert make_week(server, folder, "--batch-api").code == 3
        make_week(server, folder, "--audience", "engineers", "--batch-api")
    (batch,) = server.store.batches.values()
    (line,) = batch.input.content.splitlines()
    assert b"engineers" in line


def test_a_budget_posts_no_more_than_it_can_pay_at_half_price(folder: Path) -> None:
    with running() as server:
        make_week(server, folder, "--batch-api")
        none = make_week(server, folder, "--batch-api", "--budget", "0.000001")
        assert none.code in (3, 4)
        ran = make_week(server, folder, "--batch-api", "--budget", "0.0045")
    assert WAITS in ran.err
    assert "1 of 1 answered" in none.err
    assert "batch_0002: 1 request posted" in ran.err


@pytest.mark.parametrize("live", [(), ("--finish-live",)])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_budget_holds_for_all_rounds_together(share: float, live: tuple[str, ...], folder: Path) -> None:
    with running(Behaviour(faults=["draft#3:1:placeholder", "assess#1:1:not-json"])) as server:
        (folder / "whole").mkdir()
        rounds(server, folder / "whole", *live)
        whole = price(server)
    with running(Behaviour(faults=["draft#3:1:placeholder", "assess#1:1:not-json"])) as server:
        ran = rounds(server, folder, *live, "--budget", f"{share * whole:.6f}")
    assert 0 < price(server) <= share * whole
    assert "rounds before this one took" in ran[-1].err


def test_an_answer_that_came_counts_for_what_it_took_and_a_new_command_begins_anew(folder: Path) -> None:
    with running() as server:
        (folder / "whole").mkdir()
        rounds(server, folder / "whole")
        whole = price(server)
    with running() as server:
        # an ample budget is spent by no round, though each sets aside more than it takes
        assert rounds(server, folder, "--budget", f"{2 * whole:.6f}")[-1].code == 0
        (folder / "topics.txt").unlink()
        again = rounds(server, folder, "--budget", f"{2 * whole:.6f}", "--model", "gpt-4.1-mini", "--no-blind",
                       "--minutes", "24")  # fmt: skip
    assert again[-1].code == 0, again[-1].err
    assert_the_ledger_is_the_servers(server, folder)


def test_what_was_asked_live_counts_with_the_rounds(folder: Path) -> None:
    with running(Behaviour(faults=["draft#3:1:placeholder", "revise:1:cut-body"])) as server:
        while not paid(server, batch=False).counted:
            assert WAITS in make_week(server, folder, "--batch-api", "--finish-live").err
    with closing(Store(folder / "out")) as store:
        taken = store.account.so_far()
    unseen, seen = (usage for usage, share in taken if share == 1.0)
    assert seen in [Usage(e.prompt_tokens, e.completion_tokens, e.cached_tokens) for e in server.log if not e.batch]
    assert unseen.counted, "it may have been billed"


def price(server: Server) -> float:
    """What the server's own count costs, batches at half price."""
    return 0.5 * (cost(MODEL, paid(server, batch=True)) or 0) + (cost(MODEL, paid(server, batch=False)) or 0)


def test_a_course_goes_into_few_batches_and_one_week_does_not_hold_up_another(folder: Path) -> None:
    course = folder / "course.yaml"
    weeks = [f"- {{number: {n}, title: W{n}, topics: [Odds {n}, Evens {n}, Ends {n}]}}" for n in range(1, 13)]
    course.write_text("title: C\nminutes: 18\nweeks:\n" + "\n".join(weeks) + "\n")
    command: list[str | Path] = ["week", course, "--out", folder / "out", "--batch-api"]
    behaviour = Behaviour(batch_failing=0.03, batch_faults=["batch:3:expired"])
    with running(behaviour) as server:
        codes, many = [], 0
        while many < 12 and WAITS in (ran := run_hosted(server, *command, LECTUREGEN_BATCH_REQUESTS="20")).err:
            codes.append(ran.code)
            many += 1
    assert ran.code == 0, ran.err
    assert set(codes) == {0}
    assert ran.out.count("week.json") == 12 or len(list((folder / "out").glob("*/*/week.json"))) == 12
    assert max(batch.total for batch in server.store.batches.values()) == 20
    assert_nothing_was_asked_twice(server)
    assert_the_ledger_is_the_servers(server, folder)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--finish-live"], "--finish-live goes with --batch-api"),
        (["--batch-api", "--offline"], "there is no service to post to"),
    ],
)
def test_flags_that_do_not_go_together_are_named(flags: list[str], said: str, folder: Path) -> None:
    with running() as server:
        ran = make_week(server, folder, *flags)
    assert (ran.code, said in ran.err) == (2, True)


def test_another_provider_is_told_that_it_has_none(folder: Path) -> None:
    ran = run(*week_arguments(folder), "--batch-api", OPENAI_API_KEY="x", LECTUREGEN_PROVIDER="azure_openai",
              AZURE_OPENAI_ENDPOINT="http://127.0.0.1:1", OPENAI_API_VERSION="2024-10-21")  # fmt: skip
    assert (ran.code, "has no Batch API here" in ran.err) == (3, True)


def test_a_dry_run_is_estimated_at_half_price(folder: Path) -> None:
    with running() as server:
        whole, half = (make_week(server, folder, "--dry-run", *flags) for flags in ([], ["--batch-api"]))
    dollars = [float(ran.out.splitlines()[-2].split()[-1]) for ran in (whole, half)]
    assert dollars[1] == pytest.approx(dollars[0] / 2, abs=1e-4)
    assert server.doors.asked == []
