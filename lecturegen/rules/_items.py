"""What rules about questions share: the questions with their places, the options, how options are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lecturegen.questions import Question, SingleChoice
from lecturegen.schema import Section, Week

_LONE_CAPITAL = re.compile(r"(?<![\w'’.])([A-E])(?![\w'’])")


class Item(NamedTuple):
    """``where``: JSON pointer to the question."""

    where: str
    question: Question


class Choice(NamedTuple):
    where: str
    question: SingleChoice

    def option_places(self) -> Iterator[tuple[str, str]]:
        """Place and text of every option, the answer first."""
        yield f"{self.where}/answer", self.question.answer
        for number, distractor in enumerate(self.question.distractors):
            yield f"{self.where}/distractors/{number}/text", distractor.text

    def named(self) -> set[str]:
        """Capital letters that name a thing in the question itself: vitamin C, player A."""
        found = set(_LONE_CAPITAL.findall(self.question.stem))
        for option in self.question.options:
            # "A" at the beginning is an article or a label
            found.update(m[1] for m in _LONE_CAPITAL.finditer(option) if m.start() or option.strip() == m[1])
        # "A sorted list holds …" names no A
        return found - ({"A"} if re.match(r"A [a-z]", self.question.stem) else set())


def items(section: Section, base: str = "") -> Iterator[Item]:
    """The questions of an assessed section. ``base``: where the section stands in the week."""
    for index, question in enumerate(section.assessment.questions if section.assessment else ()):
        yield Item(f"{base}/assessment/questions/{index}", question)


def choices(section: Section, base: str = "") -> Iterator[Choice]:
    """Its single-choice questions."""
    for where, question in items(section, base):
        if isinstance(question, SingleChoice):
            yield Choice(where, question)


def week_choices(week: Week) -> Iterator[Choice]:
    for index, section in enumerate(week.sections):
        yield from choices(section, f"/sections/{index}")


def key_is_longest(question: SingleChoice) -> bool:
    """Whether the key is strictly longer than every distractor, in characters."""
    return all(len(question.answer) > len(distractor.text) for distractor in question.distractors)
