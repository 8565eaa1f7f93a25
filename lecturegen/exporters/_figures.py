"""A week -> the figures that a designer judges it by: minutes, what serves which objective, Bloom mix, key letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from lecturegen.questions import Bloom, SingleChoice
from lecturegen.questions.order import deal
from lecturegen.schema import Section, Week
from lecturegen.schema.grammar import LETTERS


class Minutes(NamedTuple):
    """Of a section: ``planned`` is None where a file does not say. ``spoken``: at the week's words a minute."""

    number: int
    title: str
    planned: float | None
    spoken: float


class Served(NamedTuple):
    """An objective, and the numbers of the frames that serve it and of the questions that test it."""

    text: str
    bloom: Bloom | None
    frames: frozenset[int]
    questions: frozenset[int]


class Matrix(NamedTuple):
    """Of a section, one row an objective; empty where no file says what serves what."""

    rows: tuple[Served, ...]


class Share(NamedTuple):
    name: str
    number: int
    share: float


def minutes(week: Week, words: Sequence[int]) -> list[Minutes]:
    """``words``: spoken, one a section."""
    return [
        Minutes(number, section.title, section.minutes, spoken / week.words_per_minute)
        for number, (section, spoken) in enumerate(zip(week.sections, words, strict=True), start=1)
    ]


def matrix(section: Section) -> Matrix:
    questions = section.assessment.questions if section.assessment else ()
    rows = tuple(
        Served(
            objective.text,
            objective.bloom,
            frozenset(at for at, frame in enumerate(section.frames, start=1) if objective.id in frame.objectives),
            frozenset(at for at, question in enumerate(questions, start=1) if question.objective == objective.id),
        )
        for objective in section.objectives
    )
    linked = any(row.frames or row.questions for row in rows)
    return Matrix(rows if linked else ())


def bloom_mix(week: Week) -> list[Share]:
    """Questions of each level, the lowest first; empty where no file says."""
    levels = [q.bloom for section in week.sections if section.assessment for q in section.assessment.questions]
    held = Counter(level for level in levels if level)
    return _shares([(level.value, held[level]) for level in Bloom], sum(held.values()))


def types(week: Week) -> list[Share]:
    held = Counter(q.kind for section in week.sections if section.assessment for q in section.assessment.questions)
    return _shares(sorted(held.items(), key=lambda one: (-one[1], one[0])), sum(held.values()))


def key_letters(week: Week) -> list[Share]:
    """Of single-choice questions, as their options are shown."""
    shown = deal(week)
    held: Counter[str] = Counter()
    most = 0
    for section in week.sections:
        for question in section.assessment.questions if section.assessment else ():
            if isinstance(question, SingleChoice) and question.answer in shown.get(question.id, ()):
                order = shown[question.id]
                held[LETTERS[order.index(question.answer)]] += 1
                most = max(most, len(order))
    return _shares([(letter, held[letter]) for letter in LETTERS[:most]], sum(held.values()))


def _shares(counts: Sequence[tuple[str, int]], total: int) -> list[Share]:
    return [Share(name, number, number / total) for name, number in counts] if total else []
