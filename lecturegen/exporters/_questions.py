"""A printed question -> its pieces of assessment.md."""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.exporters._base import Piece
from lecturegen.schema.grammar import (
    ITEM,
    Form,
    begins_with_code,
    escaped,
    indented,
    level_sign,
    listed_sign,
    number_sign,
    option_sign,
)
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.signs import Signs

_DEPTH = len(ITEM)


def question_pieces(number: int, question: SheetQuestion, where: str, signs: Signs) -> Iterator[Piece]:
    """``number``: its place in the section, from 0. ``where``: JSON pointer to it."""
    yield Piece(signs.question(number + 1), where)
    yield Piece(question.stem, f"{where}/stem")
    yield Piece("\n\n")
    if question.form is None:
        yield from _lettered(question, where, signs)
    else:
        yield from _formed(question, question.form, where, signs)
    yield Piece(signs.explanation)
    yield Piece(question.explanation, f"{where}/explanation")
    yield Piece("\n\n")


def _lettered(question: SheetQuestion, where: str, signs: Signs) -> Iterator[Piece]:
    for place, option in enumerate(question.options):
        yield Piece(option_sign(option.letter) if option.letter else "  ", f"{where}/options/{place}")
        yield Piece(option.text, f"{where}/options/{place}/text")
        yield Piece("\n")
    yield Piece(f"\n{signs.key}")
    yield Piece(question.key, f"{where}/key")
    yield Piece("\n")


def _formed(question: SheetQuestion, form: Form, where: str, signs: Signs) -> Iterator[Piece]:
    yield Piece(signs.form(form), f"{where}/form")
    yield Piece("\n\n")
    for place, option in enumerate(question.options):
        yield from _item(listed_sign(option.letter), option.text, f"{where}/options/{place}/text")
    yield from _gap(question.options)
    for place, target in enumerate(question.targets):
        sign = number_sign(place + 1)
        yield from _item(sign, target, f"{where}/targets/{place}", depth=len(sign))
    yield from _gap(question.targets)
    if question.key:
        yield Piece(signs.key)
        yield Piece(question.key, f"{where}/key")
        yield Piece("\n")
    if question.accepted:
        yield Piece(f"{signs.accepted}\n", f"{where}/accepted")
        for place, variant in enumerate(question.accepted):
            sign = ITEM if escaped(variant) == variant else f"{ITEM}\\"
            yield from _item(sign, variant, f"{where}/accepted/{place}")
    yield from _gap(question.accepted)
    yield from _rubric(question, f"{where}/rubric", signs)


def _rubric(question: SheetQuestion, where: str, signs: Signs) -> Iterator[Piece]:
    if not question.rubric:
        return
    yield Piece(f"{signs.rubric}\n", where)
    for number, criterion in enumerate(question.rubric):
        yield from _item(signs.criterion(criterion.points), criterion.text, f"{where}/{number}/text")
        for place, level in enumerate(criterion.levels):
            yield Piece(" " * _DEPTH)
            yield from _item(level_sign(level.points), level.text, f"{where}/{number}/levels/{place}/text", 2 * _DEPTH)
    yield Piece("\n")


def _item(sign: str, text: str, where: str, depth: int = _DEPTH) -> Iterator[Piece]:
    """Code begins on a line of its own, since beside the sign it would be words."""
    yield Piece(f"{sign.rstrip()}\n{' ' * depth}" if begins_with_code(text) else sign)
    yield Piece(indented(text, depth), where, depth)
    yield Piece("\n")


def _gap(items: tuple[object, ...]) -> Iterator[Piece]:
    if items:
        yield Piece("\n")
