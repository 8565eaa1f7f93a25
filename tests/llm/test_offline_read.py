"""Offline weeks as a lecturer and a student read them: what would embarrass whoever stands before the class."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from lecturegen.llm.offline.defined import definitions
from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.item import Item, Kind
from lecturegen.llm.offline.items import items_of
from lecturegen.llm.offline.material import Material
from lecturegen.llm.offline.plain import end as end_of
from lecturegen.llm.offline.plain import thing
from lecturegen.llm.offline.predications import Names
from lecturegen.llm.offline.slides import entitle
from lecturegen.llm.offline.telling import Role, Said
from lecturegen.llm.offline.terms import with_article
from lecturegen.llm.offline.tongue import Tongue, smooth
from lecturegen.questions import ShortAnswer, SingleChoice
from lecturegen.schema import Assessment, Passage, Section, Week
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


def test_a_section_that_looks_back_is_titled_and_practised_by_what_it_asks_for(tmp_path: Path) -> None:
    week = week_from(tmp_path, SUPPLY, "Supply and demand", "Summary and discussion")
    last = week.sections[1]
    assert "a supply curve" in last.frames[0].title.removeprefix("A demand curve")
    assert "summary and discussion" not in " ".join((*asked(last).activities, *asked(last).discussion))


def test_a_sentence_stands_on_its_slide_once() -> None:
    text = (
        "CUBIC is the default in Linux since 2006. It grows as a cubic function of the time since the last loss. BBR, "
        "from Google in 2016, doesn't use loss at all, it measures the bandwidth and the round-trip time."
    )
    frame = Frame((), [Said(text, Role.CLAIM, 0)])
    entitle([frame], "CUBIC and BBR", set(), Tongue(Material([])))
    assert frame.title == "CUBIC is the default in Linux since 2006"
    assert frame.bullets == ("Grows as a cubic function of the time since the last loss",)


def test_labels_that_announce_are_not_spoken_and_exercises_are_activities(markets: Week) -> None:
    last = markets.sections[2]
    assert not re.search(r"Common mistake:|Exercise:|[Ww]arning", said(markets))
    assert asked(last).activities == ("Draw a ceiling below the price.",)


def test_marks_of_footnotes_are_not_spoken(markets: Week) -> None:
    assert "[1]" not in said(markets)


def test_numbered_steps_are_said_also_beside_much_prose(tmp_path: Path) -> None:
    prose = (
        "The merge takes time in proportion to what is merged, and there are few levels. Equal elements keep their "
        "order, which is why people call the method stable. Memory for a second list is what stability costs here, "
        "and on a small machine that may be more than there is to spend on sorting."
    )
    text = f"## Merge sort\n\n1. Split the list in two halves.\n2. Sort each half.\n3. Merge the halves.\n\n{prose}\n"
    week = week_from(tmp_path, f"{text}\n## Quicksort\n\nQuicksort picks a pivot and sorts both sides.\n", "Merge sort")
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


def items_in(*said: str, heads: tuple[str, ...] = (), **frame: Any) -> list[Item]:
    """What could be asked about paragraphs under headings."""
    passage = Passage(id="p1", file="x.md", headings=heads, first_line=1, last_line=9, text="\n\n".join(said))
    spoken = [Said(text, Role.CLAIM, 0) for text in said]
    return items_of("A topic", [Frame(heads, spoken, **frame)], Names(Material([passage])), list(heads) or [""])


def test_an_ability_is_no_purpose() -> None:
    kinds = {item.kind for item in items_in("Better indexes are enhancing the ability to understand what users ask.")}
    assert Kind.PURPOSE not in kinds
    kinds = {item.kind for item in items_in("A trainer changes the weights of the network to predict the next word.")}
    assert Kind.PURPOSE in kinds


def test_an_image_is_nothing_that_holds_for_a_thing() -> None:
    assert Kind.HOLDS not in {item.kind for item in items_in("Bigram models are like language detectives.")}
    assert Kind.HOLDS in {item.kind for item in items_in("Bigram models predict words from their neighbours.")}


def test_a_sentence_that_points_at_the_one_before_is_not_asked_about_under_a_heading() -> None:
    text = (
        "Tools of that kind wrote long reports for lawyers last year. They can help whoever has to write many letters."
    )
    given = [item.given for item in items_in(text, heads=("Content creation",)) if item.kind is Kind.SAID]
    assert [one.split()[0] for one in given] == ["Tools"]


def test_the_explanation_of_a_member_is_more_than_the_member() -> None:
    items = [("Calvin cycle", ["stroma", "bundle sheath cells"])]
    found = items_in("Stroma. Bundle sheath cells.", heads=("Calvin cycle",), items=items)
    why = {item.explanation for item in found if item.kind is Kind.MEMBER}
    assert why == {"Under Calvin cycle stand: stroma; bundle sheath cells."}


def test_wrong_effects_agree_with_the_thing_that_the_question_names() -> None:
    ends = (
        "making them slow on long texts",
        "helping them to keep the past",
        "giving it a place in every phone",
        "allowing them to share what is costly",
        "enabling them to rest at night",
        "causing long queues at the gate",
    )
    claims = (
        "Recurrent networks read one word after the other",
        "Hidden states hold a summary of all the past",
        "The small model fits into little memory",
        "Two servers answer the same request",
        "Batches wait for cheap hours of the night",
        "Every ticket is read by two persons",
    )
    said = [f"{claim}, {end}." for claim, end in zip(claims, ends, strict=True)]
    found = [item for text in said for item in items_in(text) if item.kind is Kind.EFFECT and not item.turned]
    asked = end_of(found[0], [(1.0, item) for item in found[1:]], 0)
    assert "Giving it a place in every phone" not in [rival.text for rival in asked.rivals]
    assert "Causing long queues at the gate" in [rival.text for rival in asked.rivals]


def test_a_headline_is_not_the_mere_reason_of_something(tmp_path: Path) -> None:
    text = (
        "## Tea\n\nWhen coffee gets dearer, tea sells better, because some people switch. Sugar follows with a delay.\n"
    )
    week = week_from(tmp_path, text, "Tea")
    assert "Some people switch" not in [frame.title for frame in week.sections[0].frames]


def test_a_term_keeps_the_article_of_the_sentence_that_defines_it() -> None:
    text = (
        "A pivot is the element that the others are compared with. Whoever picks the pivot badly pays, and if the "
        "pivot is the smallest element, the pivot helps nobody."
    )
    material = Material([Passage(id="p1", file="x.md", first_line=1, last_line=2, text=text, headings=("Quicksort",))])
    (term,) = material.terms
    assert with_article(term, Tongue(material)) == "a pivot"


def test_an_answer_stands_among_answers_to_the_same_question() -> None:
    sentences = (
        "Pumps are used in wells and deep mines.", "Sieves consist of a frame and a fine net.",
        "Lamps are used in tents and dark cellars.", "Carts consist of a box and two wheels.",
    )  # fmt: skip
    heads = ("Pumps", "Sieves", "Lamps", "Carts")
    found = [item for item in items_in(*sentences, heads=heads) if item.kind is Kind.THING and not item.turned]
    assert len(found) == 4
    asked = thing(found[0], [(1.0, item) for item in found[1:]], Tongue(Material([])))
    assert asked is not None
    assert [rival.text for rival in asked.rivals] == ["Tents and dark cellars"]


def test_two_terms_are_asked_for_by_name_where_no_options_can_be_found(tmp_path: Path) -> None:
    text = "## Emulsionen\n\nEine Emulsion ist ein Gemisch aus zwei Flüssigkeiten, die sich nicht lösen.\n"
    path = tmp_path / "course.yaml"
    (tmp_path / "notes.md").write_text(text, "utf-8")
    path.write_text(
        "title: Chemie\nlanguage: de\nminutes: 5\nnotes: [notes.md]\n"
        "blueprint:\n  every_section: {short_answer: 3}\n"
        "weeks: [{number: 4, title: Mischen, topics: [Emulsionen]}]\n"
    )
    ran = run("week", path, "--out", tmp_path / "out", "--offline")
    assert ran.code in (0, 1), ran.err
    (question,) = asked(week_of(tmp_path).sections[0]).questions
    assert isinstance(question, ShortAnswer)
    assert question.answer == "Emulsion"


def test_an_activity_is_about_one_thing_and_not_about_a_list(tmp_path: Path) -> None:
    text = (
        "## C4 plants\n\n- maize, sugarcane, sorghum\n- bundle sheaths\n- 2 extra ATP for each CO2 of the day\n\n"
        "## Calvin cycle\n\n- stroma\n- rubisco\n- 3 CO2 and 9 ATP for each sugar of three carbons\n\n"
        "## Light\n\n- thylakoid membrane\n- two photons for each electron that is moved\n- water\n"
    )
    week = week_from(tmp_path, text, "C4 plants", "Calvin cycle", "Light")
    assert "maize, sugarcane" not in " ".join(
        (*asked(week.sections[0]).activities, *asked(week.sections[0]).discussion)
    )


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
