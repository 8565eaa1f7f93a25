"""What the local server answers. Whether that passes every rule is seen by the tests of the pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from lecturegen.schema.wire import DraftReply, PlanReply
from tests.openai_server import Server, running
from tests.openai_server.samples import (
    NOTES,
    SECTION,
    assess_request,
    content,
    draft_request,
    plan_request,
    revise_request,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as made:
        yield made


def test_plan_has_a_section_for_each_topic_and_all_the_minutes(server: Server) -> None:
    plan = PlanReply.model_validate_json(content(server, plan_request(31)))
    assert [section.topic for section in plan.sections] == [1, 2, 3, 4, 5]
    assert sum(section.minutes for section in plan.sections) == pytest.approx(31)


def test_the_plan_starts_from_a_question_and_every_section_leaves_one_open(server: Server) -> None:
    plan = PlanReply.model_validate_json(content(server, plan_request()))
    assert len({plan.starts_from, *(section.leaves_open for section in plan.sections)}) == 6


@pytest.mark.parametrize("words", [300, 800, 2400])
def test_draft_has_the_planned_frames_and_the_length_asked_for(server: Server, words: int) -> None:
    draft = DraftReply.model_validate_json(content(server, draft_request(words=words)))
    assert len(draft.frames) == len(SECTION.frames)
    spoken = " ".join((draft.opening, *(frame.script for frame in draft.frames), draft.closing))
    assert len(spoken.split()) == pytest.approx(words, rel=0.06)


def test_quotes_are_copied_from_the_notes_letter_for_letter(server: Server) -> None:
    draft = DraftReply.model_validate_json(content(server, draft_request()))
    quotes = [source for frame in draft.frames for source in frame.sources]
    assert quotes
    assert all(quote.passage == "p7" and quote.quote in NOTES and "*" not in quote.quote for quote in quotes)


def test_only_the_first_section_greets_and_only_the_last_gives_thanks(server: Server) -> None:
    texts = [content(server, draft_request(number)) for number in range(1, 6)]
    assert ["Hello" in text for text in texts] == [True, False, False, False, False]
    assert ["Thank you" in text for text in texts] == [False, False, False, False, True]


def test_questions_cannot_be_answered_by_length(server: Server) -> None:
    questions = json.loads(content(server, assess_request()))["questions"]["single_choice"]
    assert len(questions) == 4
    for question in questions:
        options = [question["answer"], *(distractor["text"] for distractor in question["distractors"])]
        assert len(set(options)) == 4
        assert len(set(map(len, options))) == 1


def test_same_request_gets_the_same_answer_and_another_section_another(server: Server) -> None:
    first, again, other = (content(server, draft_request(n)) for n in (2, 2, 3))
    assert first == again
    assert json.loads(first)["opening"] != json.loads(other)["opening"]


def test_revision_mends_the_places_named_and_keeps_the_rest(server: Server) -> None:
    clean = content(server, draft_request())
    revised = content(server, revise_request(draft_request(), clean, "/frames/1/script"))
    before, after = json.loads(clean), json.loads(revised)
    assert before["frames"][1].pop("script") != after["frames"][1].pop("script")
    assert before == after


def test_revision_of_a_spoilt_answer_is_the_clean_one(server: Server) -> None:
    clean = content(server, assess_request())
    spoilt = clean.replace("?", "")
    assert content(server, revise_request(assess_request(), spoilt, "/questions/single_choice/0/stem")) == clean


def test_small_talk_gets_plain_text(server: Server) -> None:
    assert content(server, [{"role": "user", "content": "Good morning"}])
    assert server.log[0].kind == "other"
