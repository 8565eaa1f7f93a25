"""Questions of all types over real HTTP: by the course's blueprint, and put right where they are malformed."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from lecturegen import rules
from lecturegen.chains.assess import ask_questions
from lecturegen.llm.scripted import ScriptedModel
from lecturegen.prompting import load
from lecturegen.questions import Bloom, SingleChoice
from lecturegen.questions.order import deal
from lecturegen.reading.notes import Notes
from lecturegen.rules._guesser import score as guesser_score
from lecturegen.schema import (
    AssessAsk,
    Brief,
    Frame,
    Objective,
    Plan,
    PlannedSection,
    Section,
    Slot,
    TaughtFrame,
    Week,
)
from lecturegen.schema.replies import REPLIES, assess_reply, wire_name
from lecturegen.stages.job import Job
from tests.command import contents, report_of, run_hosted, week_of
from tests.openai_server import Behaviour, Server, running
from tests.openai_server.asked import Asked
from tests.openai_server.samples import assess_request, content

EXAMPLE = Path(__file__).parents[1] / "examples" / "data-mining" / "week10.yaml"
COURSE = """\
title: Chance
minutes: 18
{blueprint}
weeks:
  - number: 2
    title: Chance
    topics: [Random variables, Expectation, Variance]
"""


def made_by(server: Server, folder: Path, blueprint: str = "") -> Week:
    course = folder / "course.yaml"
    course.write_text(COURSE.format(blueprint=blueprint))
    ran = run_hosted(server, "week", course, "--out", folder / "out")
    assert ran.code == 0, ran.err
    return week_of(folder)


def kinds_of(week: Week) -> list[list[str]]:
    return [[question.kind for question in s.assessment.questions] for s in week.sections if s.assessment]


def test_a_week_has_the_types_levels_and_points_of_its_blueprint(tmp_path: Path) -> None:
    blueprint = (
        "questions_per_section: 5\n"
        "blueprint:\n"
        "  every_section: {true_false: 1, matching: 1, ordering: 1, essay: 1}\n"
        "  shares: {numeric: 70, multiple_choice: 30}\n"
        "  bloom: {evaluate: 20}\n"
        "  points_per_section: 20\n"
    )
    with running() as server:
        week = made_by(server, tmp_path, blueprint)
    rest = Counter(kind for kinds in kinds_of(week) for kind in kinds if kind in ("numeric", "multiple-choice"))
    assert rest == {"numeric": 2, "multiple-choice": 1}
    assert all({"true-false", "matching", "ordering", "essay"} < set(kinds) for kinds in kinds_of(week))
    assert all(kinds == sorted(kinds, key=list(REPLIES).index) for kinds in kinds_of(week))
    asked = [question for s in week.sections if s.assessment for question in s.assessment.questions]
    assert sum(question.bloom is not None and question.bloom.rank >= Bloom.EVALUATE.rank for question in asked) >= 3
    assert [sum(q.points for q in s.assessment.questions) for s in week.sections if s.assessment] == [20, 20, 20]
    assert report_of(tmp_path).findings == ()


def test_the_same_blueprint_makes_the_same_week_and_asks_nothing_again(tmp_path: Path) -> None:
    with running() as server:
        made_by(server, tmp_path)
        before, count = contents(tmp_path), len(server.log)
        made_by(server, tmp_path)
        assert (contents(tmp_path), len(server.log)) == (before, count)
        made_by(server, tmp_path, "blueprint: {every_section: {single_choice: 4}}")
    assert Counter(entry.kind for entry in server.log[count:]) == {"assess": 3, "answer": 3}, (
        "only questions are asked anew"
    )
    assert set(map(tuple, kinds_of(week_of(tmp_path)))) == {4 * ("single-choice",)}


@pytest.mark.parametrize("kind", REPLIES)
def test_a_malformed_question_of_any_type_is_sent_back_with_its_place(kind: str, tmp_path: Path) -> None:
    blueprint = f"blueprint: {{every_section: {{{wire_name(kind)}: 3}}}}"
    with running(Behaviour(faults=["assess#2:1:malformed"])) as server:
        week = made_by(server, tmp_path, blueprint)
    assert kinds_of(week) == [3 * [kind]] * 3
    lasts = [Asked(0, body).users[-1] for body in server.requests]
    (told,) = [last for last in lasts if "could not be used" in last]
    assert f"/questions/{wire_name(kind)}/0/" in told


@pytest.mark.slow
def test_a_week_of_thirteen_sections_stands_before_students(tmp_path: Path) -> None:
    """What issue 5 wants shown of a week with the default blueprint."""
    with running() as server:
        ran = run_hosted(server, "week", EXAMPLE, "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    week = week_of(tmp_path)
    asked = [(s, q) for s in week.sections if s.assessment for q in s.assessment.questions]
    assert len({question.kind for _, question in asked}) >= 4
    assert 3 * sum(q.bloom is not None and q.bloom.rank >= Bloom.APPLY.rank for _, q in asked) >= len(asked)
    assert {o.id for s in week.sections for o in s.objectives} == {question.objective for _, question in asked}
    choices = [question for _, question in asked if isinstance(question, SingleChoice)]
    assert len(choices) >= 26
    longest = sum(all(len(q.answer) > len(d.text) for d in q.distractors) for q in choices)
    assert longest <= 0.35 * len(choices)
    for seed in range(20):
        seeded = week.model_copy(update={"seed": seed})
        assert guesser_score(seeded).share <= 0.30
        shown = deal(seeded)
        letters = Counter(shown[question.id].index(question.answer) for question in choices)
        assert max(letters.values()) <= 0.35 * len(choices)


GOALS = tuple(Objective(id=f"s.o{n}", text=f"Compute figure {n} by hand", bloom=Bloom.APPLY) for n in (1, 2))
SECTION = Section(
    id="s", title="LRU caches", minutes=5, objectives=GOALS, opening="", closing="",
    frames=(Frame(title="A", script="A pointer an entry."), Frame(title="B", script="A list in order of use.")),
)  # fmt: skip


def reply(*kinds: str) -> dict[str, Any]:
    """What the local server answers to a request for these types."""
    with running() as server:
        found: dict[str, Any] = json.loads(content(server, assess_request(kinds=kinds)))
    for made in found["questions"].values():
        for place, question in enumerate(made):
            question |= {"objective": 1 + place % 2, "frame": 1}
    return found


def settled(model: ScriptedModel, slots: tuple[Slot, ...]) -> Section:
    ask = AssessAsk(
        course="C", audience="", level="", language="en", number=1, section="LRU caches", objectives=GOALS,
        frames=(TaughtFrame(number=1, title="A", text="A pointer an entry."),), slots=slots, elsewhere=(),
    )  # fmt: skip
    context = rules.Context(slots=slots)
    return asyncio.run(ask_questions(ask, SECTION, model, context)).document


@pytest.mark.parametrize("kind", [kind for kind in REPLIES if kind != "single-choice"])
def test_what_rules_find_is_sent_back_with_its_place_in_the_reply(kind: str) -> None:
    """The quiz is in another order than the reply: there every type has a list of its own."""
    kinds = ("single-choice", "single-choice", "true-false", kind)
    clean = reply(*kinds)
    spoilt = json.loads(json.dumps(clean))
    spoilt["questions"][wire_name(kind)][-1]["explanation"] = ""
    model = ScriptedModel([spoilt, clean])
    settled(model, tuple(Slot(kind=kind, points=REPLIES[kind].usual_points) for kind in kinds))
    place = len(clean["questions"][wire_name(kind)]) - 1
    assert f"- /questions/{wire_name(kind)}/{place}/explanation: " in model.asked[1].messages[-1].text


def test_questions_stand_in_the_order_of_their_slots_and_a_stand_in_takes_its_place() -> None:
    found = reply("single-choice", "single-choice", "single-choice", "essay")
    assert found["questions"].keys() == {"single_choice", "essay"}
    slots = (
        Slot(kind="single-choice"), Slot(kind="numeric", instead="single-choice", points=3),
        Slot(kind="single-choice"), Slot(kind="essay", points=6),
    )  # fmt: skip
    section = settled(ScriptedModel([found] * 3), slots)
    assert section.assessment is not None
    stems = [question["stem"] for question in found["questions"]["single_choice"]]
    asked = section.assessment.questions
    assert [q.kind for q in asked] == ["single-choice", "single-choice", "single-choice", "essay"]
    assert [q.stem for q in asked[:3]] == [stems[0], stems[2], stems[1]]
    assert [q.points for q in asked[:3]] == [1, 3, 1]
    assert [q.id for q in asked] == ["s.q1", "s.q2", "s.q3", "s.q4"]


def test_a_section_with_more_objectives_than_questions_gets_more_questions() -> None:
    brief = Brief(course="C", number=1, title="T", topics=("LRU caches",), questions_per_section=3)
    goals = tuple(Objective(id=f"s.o{n}", text=f"Compute {n}", bloom=Bloom.APPLY) for n in range(5))
    planned = PlannedSection(
        id="s", title="LRU caches", topics=(), minutes=5, objectives=goals, takes_up="", leaves_open="", frames=()
    )
    plan = Plan(course="C", number=1, title="T", sections=(planned,))
    job = Job(brief, Notes(), ScriptedModel([]), plan, 4000)
    assert len(job.context(0).slots) == 5
    assert job.context().slots == ()


def test_sections_of_the_same_types_share_a_shape_in_whatever_order() -> None:
    assert assess_reply(["numeric", "essay"]) is assess_reply(("essay", "numeric"))
    assert assess_reply(["numeric"]) is not assess_reply(["essay"])


def test_every_type_has_its_piece_of_the_prompt_and_only_wanted_ones_are_sent() -> None:
    prompt = load("assess", AssessAsk)
    for kind in REPLIES:
        ask = AssessAsk(
            course="C", audience="", level="", language="en", number=1, section="S", objectives=(), frames=(),
            slots=(Slot(kind=kind),), elsewhere=(), earlier=("What is it?",),
        )  # fmt: skip
        system, user = (message.text for message in prompt.render(ask))
        assert [other for other in REPLIES if f"\n{wire_name(other)}: " in system] == [kind]
        assert f'"{wire_name(kind)}": [{{' in system
        assert "- What is it?\n</earlier>" in user


def test_what_all_sections_share_of_the_prompt_comes_first() -> None:
    prompt = load("assess", AssessAsk)

    def system(*kinds: str) -> str:
        slots = tuple(Slot(kind=kind) for kind in kinds)
        ask = AssessAsk(
            course="C", audience="", level="", language="en", number=1, section="S", objectives=(), frames=(),
            slots=slots, elsewhere=(),
        )  # fmt: skip
        return prompt.render(ask)[0].text

    one, other = system("single-choice", "essay"), system("single-choice", "numeric")
    shared = next(place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    assert "rationale: the mistake behind a distractor." in one[:shared]
