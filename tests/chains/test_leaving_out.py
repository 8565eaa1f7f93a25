"""A section without one of its questions: what is left keeps its points, and the conversation can go on."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from lecturegen import rules
from lecturegen.chains._base import Settled
from lecturegen.chains.assess import ask_again, ask_questions, without
from lecturegen.llm.scripted import ScriptedModel
from lecturegen.questions import AnyQuestion
from lecturegen.schema import AssessAsk, Finding, Section, Severity, Slot, TaughtFrame
from tests.openai_server import running
from tests.openai_server.samples import assess_request, content
from tests.test_week_questions import GOALS, SECTION

SLOTS = tuple(Slot(kind="single-choice", points=points) for points in (1, 2, 3, 4))
CONTEXT = rules.Context(slots=SLOTS)
HARD = Finding(
    code="LG290",
    rule="r",
    severity=Severity.ERROR,
    where="/assessment/questions/1",
    message="a reader answers otherwise",
)


def reply() -> dict[str, Any]:
    with running() as server:
        found: dict[str, Any] = json.loads(content(server, assess_request(kinds=4 * ("single-choice",))))
    for place, question in enumerate(found["questions"]["single_choice"]):
        question |= {"objective": 1 + place % 2, "frame": 1}
    return found


def settled(model: ScriptedModel) -> Settled[Section]:
    ask = AssessAsk(
        course="C", audience="", level="", language="en", number=1, section="LRU caches", objectives=GOALS,
        frames=(TaughtFrame(number=1, title="A", text="A pointer an entry."),), slots=SLOTS, elsewhere=(),
    )  # fmt: skip
    return asyncio.run(ask_questions(ask, SECTION, model, CONTEXT))


def questions(of: Settled[Section]) -> tuple[AnyQuestion, ...]:
    assert of.document.assessment is not None
    return of.document.assessment.questions


def test_the_others_keep_their_words_and_points_and_are_counted_anew() -> None:
    whole = settled(ScriptedModel([reply()] * 3))
    left = without(whole, [1], CONTEXT)
    assert [q.points for q in questions(left)] == [1, 3, 4]
    assert [q.id for q in questions(left)] == ["s.q1", "s.q2", "s.q3"]
    kept = [question for place, question in enumerate(questions(whole)) if place != 1]
    assert [q.model_copy(update={"id": ""}) for q in questions(left)] == [q.model_copy(update={"id": ""}) for q in kept]


def test_the_conversation_goes_on_about_what_is_left() -> None:
    given = reply()
    model = ScriptedModel([given] * 3)
    left = without(settled(model), [1], CONTEXT)
    three = json.loads(json.dumps(given))
    del three["questions"]["single_choice"][1]
    for question in three["questions"]["single_choice"]:
        question["explanation"] += " Counted once more, because it was asked."
    model = ScriptedModel([three] * 3)
    again = asyncio.run(ask_again(left, [HARD], model, CONTEXT))
    said, told = model.asked[0].messages[-2:]
    assert len(json.loads(said.text)["questions"]["single_choice"]) == 3
    assert "- /questions/single_choice/1: a reader answers otherwise" in told.text
    assert ["once more" in q.explanation for q in questions(again)] == [False, True, False]
    assert [q.points for q in questions(again)] == [1, 3, 4]
