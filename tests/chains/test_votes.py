"""A question of each type, answered without its key: what is for the key, what is against it, and what is neither."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen import rules
from lecturegen.chains._base import Unsettled
from lecturegen.chains._blind_doubts import MANUAL, doubts
from lecturegen.chains._blind_sheet import blind
from lecturegen.chains._blind_vote import KEY, SEVERAL, UNTAUGHT, Vote, number_in, plain
from lecturegen.chains.answer import Read, ask_answers
from lecturegen.llm.scripted import ScriptedModel
from lecturegen.prompting import load
from lecturegen.questions import (
    AnyQuestion,
    Bloom,
    Criterion,
    Distractor,
    Essay,
    Level,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Ordering,
    Pair,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.schema import AnswerAsk, Frame, Section
from tests.command import run

SAME: dict[str, Any] = {
    "id": "s.q1", "objective": "s.o1", "frame": 1, "bloom": Bloom.APPLY, "stem": "What holds?", "explanation": "So.",
}  # fmt: skip
SECTION = Section(
    id="s", title="Shares", minutes=5, objectives=(), opening="", closing="",
    frames=(Frame(title="A share", script="Nine of 21 is 0.43."),),
)  # fmt: skip
SINGLE = SingleChoice(**SAME, answer="nine", distractors=tuple(Distractor(text=t) for t in ("six", "two", "ten")))
SEVERAL_RIGHT = MultipleChoice(
    **SAME, answers=(Option(text="red"), Option(text="green")), distractors=(Option(text="grey"), Option(text="brown"))
)
HOLDS = TrueFalse(**SAME, answer=True)
SHARE = Numeric(**SAME, answer=Decimal("0.43"), tolerance=Decimal("0.001"))
TERM = ShortAnswer(**SAME, answer="vanishing gradient", variants=("gradient vanishing",))
MATCH = Matching(
    **SAME, pairs=tuple(Pair(premise=p, response=r) for p, r in (("one", "I"), ("two", "II"))), spare=("III",)
)
STEPS = Ordering(**SAME, steps=("wash", "rinse", "dry"))
TASK = Essay(
    **SAME,
    rubric=(
        Criterion(text="names it", levels=(Level(points=1, text="the name"), Level(points=0, text="nothing"))),
        Criterion(text="argues", levels=(Level(points=0, text="nothing"), Level(points=2, text="a reason"))),
    ),
)
EVERY: tuple[AnyQuestion, ...] = (SINGLE, SEVERAL_RIGHT, HOLDS, SHARE, TERM, MATCH, STEPS, TASK)


def letters(question: AnyQuestion, *texts: str) -> list[str]:
    """The letters under which the first reader sees these options."""
    shown = {option.text: option.letter for option in blind(question, 1, 1).options}
    return [shown[text] for text in texts]


def answer(answer: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    return {
        "question": 1, "working": "", "answer": list(answer), "also": [], "answerable": True, "confidence": "certain",
    } | more  # fmt: skip


def read(question: AnyQuestion, *replies: dict[str, Any]) -> Read:
    model = ScriptedModel([{"answers": [reply]} for reply in replies])
    return asyncio.run(ask_answers(SECTION, 1, [question], 1, model))


def vote(question: AnyQuestion, given: Sequence[str], **more: Any) -> Vote:
    (only,) = read(question, answer(given, **more)).votes
    return only


def codes(question: AnyQuestion, cast: Vote) -> list[str]:
    return [finding.code for finding in doubts(question, cast, "/assessment/questions/0")]


RIGHT: list[tuple[AnyQuestion, list[str]]] = [
    (SINGLE, letters(SINGLE, "nine")),
    (SEVERAL_RIGHT, letters(SEVERAL_RIGHT, "green", "red")),
    (HOLDS, ["True"]),
    (SHARE, ["0.4301"]),
    (SHARE, ["about 43 %"]),
    (TERM, ["The vanishing-gradient"]),
    (TERM, ["Gradient vanishing."]),
    (MATCH, letters(MATCH, "I", "II")),
    (STEPS, letters(STEPS, "wash", "rinse", "dry")),
    (TASK, ["A", "B"]),
]
WRONG: list[tuple[AnyQuestion, list[str]]] = [
    (SINGLE, letters(SINGLE, "six")),
    (SINGLE, letters(SINGLE, "nine", "six")),
    (SEVERAL_RIGHT, letters(SEVERAL_RIGHT, "green")),
    (SEVERAL_RIGHT, letters(SEVERAL_RIGHT, "green", "red", "grey")),
    (HOLDS, ["false"]),
    (SHARE, ["0.75"]),
    (TERM, ["exploding gradient"]),
    (MATCH, letters(MATCH, "II", "I")),
    (STEPS, letters(STEPS, "rinse", "wash", "dry")),
]


@pytest.mark.parametrize(("question", "given"), RIGHT)
def test_the_right_answer_is_a_vote_for_the_key(question: AnyQuestion, given: list[str]) -> None:
    cast = vote(question, given)
    assert cast.stance == KEY
    assert codes(question, cast) == []


@pytest.mark.parametrize(("question", "given"), WRONG)
def test_another_answer_is_a_vote_against_it(question: AnyQuestion, given: list[str]) -> None:
    cast = vote(question, given)
    assert cast.stance not in (KEY, SEVERAL, UNTAUGHT)
    assert codes(question, cast) == ["LG290"]


@pytest.mark.parametrize("question", EVERY)
def test_what_the_section_does_not_teach_is_a_vote_against_it(question: AnyQuestion) -> None:
    given = next(given for one, given in RIGHT if one is question)
    cast = vote(question, given, answerable=False)
    assert cast.stance == UNTAUGHT
    assert codes(question, cast) == ["LG292"]


def test_a_criterion_that_cannot_be_met_is_named() -> None:
    (finding,) = doubts(TASK, vote(TASK, ["A"]), "/assessment/questions/0")
    assert finding.code == "LG292"
    assert "argues: a reason" in finding.message
    assert "names it" not in finding.message


def test_a_second_option_that_can_be_defended_is_a_vote_against_the_question() -> None:
    cast = vote(SINGLE, letters(SINGLE, "nine"), also=letters(SINGLE, "ten"))
    assert cast.stance == SEVERAL
    assert codes(SINGLE, cast) == ["LG291"]
    assert vote(SINGLE, letters(SINGLE, "nine"), also=[*letters(SINGLE, "nine"), "none"]).stance == KEY
    assert vote(TERM, ["vanishing gradient"], also=["exploding gradient"]).stance == SEVERAL
    assert vote(TERM, ["vanishing gradient"], also=["gradient vanishing"]).stance == KEY


def test_doubt_about_the_right_answer_is_worth_a_word_and_no_vote() -> None:
    cast = vote(SINGLE, letters(SINGLE, "nine"), confidence="unsure")
    assert cast.stance == KEY
    assert codes(SINGLE, cast) == ["LG293"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (SHARE, "0.4286"),
        (SHARE, "0.4"),
        (SHARE.model_copy(update={"answer": Decimal("0.42857")}), "0.43"),
        (TERM, "vanishing gradients"),
    ],
)
def test_a_near_miss_is_no_vote_against_the_key_and_is_to_be_accepted(question: AnyQuestion, said: str) -> None:
    cast = vote(question, [said])
    assert cast.stance == KEY
    (finding,) = doubts(question, cast, "/assessment/questions/0")
    assert finding.code == "LG294"
    assert said in finding.message


@pytest.mark.parametrize(
    ("key", "said"),
    [("hypertension", "hypotension"), ("supervised", "unsupervised"), ("type I error", "type II error"), ("C", "C++")],
)
def test_words_that_look_alike_and_mean_another_thing_are_no_near_miss(key: str, said: str) -> None:
    question = ShortAnswer(**SAME, answer=key)
    assert vote(question, [said]).stance == plain(said) != KEY


@pytest.mark.parametrize("letter", ["{}", "({})", "{}.", "{}. the option said again", " {} "])
def test_letters_are_read_however_they_are_dressed(letter: str) -> None:
    (right,) = letters(SINGLE, "nine")
    assert vote(SINGLE, [letter.format(right)]).stance == KEY
    both = letters(SEVERAL_RIGHT, "red", "green")
    assert vote(SEVERAL_RIGHT, [", ".join(both)]).stance == KEY
    pair = letters(MATCH, "I", "II")
    assert vote(MATCH, [f"{n}. {letter}" for n, letter in enumerate(pair, 1)]).stance == KEY


@pytest.mark.parametrize(
    ("text", "value"),
    [("-1,250.5", "-1250.5"), ("0,43", "0.43"), ("−3", "-3"), ("1e-3", "0.001"), ("3/4", "0.75"), (".5", "0.5")],
)
def test_numbers_are_read_however_they_are_written(text: str, value: str) -> None:
    assert number_in(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "many", "2 * 10^3", "1,2,3"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert number_in(text) is None


@pytest.mark.parametrize(
    "reply",
    [answer(["Z"]), answer([]), answer(["A"], question=2), answer(["all of them"])],
)
def test_a_reply_that_cannot_be_read_goes_back(reply: dict[str, Any]) -> None:
    model = ScriptedModel([{"answers": [reply]}, {"answers": [answer(letters(SINGLE, "nine"))]}])
    (cast,) = asyncio.run(ask_answers(SECTION, 1, [SINGLE], 1, model)).votes
    assert cast.stance == KEY
    assert "there is no answer to question 1" in model.asked[1].messages[-1].text


def test_a_reader_who_gives_no_answer_three_times_is_given_up() -> None:
    with pytest.raises(Unsettled):
        read(SINGLE, answer(["Z"]), answer(["Y"]), answer(["X"]))


def test_what_a_service_without_schemas_leaves_out_or_does_not_list_is_read() -> None:
    loose: dict[str, Any] = {"question": 1, "working": "", "answer": True, "answerable": True, "confidence": "Certain"}
    assert read(HOLDS, loose).votes[0].stance == KEY
    assert read(SHARE, loose | {"answer": 0.43, "also": None}).votes[0].stance == KEY


words = st.text(st.characters(categories=["Ll"]), min_size=1, max_size=6)


@given(st.lists(words, min_size=4, max_size=4, unique=True), words, st.integers(1, 3))
def test_a_reader_sees_the_same_whichever_option_is_the_key(texts: list[str], stem: str, turn: int) -> None:
    def sheet(key: str) -> object:
        wrong = tuple(Distractor(text=text) for text in texts if text != key)
        question = SingleChoice(**SAME | {"stem": stem}, answer=key, distractors=wrong)
        return blind(question, 1, turn)

    assert len({repr(sheet(key)) for key in texts}) == 1


def test_readers_find_options_in_different_orders() -> None:
    orders = {tuple(option.text for option in blind(SINGLE, 1, turn).options) for turn in range(1, 6)}
    assert len(orders) > 2


@pytest.mark.parametrize("question", EVERY)
def test_nothing_that_tells_the_key_is_sent(question: AnyQuestion) -> None:
    marked = question.model_copy(update={"explanation": "BECAUSE", "objective": "OBJECTIVE"})
    model = ScriptedModel([{"answers": [answer(next(given for one, given in RIGHT if one is question))]}])
    asyncio.run(ask_answers(SECTION, 1, [marked], 1, model))
    (request,) = model.asked
    sent = "\n".join(message.text for message in request.messages)
    assert question.stem in sent
    assert "Nine of 21 is 0.43." in sent
    assert not any(secret in sent for secret in ("BECAUSE", "OBJECTIVE", "gradient vanishing", "rationale"))
    assert (request.kind, request.unit) == ("answer", "s")


def test_a_second_reader_is_asked_in_other_words_even_where_there_is_nothing_to_shuffle() -> None:
    prompt = load("answer", AnswerAsk)

    def text(turn: int) -> str:
        shown = (blind(HOLDS, 1, turn),)
        return prompt.render(AnswerAsk(language="en", number=1, section="S", frames=(), questions=shown, turn=turn))[
            1
        ].text

    assert len({text(turn) for turn in (1, 2, 3)}) == 3


def test_every_finding_has_its_manual_page() -> None:
    found = {code for question, given in WRONG for code in codes(question, vote(question, given))}
    assert found <= MANUAL.keys()
    assert not MANUAL.keys() & rules.RULES.keys()
    for code, page in MANUAL.items():
        assert run("rules", code).out.strip() == page.strip()
