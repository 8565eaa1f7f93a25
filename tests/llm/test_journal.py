"""What was answered is not asked again; what was paid is written down."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from lecturegen.errors import BadReply, FolderError, Truncated
from lecturegen.llm import Request
from lecturegen.llm.journal import FILE, Journal
from lecturegen.llm.recorded import Journaled, Recorded, address
from lecturegen.llm.retry import Insistent
from lecturegen.llm.scripted import ScriptedModel
from lecturegen.schema.wire import PlanReply
from lecturegen.usage import Usage
from tests.llm.asking import ask, plan_request

GOOD = {"starts_from": "", "sections": []}


def test_the_second_time_nothing_is_asked(tmp_path: Path) -> None:
    script = ScriptedModel([GOOD])
    for _ in range(2):
        journal = Journal(tmp_path)
        reply = ask(Journaled(Recorded(script, journal), journal))
        journal.close()
    assert len(script.asked) == 1
    assert reply.remembered
    assert reply.value == PlanReply(starts_from="", sections=[])


def test_a_reply_that_took_three_tries_is_filed_under_the_first_request(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    script = ScriptedModel([Truncated("cut", usage=Usage(3, 4)), BadReply("no JSON", usage=Usage(5, 6)), GOOD])
    ask(Journaled(Insistent(Recorded(script, journal)), journal))
    ask(Journaled(Insistent(Recorded(ScriptedModel([]), journal)), journal))
    totals = journal.totals()
    assert totals.attempts == {"bad reply": 1, "ok": 1, "truncated": 1}
    assert totals.usage == Usage(8, 10)
    journal.close()


def test_a_forgotten_answer_is_asked_anew(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    script = ScriptedModel([GOOD, GOOD])
    reply = ask(Journaled(script, journal))
    journal.forget([reply.key])
    ask(Journaled(script, journal))
    assert len(script.asked) == 2
    journal.close()


@pytest.mark.parametrize(
    "changed",
    [
        replace(plan_request(), version=99),
        replace(plan_request(), prompt="other"),
        replace(plan_request(), messages=plan_request("Other topic").messages),
        replace(plan_request(), max_tokens=5),
    ],
)
def test_whatever_can_change_the_answer_changes_its_address(changed: Request[PlanReply]) -> None:
    assert address("m", changed) != address("m", plan_request())
    assert address("other model", plan_request()) != address("m", plan_request())


def test_the_label_for_people_does_not_change_the_address() -> None:
    assert address("m", replace(plan_request(), label="x", unit="y")) == address("m", plan_request())


def test_a_second_process_is_told_to_wait(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    with pytest.raises(FolderError, match="another lecturegen is at work"):
        Journal(tmp_path)
    journal.close()
    Journal(tmp_path).close()


def test_a_damaged_journal_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database " * 500)
    with pytest.raises(FolderError, match=r"\.journal\.sqlite: the journal is damaged"):
        Journal(tmp_path)
    assert (tmp_path / FILE).read_bytes().startswith(b"this is no database")


def test_an_answer_that_was_damaged_in_the_journal_is_named(tmp_path: Path) -> None:
    script, journal = ScriptedModel([GOOD]), Journal(tmp_path)
    ask(Journaled(Recorded(script, journal), journal))
    journal.run("update answers set text = substr(text, 5)")
    with pytest.raises(FolderError, match=r"the journal is damaged \(the answer \w+ cannot be read\); move it away"):
        ask(Journaled(Recorded(script, journal), journal))
    journal.close()
    assert len(script.asked) == 1


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "week").write_text("x")
    with pytest.raises(FolderError, match="week"):
        Journal(tmp_path / "week")


def test_an_unknown_price_is_unknown_and_not_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path)

    class Unheard(ScriptedModel):
        name = "nobody-knows-this-model"

    script = Unheard([BadReply("x", usage=Usage(10, 10))])
    with pytest.raises(BadReply):
        ask(Recorded(script, journal))
    assert journal.totals().cost is None
    journal.close()


def test_the_key_is_nowhere_in_the_journal(tmp_path: Path) -> None:
    from lecturegen.llm.langchain import LangChainModel
    from tests.conftest import impatient
    from tests.openai_server import running

    journal = Journal(tmp_path)
    with running() as server:
        ask(Journaled(Recorded(LangChainModel(impatient(server.base_url)), journal), journal))
    journal.close()
    assert b"sk-test" not in (tmp_path / FILE).read_bytes()
    rows = sqlite3.connect(tmp_path / FILE).execute("select kind, outcome from attempts").fetchall()
    assert rows == [("plan", "ok")]
