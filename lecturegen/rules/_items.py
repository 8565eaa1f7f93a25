"""What rules about questions share: the questions with their places, the options, how options are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from lecturegen.frozen import Same
from lecturegen.questions import MultipleChoice, Question, SingleChoice, TrueFalse
from lecturegen.rules._parts import Part, answers, parts
from lecturegen.schema import Section, Week

_LONE_CAPITAL = re.compile(r"(?<![\w'’.])([A-E])(?![\w'’])")


class Item(NamedTuple):
    """``where``: JSON pointer to the question."""

    where: str
    question: Question


Q = TypeVar("Q", bound=SingleChoice | MultipleChoice, covariant=True)
T = TypeVar("T", bound=Question)


class Choice(NamedTuple, Generic[Q]):
    """A question that is answered by choosing among options."""

    where: str
    question: Q

    @property
    def keys(self) -> tuple[str, ...]:
        """The right options; of a single choice there is one."""
        question: SingleChoice | MultipleChoice = self.question
        if isinstance(question, SingleChoice):
            return (question.answer,)
        return tuple(option.text for option in question.answers)

    @property
    def others(self) -> tuple[str, ...]:
        """The wrong options."""
        return tuple(distractor.text for distractor in self.question.distractors)

    def key_places(self) -> Iterator[Part]:
        return answers(self.where, self.question)

    def option_places(self) -> Iterator[Part]:
        """Place and text of every option, the right ones first."""
        return parts(self.where, self.question)

    def named(self) -> set[str]:
        """Capital letters that name a thing in the question itself: vitamin C, player A."""
        found = set(_LONE_CAPITAL.findall(self.question.stem))
        for option in (*self.keys, *self.others):
            # "A" at the beginning is an article or a label
            found.update(m[1] for m in _LONE_CAPITAL.finditer(option) if m.start() or option.strip() == m[1])
        # "A sorted list holds …" names no A
        return found - ({"A"} if re.match(r"A [a-z]", self.question.stem) else set())


def items(section: Section, base: str = "") -> tuple[Item, ...]:
    """The questions of an assessed section. ``base``: where the section stands in the week."""
    return _items(Same(section), base)


# some fifty rules ask for the questions of the same section
@lru_cache(maxsize=256)
def _items(key: Same[Section], base: str) -> tuple[Item, ...]:
    assessment = key.document.assessment
    questions = enumerate(assessment.questions) if assessment else ()
    return tuple(Item(f"{base}/assessment/questions/{index}", question) for index, question in questions)


def of_type(section: Section, kind: type[T]) -> Iterator[tuple[str, T]]:
    """Places and questions of one type."""
    for where, question in items(section):
        if isinstance(question, kind):
            yield where, question


def choices(section: Section, base: str = "") -> Iterator[Choice[SingleChoice]]:
    """Its single-choice questions."""
    for where, question in items(section, base):
        if isinstance(question, SingleChoice):
            yield Choice(where, question)


def picks(section: Section, base: str = "") -> Iterator[Choice[SingleChoice | MultipleChoice]]:
    """Its questions with options, of which one or several are right."""
    for where, question in items(section, base):
        if isinstance(question, SingleChoice | MultipleChoice):
            yield Choice(where, question)


def week_choices(week: Week) -> Iterator[Choice[SingleChoice]]:
    for index, section in enumerate(week.sections):
        yield from choices(section, f"/sections/{index}")


def statements(week: Week) -> Iterator[TrueFalse]:
    """The questions of a week that are true or false."""
    for section in week.sections:
        yield from (question for _, question in of_type(section, TrueFalse))


def key_is_longest(question: SingleChoice) -> bool:
    """Whether the key is strictly longer than every distractor, in characters."""
    return all(len(question.answer) > len(distractor.text) for distractor in question.distractors)
