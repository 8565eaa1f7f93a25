"""Question types on paper: one module each, found by name, says how a question is printed and how it is read again.

What is printed is a SheetQuestion, which knows stems, lists and keys but no types; ``exporters.assessment`` makes
text of it and ``reading.assessment`` makes it of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lecturegen.questions import Question, Shuffled, SingleChoice
from lecturegen.registry import import_all
from lecturegen.schema.grammar import listed_sign, number_sign
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.paper._base import Fault, Misprint, PaperForm, Understood, places
from lecturegen.schema.signs import ENGLISH_SIGNS, Signs

import_all(__name__)

PAPER: dict[str, PaperForm[Any]] = {form.kind: form() for form in PaperForm.__subclasses__()}
"""Kind -> its form."""


def printed(question: Question, shown: Sequence[str], signs: Signs) -> SheetQuestion:
    """``shown``: what it shows in an order of ours, as it was dealt. Raises TypeError for a type without a form."""
    return _form(question).printed(question, shown, signs)


def kind_of(sheet: SheetQuestion) -> str:
    """The type of a printed question."""
    return "single-choice" if sheet.form is None else sheet.form.kind


def _parts(signs: Signs) -> dict[str, str]:
    """Field of a printed question -> how a message calls what it is read from."""
    return {
        "options": f"a line '{listed_sign('A')}…'", "targets": f"a line '{number_sign(1)}…'",
        "key": f"a line '{signs.key}…'", "accepted": f"a line '{signs.accepted}'", "rubric": f"a line '{signs.rubric}'",
    }  # fmt: skip


def understood(sheet: SheetQuestion, signs: Signs) -> Understood[Question]:
    """``signs``: those it is printed with. Raises Misprint."""
    if sheet.form is None:
        return PAPER["single-choice"].understood(sheet, signs)
    form, name, parts = PAPER[sheet.form.kind], signs.forms[sheet.form.kind], _parts(signs)
    filled = {part for part in parts if getattr(sheet, part)}
    for part, sign in parts.items():
        if part in filled - form.needs - form.may_have:
            raise Misprint(f"/{part}", f"a question of the type '{name}' has no use for {sign}; take it out")
    for part, sign in parts.items():
        if part in form.needs - filled:
            raise Misprint(f"/{part}", f"a question of the type '{name}' needs {sign}; add it")
    return form.understood(sheet, signs)


def unprintable(question: Question) -> Iterator[Fault]:
    """What of a question its form cannot print so that it is read again."""
    return _form(question).faults(question)


def texts_in_lists(question: Question) -> Iterator[tuple[str, str]]:
    """JSON pointer and value of each text that is printed as an item of a list or as key, of a question without faults.

    Their lines are indented, or there is only one: nothing in them is taken for a sign.
    """
    shown = question.texts if isinstance(question, Shuffled) else ()
    # texts stand in the same places in every language
    sheet = printed(question, question.options if isinstance(question, SingleChoice) else shown, ENGLISH_SIGNS)
    for pointer, there in understood(sheet, ENGLISH_SIGNS).places.items():
        value = _at(question, pointer)
        if there not in places() and isinstance(value, str):  # a number has no lines
            yield pointer, value


def _at(document: Question, pointer: str) -> Any:
    node: Any = document
    for part in pointer[1:].split("/"):
        node = node[int(part)] if isinstance(node, tuple) else getattr(node, part)
    return node


def completed(read: Question, known: Question) -> Question:
    """A question that was read, with what only the document says that it was printed from."""
    links = {name: getattr(known, name) for name in ("id", "objective", "frame", "bloom", "difficulty")}
    read = read.model_copy(update=links)
    return _form(read).completed(read, known) if read.kind == known.kind else read


def _form(question: Question) -> PaperForm[Any]:
    if question.kind not in PAPER:
        raise TypeError(f"assessment.md has no form for {question.kind} questions; give {__name__} one")
    return PAPER[question.kind]


__all__ = [
    "PAPER",
    "Fault",
    "Misprint",
    "PaperForm",
    "Understood",
    "completed",
    "printed",
    "texts_in_lists",
    "understood",
    "unprintable",
]
