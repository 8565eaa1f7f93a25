"""Rules are quick on a section, and linear on text that was made to be slow."""

from __future__ import annotations

from itertools import cycle, islice
from time import process_time

import pytest

from lecturegen import rules
from lecturegen.questions import SingleChoice
from lecturegen.rules import Scope
from lecturegen.rules._sample import laid_over, sample_context, sample_questions, sample_week
from lecturegen.rules._texts import texts
from lecturegen.schema import Section

SIZE = 20_000
SECONDS = 2.0
"""Processor time for all rules over several such texts: 0.1 to 0.7 in practice, ten or more if a rule is quadratic."""


def hostile(unit: str) -> str:
    return "".join(islice(cycle(unit), SIZE))


def filled_with(text: str) -> Section:
    """The sample's second section with ``text`` in every kind of place."""
    section = sample_week().sections[1]
    assert section.assessment is not None
    first, second = section.frames
    # the caches know a text that they have seen, so every place gets its own
    frame = first.model_copy(update={"script": f"{text}1", "bullets": (f"{text}2",), "maths": f"{text}3"})
    asked = section.assessment.questions[0]
    assert isinstance(asked, SingleChoice)
    question = asked.model_copy(update={"stem": f"{text}4", "answer": f"{text}5", "explanation": f"{text}6"})
    assessment = section.assessment.model_copy(
        update={"questions": (question, *section.assessment.questions[1:]), "activities": (f"{text}7",)}
    )
    return section.model_copy(update={"opening": text, "frames": (frame, second), "assessment": assessment})


@pytest.mark.parametrize(
    "unit",
    [
        "a", "a ", "A. ", "$", "$ ", r"\[ ", "{", "`", "``` ", "```\n", "*", "**a ", "[", "(a ", '"', "<", "<b ",
        "<!--", " ", "\n", "\t", "# a\n", "- \n", "...", "? ", "Hello, ", "thank you ", "any questions ", "frame 1 ",
        "(advance to ", "this script ", "here is ", "morning/", "\\", "|a|", "option ", "which ", "{{", "_", "x_",
        "\u2028", "\r", "to be ", "TODO ", "â", "我",
    ],
)  # fmt: skip
def test_text_of_twenty_kilobytes_is_read_in_linear_time(unit: str) -> None:
    section, context = filled_with(hostile(unit)), sample_context()
    first, _, last = sample_week().sections
    week = sample_week().model_copy(update={"sections": (first, section, last)})
    start = process_time()
    for scope in (Scope.DRAFT, Scope.ASSESSMENT):
        rules.check(section, scope, context)
        rules.mend(section, scope, context)
    rules.check(week, Scope.WEEK, context)
    assert process_time() - start < SECONDS


@pytest.mark.parametrize("unit", ["a", "a ", "which ", "1", "1,", "step 1 ", "not ", "the ", "$", "`", "kg ", "我"])
@pytest.mark.parametrize("kind", list(sample_questions()))
def test_question_of_twenty_kilobytes_is_read_in_linear_time(kind: str, unit: str) -> None:
    clean = laid_over(Scope.ASSESSMENT, {"asked": [kind]}).document
    places = [one.where for one in texts(clean) if one.where.startswith("/assessment/questions/3/")]
    # the caches know a text that they have seen, so every place gets its own
    case = laid_over(Scope.ASSESSMENT, {"asked": [kind], **{where: f"{hostile(unit)}{where}" for where in places}})
    first, _, last = sample_week().sections
    week = sample_week().model_copy(update={"sections": (first, case.document, last)})
    start = process_time()
    rules.check(case.document, Scope.ASSESSMENT, case.context)
    rules.mend(case.document, Scope.ASSESSMENT, case.context)
    rules.check(week, Scope.WEEK, case.context)
    assert process_time() - start < SECONDS


def test_section_of_eight_hundred_words_is_mended_and_checked_at_once() -> None:
    section = sample_week().sections[1]
    spoken = "\n\n".join(frame.script for frame in section.frames)
    context = sample_context()
    times = []
    for run in range(9):
        frames = tuple(
            frame.model_copy(update={"script": f"{spoken}\n\n{spoken.replace('card', f'card{run}{index}')}"})
            for index, frame in enumerate(section.frames)
        )
        long = section.model_copy(update={"frames": frames})
        start = process_time()
        rules.check(rules.mend(long, Scope.DRAFT, context), Scope.DRAFT, context)
        times.append(process_time() - start)
    # some ten milliseconds; a loaded machine may take its time
    assert sorted(times)[len(times) // 2] < 0.1
