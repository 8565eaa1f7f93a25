"""Questions answered again without their keys, over real HTTP: what is sent back, what stays, what is left out."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lecturegen.errors import ModelError
from lecturegen.events import silent
from lecturegen.llm import Reply, Request, W, Wrapper
from lecturegen.llm.journal import Journal
from lecturegen.llm.langchain import LangChainModel
from lecturegen.llm.offline import OfflineModel
from lecturegen.models import Service
from lecturegen.pipeline import Order, Outcome, make_week, nothing_planned
from lecturegen.questions import SingleChoice
from lecturegen.reading.notes import Notes
from lecturegen.run_dir import WeekFolder
from lecturegen.schema import AnswerAsk, Blueprint, Brief, Passage
from lecturegen.schema.wire import AnswerReply, AssessReply, Confidence
from lecturegen.stages.job import Job
from tests import command
from tests.batches import documents, rounds
from tests.command import TOPICS, run, run_hosted, topic_list
from tests.conftest import impatient
from tests.openai_server import Behaviour, Server, running

CHOICES = Blueprint.model_validate({"every_section": {"single_choice": 4}})
BRIEF = Brief(course="Chance", number=2, title="Chance", topics=TOPICS, minutes=18, blueprint=CHOICES)
SECTION = "expectation"
Change = Callable[[Request[Any], Any], None]


class Meddling(Wrapper):
    """Changes replies in place before anybody sees them."""

    def __init__(self, inner: LangChainModel, change: Change) -> None:
        super().__init__(inner)
        self._change = change
        self.asked: list[Request[Any]] = []

    async def ask(self, request: Request[W]) -> Reply[W]:
        self.asked.append(request)
        reply = await self._inner.ask(request)
        self._change(request, reply.value)
        return replace(reply, text=reply.value.model_dump_json())


def unchanged(request: Request[Any], reply: Any) -> None:
    """Nothing is meddled with."""


class Run:
    """A small week of single choice, made with replies that ``change`` has been through."""

    def __init__(self, server: Server, folder: Path, change: Change = unchanged) -> None:
        settings = impatient(server.base_url)
        self.model = Meddling(LangChainModel(settings), change)

        async def make() -> Outcome:
            journal = Journal(folder)
            model = Service(settings).around(self.model, journal, silent)
            try:
                order = Order("Week {number}: {title}", 4000, {})
                return await make_week(BRIEF, Notes(), model, WeekFolder(folder, journal), journal, order)
            finally:
                await model.aclose()
                journal.close()

        self.outcome = asyncio.run(make())

    def asked(self, kind: str) -> list[Request[Any]]:
        return [request for request in self.model.asked if request.kind == kind and request.unit == SECTION]

    @property
    def readers(self) -> list[AnswerAsk]:
        return [request.variables for request in self.asked("answer") if isinstance(request.variables, AnswerAsk)]

    @property
    def read(self) -> list[int]:
        """How many questions each reader got."""
        return [len(ask.questions) for ask in self.readers]

    @property
    def turns(self) -> list[int]:
        return [ask.turn for ask in self.readers]

    @property
    def questions(self) -> list[SingleChoice]:
        """Those of the section that is meddled with."""
        assert self.outcome.week is not None
        (section,) = [section for section in self.outcome.week.sections if section.id == SECTION]
        assert section.assessment is not None
        return [question for question in section.assessment.questions if isinstance(question, SingleChoice)]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.outcome.report.findings]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[SingleChoice]:
    """The questions of the section when nobody meddles."""
    with running() as server:
        return Run(server, tmp_path_factory.mktemp("sound")).questions


def choices(reply: AssessReply) -> list[Any]:
    found: list[Any] = reply.questions.of("single-choice")
    return found


def swap(question: Any) -> None:
    """Call a distractor the answer."""
    wrong = question.distractors[0]
    question.answer, wrong.text = wrong.text, question.answer


def wrong_key(*kinds: str, places: tuple[int, ...] = (1,)) -> Change:
    """Questions at ``places`` have a wrong key in replies to requests of ``kinds``."""

    def change(request: Request[Any], reply: Any) -> None:
        if isinstance(reply, AssessReply) and request.unit == SECTION and request.kind in kinds:
            for place in places:
                swap(choices(reply)[place])

    return change


def reading(number: int, change: Callable[[Any], None], *, of: str = "") -> Change:
    """Change the answer to question ``number`` of every reader, or of the first (``of`` its prompt says so)."""

    def meddle(request: Request[Any], reply: Any) -> None:
        if isinstance(reply, AnswerReply) and request.unit == SECTION and of in request.messages[-1].text:
            change(reply.answers[number - 1])

    return meddle


def another(answer: Any) -> None:
    answer.answer = ["A" if answer.answer != ["A"] else "B"]


def once(change: Change) -> Change:
    """``change`` for the first request that it does anything to."""
    done: list[object] = []

    def first(request: Request[Any], reply: Any) -> None:
        before = reply.model_dump_json()
        if not done:
            change(request, reply)
        if reply.model_dump_json() != before:
            done.append(request)

    return first


def both(*changes: Change) -> Change:
    def change(request: Request[Any], reply: Any) -> None:
        for one in changes:
            one(request, reply)

    return change


def test_a_wrong_key_is_found_and_only_that_question_goes_back_and_is_read_again(
    sound: list[SingleChoice], tmp_path: Path
) -> None:
    with running() as server:
        ran = Run(server, tmp_path, wrong_key("assess"))
    assert ran.questions == sound
    assert ran.outcome.report.findings == ()
    (sent_back,) = ran.asked("revise")
    told = sent_back.messages[-1].text
    assert told.count("\n- /") == 1
    assert "- /questions/single_choice/1: from the section alone, without the key, a reader answers" in told
    assert ran.read == [4, 1]


def test_what_was_not_to_blame_stays_word_for_word_whatever_comes_back(
    sound: list[SingleChoice], tmp_path: Path
) -> None:
    def rewrite(request: Request[Any], reply: Any) -> None:
        if isinstance(reply, AssessReply) and request.unit == SECTION and request.kind == "revise":
            for question in choices(reply)[2:]:
                question.explanation += " This was put in other words, although nobody had asked for that."
            reply.activities[0] = "Toss a coin forty times and write down the longest run of heads."

    with running() as server:
        ran = Run(server, tmp_path, both(wrong_key("assess"), rewrite))
    assert ran.questions == sound
    assert ran.outcome.report.findings == ()
    assert ran.read == [4, 1]


def test_a_reader_who_errs_once_costs_two_requests_and_no_question(sound: list[SingleChoice], tmp_path: Path) -> None:
    with running() as server:
        ran = Run(server, tmp_path, once(reading(2, another)))
    assert ran.questions == sound
    assert ran.outcome.report.findings == ()
    assert len(ran.asked("revise")) == 1
    assert ran.turns == [1, 2]
    assert "Readers before you: 1" in ran.asked("answer")[1].messages[-1].text


def test_a_key_that_two_readers_deny_is_replaced(sound: list[SingleChoice], tmp_path: Path) -> None:
    """The writer insists once, and gives in when a second reader agrees with the first."""
    insisted: list[Request[Any]] = []

    def stubborn(request: Request[Any], reply: Any) -> None:
        if isinstance(reply, AssessReply) and request.unit == SECTION and len(insisted) < 2:
            insisted.append(request)
            swap(choices(reply)[1])

    with running() as server:
        ran = Run(server, tmp_path, stubborn)
    assert len(ran.questions) == 4
    assert ran.questions == sound, "the server corrects its key in the end"
    assert ran.outcome.report.findings == ()
    assert ran.turns == [1, 2, 1]
    assert "write another question on the same objective" in ran.asked("revise")[1].messages[-1].text


def test_what_rules_found_in_a_question_that_was_replaced_is_not_in_the_report(
    sound: list[SingleChoice], tmp_path: Path
) -> None:
    """The rules' own way back leaves a warning standing; the reader's brings another question."""
    written: list[Request[Any]] = []

    def change(request: Request[Any], reply: Any) -> None:
        if isinstance(reply, AssessReply) and request.unit == SECTION and len(written) < 2:
            written.append(request)
            choices(reply)[1].stem = "About two dice"
            swap(choices(reply)[1])

    with running() as server:
        ran = Run(server, tmp_path, change)
    assert "the stem asks nothing" in ran.asked("revise")[0].messages[-1].text
    assert ran.questions == sound
    assert ran.codes == []


def test_a_key_that_nobody_else_finds_is_left_out_and_the_report_says_so(
    sound: list[SingleChoice], tmp_path: Path
) -> None:
    with running() as server:
        ran = Run(server, tmp_path, wrong_key("assess", "revise"))
        count = len(server.log)
        again = Run(server, tmp_path, wrong_key("assess", "revise"))
    assert [q.stem for q in ran.questions] == [q.stem for q in sound if q.stem != sound[1].stem]
    assert ran.codes.count("LG296") == 1
    (left_out,) = [finding for finding in ran.outcome.report.findings if finding.code == "LG296"]
    assert sound[1].stem in left_out.message
    assert left_out.where == "/sections/1/assessment/questions"
    assert ran.outcome.clean
    assert (len(server.log), again.questions) == (count, ran.questions), "the second run asks nothing"


def test_a_section_that_cannot_spare_them_fails_and_is_asked_anew(tmp_path: Path) -> None:
    with running() as server:
        ran = Run(server, tmp_path, wrong_key("assess", "revise", places=(0, 1)))
        (rejected,) = ran.outcome.report.rejected
        again = Run(server, tmp_path)
    assert (rejected.section, rejected.stage) == (SECTION, "answer")
    assert {finding.code for finding in rejected.findings} == {"LG290"}
    assert again.outcome.clean
    assert len(again.questions) == 4
    assert [request.kind for request in again.model.asked] == ["assess", "answer"], "its draft is kept"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("LG291", lambda answer: answer.also.extend(sorted({"A", "B"} - set(answer.answer))[:1])),
        ("LG292", lambda answer: setattr(answer, "answerable", False)),
        ("LG293", lambda answer: setattr(answer, "confidence", Confidence.UNSURE)),
    ],
)
def test_every_doubt_goes_back_once(
    code: str, change: Callable[[Any], None], sound: list[SingleChoice], tmp_path: Path
) -> None:
    with running() as server:
        ran = Run(server, tmp_path, once(reading(3, change)))
    (sent_back,) = ran.asked("revise")
    assert "- /questions/single_choice/2: " in sent_back.messages[-1].text
    assert ran.questions == sound, "the writer insists, and another reader has no doubt"
    # nobody is asked a second time over a warning, so it is left to the lecturer
    assert ran.codes == ([code] if code == "LG293" else [])


def test_two_readers_who_differ_call_for_a_third(sound: list[SingleChoice], tmp_path: Path) -> None:
    taken: list[str] = []

    def differ(request: Request[Any], reply: Any) -> None:
        if not isinstance(reply, AnswerReply) or request.unit != SECTION or len(taken) == 2:
            return
        ask = request.variables
        assert isinstance(ask, AnswerAsk)
        place, shown = next((n, q) for n, q in enumerate(ask.questions) if q.stem == sound[1].stem)
        option = next(o for o in shown.options if o.text not in (sound[1].answer, *taken))
        taken.append(option.text)
        reply.answers[place].answer = [option.letter]

    with running() as server:
        ran = Run(server, tmp_path, differ)
    assert ran.turns == [1, 2, 3]
    assert ran.questions == sound
    assert ran.outcome.report.findings == ()


def test_a_question_that_the_week_sends_back_is_read_again_and_no_other(tmp_path: Path) -> None:
    """Two sections ask the same; only the later one's question changes, and only that is read again."""
    copied: list[Any] = []

    def copy(request: Request[Any], reply: Any) -> None:
        if isinstance(reply, AssessReply) and request.kind == "assess":
            questions = choices(reply)
            if request.unit == TOPICS[0].lower().replace(" ", "-"):
                copied.append(questions[0].model_copy(deep=True))
            elif request.unit == SECTION and copied:
                given = copied[0].model_dump() | {"objective": questions[0].objective, "frame": questions[0].frame}
                questions[0] = type(questions[0]).model_validate(given)

    with running(Behaviour(faults=["assess#2:1:slow-drip"])) as server:
        ran = Run(server, tmp_path, copy)
    assert copied
    assert ran.outcome.clean
    assert len(ran.asked("revise")) == 1
    assert ran.read == [4, 1]


def test_a_reader_who_refuses_costs_the_confirmation_and_not_the_section(tmp_path: Path) -> None:
    with running(Behaviour(faults=["answer#2:1:refusal"])) as server:
        ran = command.make_week(server, tmp_path)
        assert ran.code == 0, ran.err
        (finding,) = command.report_of(tmp_path).findings
        assert (finding.code, finding.where) == ("LG297", "/sections/1/assessment/questions")
        count = len(server.log)
        assert command.make_week(server, tmp_path).code == 0
    assert [entry.kind for entry in server.log[count:]] == ["answer"], "the next run asks for what is missing"
    assert command.report_of(tmp_path).findings == ()


def test_a_writer_who_fails_when_asked_to_change_leaves_it_to_the_readers(
    sound: list[SingleChoice], tmp_path: Path
) -> None:
    def refuse(request: Request[Any], reply: Any) -> None:
        if request.kind == "revise" and request.unit == SECTION:
            raise ModelError("the writer is gone")

    with running() as server:
        ran = Run(server, tmp_path, both(wrong_key("assess"), refuse))
    assert [q.stem for q in ran.questions] == [q.stem for q in sound if q.stem != sound[1].stem]
    assert "LG296" in ran.codes


def kinds(server: Server) -> Counter[str]:
    return Counter(entry.kind for entry in server.log)


@pytest.mark.parametrize(("flags", "environment"), [(["--no-blind"], {}), ([], {"LECTUREGEN_BLIND": "false"})])
def test_it_can_be_switched_off(flags: list[str], environment: dict[str, str], tmp_path: Path) -> None:
    with running() as server:
        ran = command.make_week(server, tmp_path, *flags, **environment)
        (tmp_path / "other").mkdir()
        thought = command.make_week(server, tmp_path / "other", "--dry-run", *flags, **environment)
    assert ran.code == 0, ran.err
    assert kinds(server) == {"plan": 1, "draft": 3, "assess": 3}
    assert thought.out.splitlines()[1].split()[-4] == "7"


def test_questions_that_were_made_without_it_are_read_by_the_next_run_with_it(tmp_path: Path) -> None:
    with running() as server:
        command.make_week(server, tmp_path, "--no-blind")
        before = command.contents(tmp_path)
        command.make_week(server, tmp_path)
    assert kinds(server)["answer"] == 3
    assert len(server.log) == 10
    assert command.contents(tmp_path)["week.json"] == before["week.json"]


def test_a_model_that_arranges_notes_does_not_read_its_own_words() -> None:
    note = Passage(id="p1", file="n.md", headings=(), first_line=1, last_line=1, text="A die has six sides.")
    job = Job(BRIEF, Notes(), OfflineModel((note,)), nothing_planned(BRIEF), 4000)
    assert job.reread
    assert not job.blind


def test_readers_begin_while_other_sections_are_still_being_written(tmp_path: Path) -> None:
    with running(Behaviour(first_token=0.3, faults=["draft#3:1:slow-drip"])) as server:
        assert command.make_week(server, tmp_path).code == 0
    first_read = min(entry.start for entry in server.log if entry.kind == "answer")
    assert first_read < max(entry.end for entry in server.log if entry.kind == "draft")


def test_in_batches_it_is_a_round_more_and_the_week_is_the_one_made_live(tmp_path: Path) -> None:
    for name in ("live", "batches"):
        (tmp_path / name).mkdir()
    with running(Behaviour(wrong_keys=0.3)) as server:
        command.make_week(server, tmp_path / "live")
        assert server.memory.planted
    with running(Behaviour(wrong_keys=0.3)) as server:
        ran = rounds(server, tmp_path / "batches")
    # plan, drafts, questions, answers; what is sent back, and its answers; the week
    assert [one.code for one in ran] == [0] * 7
    assert documents(tmp_path / "batches") == documents(tmp_path / "live")


def test_what_it_costs_is_a_stage_of_its_own(tmp_path: Path) -> None:
    with running() as server:
        command.make_week(server, tmp_path)
    rows = [line.split() for line in run("cost", tmp_path / "out", "--by", "stage").out.splitlines()]
    (row,) = [row for row in rows if row[0] == "answer"]
    read = [entry for entry in server.log if entry.kind == "answer"]
    assert [int(figure) for figure in row[1:5]] == [
        3, 0, sum(entry.prompt_tokens for entry in read), sum(entry.completion_tokens for entry in read),
    ]  # fmt: skip


def test_a_week_whose_wrong_keys_were_all_found_asks_nothing_the_second_time(tmp_path: Path) -> None:
    topics = topic_list(tmp_path, *(f"{name} of {what}" for what in ("rules", "trees") for name in ("Growth", "Cost")))
    arguments = ("week", topics, "--title", "Week 3: Keys", "--minutes", "24", "--out", tmp_path / "out")
    with running(Behaviour(wrong_keys=0.3, wrong_answers=0.1)) as server:
        assert run_hosted(server, *arguments).code == 0
        count, before = len(server.log), command.contents(tmp_path)
        assert server.memory.planted
        assert run_hosted(server, *arguments).code == 0
    assert (len(server.log), command.contents(tmp_path)) == (count, before)
