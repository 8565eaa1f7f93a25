"""Mends take away what is no speech, and every other sentence stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen import rules
from lecturegen.rules import Scope
from lecturegen.rules._sample import sample_context, sample_plan, sample_week
from lecturegen.schema import Plan, Section

CLEAN = sample_week().sections[1]

BEFORE = [
    "Certainly! Here's a comprehensive speaking script for your slide on binary search.",
    "Sure! Below is a detailed script for the slide. Each point is explained, and it addresses your requirements.",
    '### Speaking Script for "Binary Search" Slide',
    "**Slide Title: Binary Search**",
    "[Start of Presentation]",
    "**Transition from Previous Slide:**",
    "---",
    "Welcome back, everyone!",
    "Hello, class.",
    "**(Advance to Frame 1)**",
]
AFTER = [
    "This script should provide a clear structure for presenting the slides, with smooth transitions.",
    "Feel free to adjust the wording to fit your speaking style!",
    "**(End of Presentation)**",
    "[Next slide]",
    "*Transitioning to Frame 3: Hash tables*",
    "---",
    "[Show the diagram on the board]",
    "Thank you all for your attention!",
    "Are there any questions before we move on?",
]
BETWEEN = [
    "(Advance to Frame 2)",
    "---",
    "### Frame 2: The bill",
    "[Highlight the real costs]",
    "**[Next slide]**",
    "***",
]


def drafted(**changes: str) -> Section:
    """The clean section with another opening, closing or first script."""
    frames = CLEAN.frames
    if "script" in changes:
        frames = (frames[0].model_copy(update={"script": changes.pop("script")}), *frames[1:])
    return CLEAN.model_copy(update={**changes, "frames": frames})


def mended(section: Section, number: int = 1) -> Section:
    after: Section = rules.mend(section, Scope.DRAFT, sample_context(number))
    return after


@given(
    st.lists(st.sampled_from(BEFORE), max_size=3, unique=True),
    st.lists(st.sampled_from(AFTER), max_size=3, unique=True),
)
@settings(max_examples=200, deadline=None)
def test_wrapping_comes_off_and_the_speech_in_it_stays(before: list[str], after: list[str]) -> None:
    opening = "\n\n".join([*before, CLEAN.opening])
    closing = "\n\n".join([CLEAN.closing, *after])
    assert mended(drafted(opening=opening, closing=closing)) == CLEAN


@given(st.lists(st.sampled_from(BETWEEN), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_cues_between_paragraphs_go_and_the_paragraphs_stay(cues: list[str]) -> None:
    first, *others = CLEAN.frames[0].script.split("\n\n")
    assert mended(drafted(script="\n\n".join([first, *cues, *others]))) == CLEAN


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("```markdown\nHalf goes. That's all I have to say.\n```", "Half goes. That's all I have to say."),
        ("“Half of it goes, and then half of what is left.”", "Half of it goes, and then half of what is left."),
        ("Half goes. (Pause for responses) What is left?", "Half goes.\n\n*(Pause for responses)*\n\nWhat is left?"),
        ("Half goes. **(Advance to Frame 2)** What is left?", "Half goes. What is left?"),
        ("**Frame 2 - The bill:** It took three hours.", "It took three hours."),
        ("## The bill\n\nIt took three hours.", "**The bill**\n\nIt took three hours."),
        ("## Binary search\n\nIt took three hours.", "It took three hours."),
        ("It took <!-- really? --> three hours.<br>\nThree.", "It took  three hours.\nThree."),
        ("It didnâ€™t take three hours.", "It didn’t take three hours."),
        ("It took `â€™` and didnâ€™t stop.", "It took `â€™` and didn’t stop."),
        ("It took three.  \r\n\r\n\r\n\r\nHours.\t", "It took three.\n\nHours."),
        ("```python\nx = 1  # a\n\n\n\n# b\n```", "```python\nx = 1  # a\n\n\n\n# b\n```"),
        ("```\n# a\n---\n(Advance to Frame 2)\n```\n\nOn.", "```\n# a\n---\n(Advance to Frame 2)\n```\n\nOn."),
        ('"Welcome back, everyone! Half goes." So he said.', '"Half goes." So he said.'),
        ("*Hello everyone! Half of it goes.*", "*Half of it goes.*"),
    ],
)  # fmt: skip
def test_text_is_mended_to_what_was_meant(written: str, meant: str) -> None:
    assert mended(drafted(script=written)).frames[0].script == meant


def test_files_of_others_keep_their_cues_courtesies_and_low_headings() -> None:
    said = "#### A case\n\nHello, everyone!\n\n(Advance to Frame 2)\n\nHalf goes.\n\nThank you for listening."
    context = replace(sample_context(1), planned=None, unknown=frozenset(rules.Known))
    foreign = drafted(script=f"Certainly! Here's a script for the slide.\n\n## A title\n\n{said}")
    assert rules.mend(foreign, Scope.DRAFT, context).frames[0].script == f"#### A title\n\n{said}"


def test_marks_that_quote_the_lecturer_come_off_and_other_quotations_stay() -> None:
    long = "So I keep the front half, ask its middle card the same question, and go on like that until nothing is left."
    said = f'{long} He said "no" twice, and I said it once.'
    quoted = f'"{said}\n\nThat is all."'
    section = CLEAN.model_copy(
        update={
            "opening": quoted,
            "closing": quoted,
            "frames": (CLEAN.frames[0].model_copy(update={"script": quoted}),),
        }
    )
    after = mended(section)
    assert {after.opening, after.closing, after.frames[0].script} == {f"{said}\n\nThat is all."}


@pytest.mark.parametrize(
    "written",
    [
        "Certainly! Here's a speaking script for the slide. So I keep the front half.",
        "And here's the bill (move to the next frame) that sorting left me.",
        "This script ensures smooth transitions. So I keep the front half.",
        "I'm sorry, but I can't help with this request.",
        "At most $2\times 5$ looks.",
        "Half \x00 of it.",
        "Can we find \ufffd?",
        "[Insert an example]",
    ],
)
def test_what_cannot_be_mended_without_loss_is_left_and_found(written: str) -> None:
    section = drafted(script=written)
    assert mended(section).frames[0].script == written
    found = rules.check(mended(section), Scope.DRAFT, sample_context(1))
    assert any(f.severity.value == "error" and f.where == "/frames/0/script" for f in found)


def test_first_section_keeps_its_greeting_and_last_its_thanks() -> None:
    first, _, last = sample_week().sections
    assert mended(first, 0) == first
    assert mended(last, 2) == last


def test_german_text_is_not_searched_for_english_courtesies() -> None:
    context = rules.Context(language="de", number=2, of=3, minutes=6)
    section = drafted(opening="Hello, class. Thank you all for your attention! So weit, so gut.")
    assert rules.mend(section, Scope.DRAFT, context) == section


def test_letters_come_off_all_options_or_none() -> None:
    assert CLEAN.assessment is not None
    first, *others = CLEAN.assessment.questions
    assert first.kind == "single-choice"
    lettered = first.model_copy(
        update={
            "answer": f"B) {first.answer}",
            "distractors": tuple(
                d.model_copy(update={"text": f"{letter}) {d.text}"})
                for letter, d in zip("ACD", first.distractors, strict=True)
            ),
        }
    )
    assessment = CLEAN.assessment.model_copy(update={"questions": (lettered, *others)})
    section = CLEAN.model_copy(update={"assessment": assessment})
    assert rules.mend(section, Scope.ASSESSMENT, sample_context(1)) == CLEAN
    one = first.model_copy(update={"answer": f"B) {first.answer}"})
    assessment = CLEAN.assessment.model_copy(update={"questions": (one, *others)})
    section = CLEAN.model_copy(update={"assessment": assessment})
    assert rules.mend(section, Scope.ASSESSMENT, sample_context(1)) == section


@pytest.mark.parametrize(
    ("minutes", "total", "scaled"),
    [
        ((4.0, 4.0, 4.0), 6, (2.0, 2.0, 2.0)),
        ((1.0, 2.0, 1.0), 10, (2.5, 5.0, 2.5)),
        ((1.0, 1.0, 1.0), 10, (3.5, 3.5, 3.0)),
        ((100.0, 0.5, 0.5), 10, (9.0, 0.5, 0.5)),
    ],
)
def test_minutes_are_scaled_in_proportion_to_half_minutes(
    minutes: tuple[float, ...], total: int, scaled: tuple[float, ...]
) -> None:
    sections = (s.model_copy(update={"minutes": m}) for s, m in zip(sample_plan().sections, minutes, strict=True))
    plan = sample_plan().model_copy(update={"sections": tuple(sections)})
    after: Plan = rules.mend(plan, Scope.PLAN, rules.Context(minutes=total))
    assert sorted(s.minutes for s in after.sections) == sorted(scaled)


def test_minutes_within_the_tolerance_are_meant_so() -> None:
    assert rules.mend(sample_plan(), Scope.PLAN, rules.Context(minutes=6)) == sample_plan()
