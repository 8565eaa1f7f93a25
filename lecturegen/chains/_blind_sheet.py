"""Question -> the same without its key, in an order that only one reader sees.

Options are sorted and then permuted from the stem and the turn: neither the order in which the writer named them nor
the one that the files show tells anything, and a second reader finds them under other letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase
from typing import assert_never

from lecturegen.questions import (
    AnyQuestion,
    Criterion,
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.questions.permutation import permuted
from lecturegen.schema import AskedQuestion, Lettered

ESSAY = "essay"


def blind(question: AnyQuestion, number: int, turn: int) -> AskedQuestion:
    """``question`` as a reader gets it; ``number`` is how the reply names it, from 1."""
    form, lines, options = _parts(question)
    if form != ESSAY:  # criteria stand in the order in which they are marked
        options = permuted(sorted(set(options)), "blind", question.stem, turn)
    # a question with more options than letters is a fault that rules find; what is beyond them is not shown
    lettered = tuple(Lettered(letter=letter, text=text) for letter, text in zip(ascii_uppercase, options, strict=False))
    return AskedQuestion(number=number, form=form, stem=question.stem, lines=tuple(lines), options=lettered)


def _parts(question: AnyQuestion) -> tuple[str, Sequence[str], Sequence[str]]:
    """Form, numbered lines, options."""
    match question:
        case SingleChoice():
            return "choice", (), question.options
        case MultipleChoice():
            return "choices", (), question.texts
        case TrueFalse():
            return "true-false", (), ()
        case Numeric():
            return f"number, in {question.unit}" if question.unit else "number", (), ()
        case ShortAnswer():
            return "words", (), ()
        case Matching():
            return "matching", [pair.premise for pair in question.pairs], question.texts
        case Ordering():
            return "ordering", (), question.texts
        case Essay():
            return ESSAY, (), [_in_full(criterion) for criterion in question.rubric]
        case unknown:
            assert_never(unknown)


def _in_full(criterion: Criterion) -> str:
    """A criterion and what earns all of its points."""
    best = max(criterion.levels, key=lambda level: level.points, default=None)
    return f"{criterion.text}: {best.text}" if best else criterion.text
