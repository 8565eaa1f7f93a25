"""What only several sections together can get wrong: names, links, repetition, where keys stand."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from lecturegen.questions import SingleChoice
from lecturegen.schema import Week
from tests.rules.mutants.base import Into, Mutant, UnfitError, plants, some_section


def _choices(week: Week) -> list[tuple[int, int, SingleChoice]]:
    return [
        (index, at, question)
        for index, section in enumerate(week.sections)
        for at, question in enumerate(section.assessment.questions if section.assessment else ())
        if isinstance(question, SingleChoice)
    ]


@plants("LG180", Into.DOCUMENT, LG181="objectives are looked for by these ids", LG201="", LG202="")
def id_taken(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1)
    one, other = week.sections[index], week.sections[draw.randrange(index)]
    edits: list[tuple[str, str]] = [("/id", other.id)]
    if one.objectives and other.objectives:
        edits.append(("/objectives/0/id", other.objectives[0].id))
    if one.assessment and other.assessment and one.assessment.questions and other.assessment.questions:
        edits.append(("/assessment/questions/0/id", other.assessment.questions[0].id))
    pointer, taken = draw.choice(edits)
    return Mutant({f"/sections/{index}{pointer}": taken}, index)


@plants(
    "LG181",
    Into.DOCUMENT,
    LG201="the question names no objective of its section",
    LG202="its own objective is asked by nobody",
)
def link_into_another_section(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1)
    other = week.sections[draw.randrange(index)].objectives[0].id
    return Mutant({f"/sections/{index}/frames/0/objectives": [other]}, index)


@plants("LG185", Into.DOCUMENT)
def week_out_of_time(week: Week, draw: Random) -> Mutant:
    return Mutant({"/words_per_minute": int(week.words_per_minute * draw.choice([0.7, 1.3]))})


@plants("LG240", LG215="")
def stem_of_another_section(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1)
    choices = _choices(week)
    earlier = [q.stem for section, _, q in choices if section < index]
    mine = [at for section, at, _ in choices if section == index]
    if not earlier or not mine:
        raise UnfitError
    stem = draw.choice(earlier)
    again = draw.choice([stem, stem.lower(), stem.upper(), stem.rstrip("?"), stem.replace(" ", "  ", 1)])
    return Mutant({f"/sections/{index}/assessment/questions/{draw.choice(mine)}/stem": again}, index)


@plants("LG241")
def stem_nearly_asked_before(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1)
    source = draw.randrange(index)
    choices = _choices(week)
    here = draw.choice([at for section, at, _ in choices if section == index])
    there = draw.choice([at for section, at, _ in choices if section == source])
    one, other = draw.choice(
        [
            (
                "How should a keeper store the {n} wet ropes of a ferry?",
                "How would the keeper store {n} wet ropes of the ferry?",
            ),
            ("Why do painters thin the first coat of varnish?", "Why does a painter thin the first coats of varnish?"),
        ]
    )
    first = f"/sections/{source}/assessment/questions/{there}"
    second = f"/sections/{index}/assessment/questions/{here}"
    return Mutant(
        {
            f"{first}/stem": one.format(n=9),
            f"{first}/answer": "In the open loft",
            f"{second}/stem": other.format(n=9),
            f"{second}/answer": "The open loft",
        },
        index,
    )


@plants("LG242")
def objective_of_another_section(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1)
    source = week.sections[draw.randrange(index)]
    if not source.objectives or not week.sections[index].objectives:
        raise UnfitError
    text = draw.choice(source.objectives).text
    return Mutant({f"/sections/{index}/objectives/0/text": draw.choice([text, f"{text}.", text.lower()])}, index)


def _all_at(text: str, letter: str, share: float, draw: Random) -> str:
    """The printed sheet with its keys put at one letter: the options change places, the key goes with its text."""
    blocks = re.split(r"(?=^\*\*Question )", text, flags=re.M)
    for number, block in enumerate(blocks):
        key = re.search(r"^\*\*Correct Answer:\*\* ([A-D])$", block, re.M)
        options = re.findall(r"^  ([A-D])\) (.*)$", block, re.M)
        if key is None or len(options) != 4 or draw.random() > share:
            continue
        texts = dict(options)
        texts[letter], texts[key[1]] = texts[key[1]], texts[letter]
        for name, said in texts.items():
            block = re.sub(rf"^  {name}\) .*$", lambda _, n=name, s=said: f"  {n}) {s}", block, flags=re.M)
        blocks[number] = block.replace(key[0], f"**Correct Answer:** {letter}")
    return "".join(blocks)


@plants("LG245", Into.SHEET)
def keys_at_one_letter(text: str, draw: Random) -> Mutant:
    if text.count("**Correct Answer:**") < 20:
        raise UnfitError
    return Mutant({"": _all_at(text, draw.choice("ABCD"), 1.0, draw)})


@plants("LG246", Into.SHEET, LG245="in a week with many questions it's more than chance")
def keys_mostly_at_one_letter(text: str, draw: Random) -> Mutant:
    return Mutant({"": _all_at(text, draw.choice("BC"), 0.8, draw)})


@plants("LG247")
def keys_longest(week: Week, draw: Random) -> Mutant:
    choices = _choices(week)
    edits: dict[str, Any] = {}
    for index, at, question in draw.sample(choices, round(len(choices) * 0.8)):
        longest = max(question.options, key=len)
        edits[f"/sections/{index}/assessment/questions/{at}/answer"] = f"{longest} or so"
    return Mutant(edits)


@plants("LG248", Into.DOCUMENT)
def questions_of_memory(week: Week, draw: Random) -> Mutant:
    low = draw.choice(["remember", "understand"])
    return Mutant({f"/sections/{index}/assessment/questions/{at}/bloom": low for index, at, _ in _choices(week)})
