"""Questions without letters -> the order in which each shows its options.

The order depends on the seed, the quiz and the question, never on the machine, nor on the order in which a model
named the options: they are sorted, then permuted, and the key goes under the letter that the deck deals. Numbers
stay in order of value, so their keys lie where they lie, and so do those of questions whose order is fixed.

Other quizzes matter only where a quiz cannot be balanced by itself: for the letters left over when its number of
questions is not a multiple of the number of options.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from lecturegen.frozen import Same
from lecturegen.questions._base import Question, Shuffled
from lecturegen.questions.deck import Quiz, deal_letters
from lecturegen.questions.permutation import permuted
from lecturegen.questions.quantities import ascending
from lecturegen.questions.single_choice import SingleChoice


class _Assessment(Protocol):
    @property
    def questions(self) -> Sequence[Question]: ...


class _Section(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def assessment(self) -> _Assessment | None: ...


class Quizzes(Protocol):
    """A week as far as letters go: one quiz a section. The document itself lives in a layer above."""

    @property
    def seed(self) -> int: ...
    @property
    def sections(self) -> Sequence[_Section]: ...


class _Option(NamedTuple):
    text: str
    is_key: bool


Order = Sequence[_Option]


def deal(week: Quizzes) -> Mapping[str, tuple[str, ...]]:
    """Id of each question that shows something in an order of ours -> that, as it is shown, the first under A.

    These are the options of a single or multiple choice, the responses of a matching, the steps of an ordering.
    """
    return _deal(Same(week))


# several rules ask about one week, and then its writers
@lru_cache(maxsize=2)
def _deal(key: Same[Quizzes]) -> Mapping[str, tuple[str, ...]]:
    week = key.document
    dealt = {
        question.id: _shuffled(question, week.seed, section.id)
        for section in week.sections
        for question in (section.assessment.questions if section.assessment is not None else ())
        if isinstance(question, Shuffled)
    }
    return dealt | _with_letters(week)


def _shuffled(question: Shuffled, seed: int, quiz: str) -> tuple[str, ...]:
    texts, canonical = question.texts, sorted(question.texts)
    if question.places is not None and _are_there(question.places, len(texts)):
        return _placed(texts, question.places)
    if not question.own_order_tells:
        by_value = ascending(canonical)
        return tuple(canonical[place] for place in by_value or permuted(range(len(texts)), seed, quiz, question.id))
    for turn in range(100):
        order = tuple(permuted(canonical, seed, quiz, question.id, turn))
        if order != texts:
            return order
    return texts  # all are equal, which rules reject


def _are_there(places: Sequence[int], texts: int) -> bool:
    """Whether each place is one of so many, and no two are the same; of texts that got lost the rules tell."""
    return len(set(places)) == len(places) and set(places) <= set(range(texts))


def _placed(texts: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    """``texts``, the first of which have their ``places``; the others fill what is left, in their order."""
    fixed = dict(zip(places, texts, strict=False))
    others = iter(texts[len(places) :])
    return tuple(fixed[place] if place in fixed else next(others) for place in range(len(texts)))


def _with_letters(week: Quizzes) -> dict[str, tuple[str, ...]]:
    quizzes = [(section.id, _single_choice(section.assessment)) for section in week.sections]
    shown = {q.id: order for _, questions in quizzes for q in questions if (order := _fixed(q)) is not None}
    free = [[q for q in questions if q.id not in shown] for _, questions in quizzes]
    if not any(free):
        return _as_texts(shown)
    letters = deal_letters(week.seed, [_quiz(identity, questions, shown) for identity, questions in quizzes])
    for (quiz, _), questions, dealt in zip(quizzes, free, letters, strict=True):
        for question, letter in zip(questions, dealt, strict=True):
            shown[question.id] = _with_key_at(letter, week.seed, quiz, question)
    return _as_texts(shown)


def _as_texts(shown: Mapping[str, Order]) -> dict[str, tuple[str, ...]]:
    return {identity: tuple(option.text for option in order) for identity, order in shown.items()}


def _single_choice(assessment: _Assessment | None) -> list[SingleChoice]:
    return [q for q in assessment.questions if isinstance(q, SingleChoice)] if assessment is not None else []


def _quiz(identity: str, questions: Sequence[SingleChoice], numbers: dict[str, Order]) -> Quiz:
    fixed = [numbers[q.id] for q in questions if q.id in numbers]
    return Quiz(
        id=identity,
        fixed=[([option.is_key for option in order].index(True), len(order)) for order in fixed],
        free=[len(q.options) for q in questions if q.id not in numbers],
    )


def _fixed(question: SingleChoice) -> Order | None:
    if question.place is None:
        return _by_value(question)
    order = [_Option(distractor.text, False) for distractor in question.distractors]
    order.insert(question.place, _Option(question.answer, True))
    return order


def _canonical(question: SingleChoice) -> list[_Option]:
    return sorted(_Option(text, place == 0) for place, text in enumerate(question.options))


def _by_value(question: SingleChoice) -> Order | None:
    options = _canonical(question)
    places = ascending([option.text for option in options])
    return None if places is None else [options[place] for place in places]


def _with_key_at(letter: int, seed: int, quiz: str, question: SingleChoice) -> Order:
    order = [option for option in permuted(_canonical(question), seed, quiz, question.id) if not option.is_key]
    order.insert(letter, _Option(question.answer, True))
    return order
