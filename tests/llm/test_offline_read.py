"""Offline weeks as a lecturer and a student read them: what would embarrass whoever stands before the class."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lecturegen.llm.offline.defined import definitions
from lecturegen.llm.offline.tongue import smooth
from lecturegen.questions import ShortAnswer, SingleChoice
from lecturegen.schema import Assessment, Section, Week
from tests.command import made, run, topic_list, week_of

SUPPLY = """
# Markets

## Supply and demand
A demand curve is the quantity that buyers want at each price.[1] A supply curve is the quantity that sellers offer at
each price. Where the two cross, economists speak of an equilibrium, because nobody who wants to trade is left over.

- Income: for a normal good, people buy more when they earn more.
- Substitutes: a dearer substitute shifts the curve to the right.
- Expectations: people buy today what they expect to be dearer tomorrow.

## Lower bound
Radix sort escapes the bound because radix sort never compares two elements. The bound holds for all others.

## Why markets matter
Common mistake: people think that a ceiling makes flats cheaper for everybody. Exercise: Draw a ceiling below the price.

**Warning:** a ceiling above the price does nothing at all.
"""


def week_from(folder: Path, notes: str, *topics: str, name: str = "notes.md", language: str = "en") -> Week:
    (folder / name).write_text(notes, "utf-8")
    ran = run(
        "week", topic_list(folder, *topics), "--title", "Week 2: Chance", "--minutes", "18", "--language", language,
        "--notes", folder / name, "--out", folder / "out", "--offline",
    )  # fmt: skip
    assert ran.code in (0, 1), ran.err
    return week_of(folder)


@pytest.fixture
def markets(tmp_path: Path) -> Week:
    return week_from(tmp_path, SUPPLY, "Supply and demand", "Lower bound", "Why markets matter")


def asked(section: Section) -> Assessment:
    assert section.assessment is not None
    return section.assessment


def said(week: Week) -> str:
    return " ".join(
        text for s in week.sections for text in (s.opening, *(frame.script for frame in s.frames), s.closing)
    )


def test_a_topic_without_notes_is_named_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("## Bees\n\nBees fly.\n")
    topics = topic_list(tmp_path, "Bees", "Comparative anatomy of wasps and hornets")
    notes = ("--notes", tmp_path / "notes.md", "--out", tmp_path / "out")
    ran = run("week", topics, "--title", "Week 1: Insects", *notes, "--offline")
    assert ran.code == 4
    assert "'Comparative anatomy of wasps and hornets'" in ran.err


def test_what_running_text_defines_is_asked_for(markets: Week) -> None:
    first = markets.sections[0]
    assert [objective.text for objective in first.objectives] == ["Define demand curve and supply curve"]
    keys = {q.answer for q in asked(first).questions if isinstance(q, ShortAnswer | SingleChoice)}
    assert keys & {"demand curve", "Demand curve", "The quantity that buyers want at each price"}
    assert keys & {"supply curve", "Supply curve", "The quantity that sellers offer at each price"}


def test_an_explanation_does_not_say_the_definition_twice(markets: Week) -> None:
    for section in markets.sections:
        for question in asked(section).questions:
            parts = re.split(r"(?<=\.) ", question.explanation)
            assert len(parts) == len(set(parts)), question.explanation


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("A pivot is the element that the others are compared with.", "Pivot"),
        (
            "The elasticity of demand is the change in quantity divided by the change in price.",
            "Elasticity of",
        ),
        ("Die Mindestreserve ist der Anteil der Einlagen, den eine Bank halten muss.", "Mindestreserve"),
        ("Une émulsion est un mélange de deux liquides qui ne se dissolvent pas.", "Émulsion"),
    ],
)
def test_a_defining_sentence_gives_a_term(sentence: str, name: str) -> None:
    heads = ["Elasticity", "Mindestreserve", "Die Mindestreserve"]
    assert [found.startswith(name) for found, _, _ in definitions([sentence], heads)] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sorting is the most studied problem in computing.",
        "A common mistake is the belief that loss means a bad cable.",
        "It is the list from which the sample is drawn.",
        "A change of the price itself is a movement along the curve.",
        "A lift of twelve is an accident of three tickets.",
        "The first row is the part of the room that listens.",
    ],
)
def test_a_sentence_that_judges_or_points_back_gives_none(sentence: str) -> None:
    assert [name for name, _, _ in definitions([sentence], ["Sorting", "Room"])] in ([], ["Lift of twelve"])


def test_a_section_hands_over_by_a_reason_that_the_next_one_gives(markets: Week) -> None:
    assert "why radix sort escapes the bound?" in markets.sections[0].closing
    assert "why markets matter?" in markets.sections[1].closing  # and not "Why markets matter?"


def test_a_title_inside_a_sentence_has_its_article(markets: Week) -> None:
    assert "the lower bound" in markets.sections[1].opening


def test_no_slide_is_called_like_another_with_a_number_and_none_repeats_its_headline(markets: Week) -> None:
    for frame in (frame for section in markets.sections for frame in section.frames):
        assert not re.search(r"\(\d\)$", frame.title)
        assert frame.title not in frame.bullets


def test_labels_that_announce_are_not_spoken_and_exercises_are_activities(markets: Week) -> None:
    last = markets.sections[2]
    assert not re.search(r"Common mistake:|Exercise:|[Ww]arning", said(markets))
    assert asked(last).activities == ("Draw a ceiling below the price.",)


def test_marks_of_footnotes_are_not_spoken(markets: Week) -> None:
    assert "[1]" not in said(markets)


def test_numbered_steps_are_said_also_beside_much_prose(tmp_path: Path) -> None:
    prose = "The merge step takes time in proportion to what it merges, and there are few levels of it. " * 3
    text = f"## Merge sort\n\n1. Split the list in two halves.\n2. Sort each half.\n3. Merge the halves.\n\n{prose}\n"
    week = week_from(tmp_path, text, "Merge sort")
    assert "Split the list in two halves. Sort each half. Merge the halves." in said(week)
    assert not any(frame.title.startswith(("Split", "Sort ", "Merge the")) for frame in week.sections[0].frames)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("PSII → plastoquinone → cyt b6f → PSI", "PSII, then plastoquinone, then cyt b6f, then PSI"),
        ("3 CO2 + 9 ATP -> 1 G3P", "3 CO2 + 9 ATP gives 1 G3P"),
        ("O2 comes from water!!", "O2 comes from water!"),
    ],
)
def test_arrows_between_several_things_are_spoken_as_a_path(written: str, spoken: str) -> None:
    assert smooth(written) == spoken


def test_headlines_in_german_do_not_point_back(tmp_path: Path) -> None:
    text = (
        "## Mindestreserve\n\nDie Mindestreserve ist der Anteil der Einlagen, den eine Bank halten muss. Im Euroraum "
        "beträgt sie 1 Prozent. Sie begrenzt die Geldschöpfung kaum.\n"
    )
    week = week_from(tmp_path, text, "Mindestreserve", language="de")
    titles = [frame.title for frame in week.sections[0].frames]
    assert not any(re.search(r"\bsie\b", title, re.I) for title in titles)


TRANSCRIPT = """\
[00:00:12] So last time we looked at TCP, um, and how it opens a connection.
[00:00:31] In October 1986 the link dropped to 40 bits per second. That's a factor of 800.
[00:01:10] Slow start doubles the window every round trip, because every acknowledgement adds a segment.
[00:02:45] When a packet is lost we, uh, halve the window.
"""


def test_a_transcript_is_spoken_without_its_times(tmp_path: Path) -> None:
    week = week_from(tmp_path, TRANSCRIPT, "Slow start", name="notes.txt")
    assert "Slow start doubles the window" in said(week)
    assert not re.search(r"\d\d:\d\d|\bu[mh]\b", said(week))
    assert "4 time codes of a transcript were left out" in (made(tmp_path) / "report.json").read_text("utf-8")


def test_a_timetable_keeps_its_times(tmp_path: Path) -> None:
    text = "## The lab\n\n" + "The lab opens early, and nobody may be late for it.\n\n" * 6
    times = "10:30 Lab one\n\n11:30 Lab two\n\n12:30 Lunch\n\n14:00 Lab three\n"
    week = week_from(tmp_path, text.replace("early", "at nine") + times, "The lab", name="notes.txt")
    assert "10:30" in said(week)


MEMBERS = """
## Impact
Its fields span:

### Language
- Chatbots: programs that hold a conversation.
- Translation: turning texts into another tongue.

### Vision
- Deepfakes: films of things that never happened.
- Synthesis: pictures drawn from a description.

## Skills
- Calculus: the study of change.
- Programming: writing what machines do.
"""


def test_what_stands_below_a_heading_is_no_wrong_answer_for_it(tmp_path: Path) -> None:
    week = week_from(tmp_path, MEMBERS, "Impact", "Skills")
    below = {"Chatbots", "Translation", "Deepfakes", "Synthesis"}
    for question in asked(week.sections[0]).questions:
        if isinstance(question, SingleChoice) and re.search(r"\bimpact\b", question.stem, re.I):
            assert len(below & set(question.options)) <= 1
