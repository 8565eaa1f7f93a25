"""What only several sections can get wrong: sent back to the right section, and at the end taken out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lecturegen import rules
from lecturegen.events import silent
from lecturegen.llm import Reply, Request, W, Wrapper
from lecturegen.llm.journal import Journal
from lecturegen.llm.langchain import LangChainModel
from lecturegen.llm.scripted import ScriptedModel
from lecturegen.models import Service
from lecturegen.pipeline import Order, Outcome, make_week
from lecturegen.reading.notes import Notes
from lecturegen.rules import Scope
from lecturegen.run_dir import WeekFolder
from lecturegen.schema import Brief
from lecturegen.schema.wire import AssessReply, DraftReply
from lecturegen.stages.job import Job
from tests.command import TOPICS
from tests.conftest import impatient
from tests.openai_server import Server, running

BRIEF = Brief(course="Chance", number=2, title="Chance", topics=TOPICS, minutes=18)
Change = Callable[[Request[Any], Any], None]


class Meddling(Wrapper):
    """Changes replies in place before anybody sees them."""

    def __init__(self, inner: LangChainModel, change: Change) -> None:
        super().__init__(inner)
        self._change = change

    async def ask(self, request: Request[W]) -> Reply[W]:
        reply = await self._inner.ask(request)
        self._change(request, reply.value)
        return replace(reply, text=reply.value.model_dump_json())


def made(server: Server, folder: Path, change: Change) -> Outcome:
    settings = impatient(server.base_url)

    async def make() -> Outcome:
        journal = Journal(folder)
        model = Service(settings).around(Meddling(LangChainModel(settings), change), journal, silent)
        try:
            # readers would have their say about a text that the server did not write
            order = Order("Week {number}: {title}", 4000, {}, blind=False)
            return await make_week(BRIEF, Notes(), model, WeekFolder(folder, journal), journal, order)
        finally:
            await model.aclose()
            journal.close()

    return asyncio.run(make())


def asked(server: Server) -> list[tuple[str, int | None]]:
    return sorted((entry.kind, entry.section) for entry in server.log if entry.kind in ("revise", "draft", "assess"))


OPENER = "Three of the seven dice on this table are loaded, and I know which ones because I loaded them. "


def copied_opener(*kinds: str) -> Change:
    def change(request: Request[Any], reply: Any) -> None:
        if isinstance(reply, DraftReply) and request.unit in ("expectation", "variance") and request.kind in kinds:
            reply.opening = OPENER + reply.opening

    return change


def test_a_copied_opener_sends_back_the_later_section_and_its_questions_are_asked_anew(tmp_path: Path) -> None:
    with running() as server:
        outcome = made(server, tmp_path, copied_opener("draft"))
    assert outcome.clean
    assert [entry.section for entry in server.log if entry.kind == "revise"] == [3]
    assert asked(server).count(("draft", 2)) == 1
    assert asked(server).count(("assess", 2)) == 1


def test_the_report_says_what_the_rules_find_in_the_finished_week(tmp_path: Path) -> None:
    copied = copied_opener("draft")

    def change(request: Request[Any], reply: Any) -> None:
        copied(request, reply)
        if isinstance(reply, DraftReply):
            reply.closing += " It's crucial to explore this powerful, essential, robust and exciting key insight."
        if isinstance(reply, AssessReply):
            reply.questions.of("single-choice")[0].stem = "About two dice"

    with running() as server:
        outcome = made(server, tmp_path, change)
    assert outcome.week is not None
    job = Job(BRIEF, Notes(), ScriptedModel([]), outcome.plan, 4000)
    found = [
        finding.model_copy(update={"where": f"/sections/{place}{finding.where}"})
        for place, section in enumerate(outcome.week.sections)
        for scope in (Scope.DRAFT, Scope.ASSESSMENT)
        for finding in rules.check(section, scope, job.context(place))
    ]
    found += rules.check(outcome.week, Scope.WEEK, job.context())
    assert {"LG211", "LG310"} <= {finding.code for finding in found}
    by_rules = [finding for finding in outcome.report.findings if not finding.code.startswith("LG29")]
    assert by_rules == found


def test_a_section_that_goes_on_copying_is_taken_out_and_named(tmp_path: Path) -> None:
    with running() as server:
        outcome = made(server, tmp_path, copied_opener("draft", "revise"))
    assert outcome.week is not None
    assert [section.title for section in outcome.week.sections] == [TOPICS[0], TOPICS[1]]
    (rejected,) = outcome.report.rejected
    assert (rejected.title, rejected.stage) == (TOPICS[2], "validate")
    assert rejected.findings
    assert outcome.report.errors == 0
    assert TOPICS[2] not in (tmp_path / "assessment.md").read_text().split("## Section 2")[1]


def test_a_question_asked_twice_sends_back_the_questions_and_not_the_draft(tmp_path: Path) -> None:
    stem = "A fair die shows a six four times in a row; how likely is a six on the next throw of the same die?"

    def change(request: Request[Any], reply: Any) -> None:
        if isinstance(reply, AssessReply) and request.unit != "random-variables" and request.kind == "assess":
            reply.questions.of("single-choice")[0].stem = stem

    with running() as server:
        outcome = made(server, tmp_path, change)
    assert outcome.clean
    assert [entry.section for entry in server.log if entry.kind == "revise"] == [3]
    assert [kind for kind, _ in asked(server)].count("draft") == 3
    stems = (
        [q.stem for s in outcome.week.sections if s.assessment for q in s.assessment.questions] if outcome.week else []
    )
    assert stems.count(stem) == 1
