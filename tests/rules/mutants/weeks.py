"""What only several sections together can get wrong: names, links, repetition, where keys stand."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from lecturegen.questions import SingleChoice
from lecturegen.rules._references import named
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Week
from tests.rules.mutants.base import Into, Mutant, UnfitError, plants, some_section
from tests.rules.mutants.speech import spoken


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
    if len(choices) < 8:
        raise UnfitError  # of fewer nothing is said
    edits: dict[str, Any] = {}
    for index, at, question in draw.sample(choices, round(len(choices) * 0.8)):
        longest = max(question.options, key=len)
        edits[f"/sections/{index}/assessment/questions/{at}/answer"] = f"{longest} or so"
    return Mutant(edits)


@plants("LG248", Into.DOCUMENT)
def questions_of_memory(week: Week, draw: Random) -> Mutant:
    low = draw.choice(["remember", "understand"])
    asked = [
        (i, len(section.assessment.questions) if section.assessment else 0) for i, section in enumerate(week.sections)
    ]
    return Mutant({f"/sections/{i}/assessment/questions/{at}/bloom": low for i, of in asked for at in range(of)})


@plants("LG182", Into.DOCUMENT)
def outline_of_nothing(week: Week, draw: Random) -> Mutant:
    if len(week.sections) != 3:
        raise UnfitError
    titles = draw.choice([("Introduction", "Overview", "Conclusion"), ("introduction", "overview", "conclusion")])
    return Mutant({f"/sections/{n}/title": title for n, title in enumerate(titles)})


@plants("LG183", Into.DOCUMENT)
def section_title_twice(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1)
    title = week.sections[draw.randrange(index)].title
    return Mutant({f"/sections/{index}/title": draw.choice([title, title.lower(), f" {title}".strip()])}, index)


@plants("LG187", Into.DOCUMENT)
def week_too_fast_or_too_slow(week: Week, draw: Random) -> Mutant:
    if week.minutes is None:
        raise UnfitError
    words = sum(map(spoken_words, week.sections))
    minutes = round(words / draw.choice([100, 110, 180, 200]))
    return Mutant({"/minutes": minutes, "/words_per_minute": round(words / minutes)})


@plants("LG343")
def wrong_predecessor(week: Week, draw: Random) -> Mutant:
    if len(week.sections) < 3:
        raise UnfitError
    index = some_section(week, draw, 2)
    meant = draw.choice(week.sections[: index - 1])
    title = meant.title
    if not named(meant) or named(meant) & named(week.sections[index - 1]):
        raise UnfitError  # the words fit the section before as well
    place = spoken(week, index)[0]
    said = draw.choice(
        [
            "As we move from {title}, there's more to ask.",
            "In our previous section, we discussed {title}.",
            "In the last section we looked at {title}.",
            "We have just covered {title}, and there's more to it.",
        ]
    ).format(title=title)
    return Mutant({place.pointer: f"{said} {place.text}"}, index, said)


@plants("LG344")
def wrong_successor(week: Week, draw: Random) -> Mutant:
    if len(week.sections) < 3:
        raise UnfitError
    index = draw.randrange(len(week.sections) - 2)
    meant = draw.choice(week.sections[index + 2 :])
    title = meant.title
    if len(named(meant).difference(*(named(one) for one in week.sections if one is not meant))) < 2:
        raise UnfitError  # one word is too little to tell a section by
    place = spoken(week, index)[-1]
    said = draw.choice(
        ["In the next section, we will look at {title}.", "On the next slide, we turn to {title}."]
    ).format(title=title)
    return Mutant({place.pointer: f"{place.text}\n\n{said}"}, index, said)


@plants("LG244", Into.SHEET, LG245="in a week with many questions it may be more than chance")
def keys_of_a_section_at_one_letter(text: str, draw: Random) -> Mutant:
    parts = text.split("\n---\n\n")
    fit = [n for n, part in enumerate(parts) if len(re.findall(r"^\*\*Correct Answer:\*\* [A-D]$", part, re.M)) >= 3]
    at = draw.choice(fit)
    letter = draw.choice("ABCD")
    parts[at] = _all_at(parts[at], letter, 1.0, draw)
    if len(set(re.findall(r"^\*\*Correct Answer:\*\* ([A-D])$", parts[at], re.M))) > 1:
        raise UnfitError
    return Mutant({"": "\n---\n\n".join(parts)}, at)


@plants("LG243")
def objectives_nobody_asks_about(week: Week, draw: Random) -> Mutant:
    texts = [f"Describe glaciers of kind {n}" for n in "abcdefghijklmnopqrstuvwxyz"]
    edits = {
        f"/sections/{index}/objectives/{at}/text": texts[(index * 3 + at) % len(texts)]
        for index, section in enumerate(week.sections)
        for at in range(len(section.objectives))
    }
    if len(edits) < 12 or week.course:  # of ours, questions name their objectives
        raise UnfitError
    return Mutant(edits)


@plants("LG249", LG245="")
def keys_that_can_be_guessed(week: Week, draw: Random) -> Mutant:
    choices = _choices(week)
    if len(choices) < 20:
        raise UnfitError
    edits = {
        f"/sections/{index}/assessment/questions/{at}/answer": f"{max(q.options, key=len)} and so it goes on until then"
        for index, at, q in choices
    }
    return Mutant(edits)


@plants("LG250")
def absolutes_all_over(week: Week, draw: Random) -> Mutant:
    choices = _choices(week)
    if len(choices) < 20:
        raise UnfitError
    words = ["always", "never", "only"]
    edits = {
        f"/sections/{index}/assessment/questions/{at}/distractors/0/text": f"It is {draw.choice(words)} so in case {n}"
        for n, (index, at, _) in enumerate(choices)
    }
    return Mutant(edits)


@plants("LG186", LG135="a section of another length", LG342="")
def section_of_another_length(week: Week, draw: Random) -> Mutant:
    if len(week.sections) < 5 or any(section.minutes for section in week.sections):
        raise UnfitError
    index = some_section(week, draw)
    place = max(spoken(week, index), key=lambda one: len(one.text))
    more = " ".join(f"Case {n} differs from the others, but not by much." for n in range(120))
    return Mutant({place.pointer: f"{place.text}\n\n{more}"}, index)


@plants("LG188", LG342="", LG340="", LG320="", LG135="")
def week_without_a_pause(week: Week, draw: Random) -> Mutant:
    edits = {
        place.pointer: " ".join(f"Case {index}.{n}.{m} differs from the others, but not by much." for m in range(60))
        for index in range(len(week.sections))
        for n, place in enumerate(spoken(week, index))
    }
    if len(edits) < 14:
        raise UnfitError
    return Mutant(edits)
