"""The lines of a question that says below its stem of which type it is -> SheetQuestion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lecturegen.reading._sheet_lines import Lines, SheetFault, cut, parted, text_of, without_blank
from lecturegen.reading._sheet_lists import criteria, items
from lecturegen.schema.grammar import ITEM, LETTERS, LISTED, NUMBERED, VARIANT, listed_sign, number_sign, unescaped
from lecturegen.schema.markdown import SheetOption, SheetQuestion
from lecturegen.schema.paper import Misprint, understood
from lecturegen.schema.signs import Signs

_INDENTED = re.compile(r"  \S")


def with_form(lines: Lines, signs: Signs) -> SheetQuestion | None:
    """None if no line is a form. Raises SheetFault for what does not keep to its form."""
    texts = [line.text for line in lines]
    ends = (i for i, text in enumerate(texts) if _answer(text, signs) or text.startswith(signs.explanation))
    end = next(ends, len(texts))
    at = _form(texts[:end], signs)
    if at is None:
        return None
    why = next((i for i in range(end, len(texts)) if texts[i].startswith(signs.explanation)), None)
    if why is None:
        raise SheetFault(lines[0].number, f"{cut(texts[0])} has no explanation; add a line '{signs.explanation}…'")
    places = {"/form": lines[at].number}
    question = SheetQuestion(
        stem=signs.question_pattern.sub("", text_of(without_blank(lines[:at])), count=1),
        form=signs.formed(texts[at]),
        explanation=text_of(lines[why:]).removeprefix(signs.explanation),
        **dict(_lists(lines[at + 1 : end], places)),
        **dict(_answers(lines[end:why], places, signs)),
    )
    try:
        understood(question, signs)
    except Misprint as misprint:
        raise SheetFault(places.get(misprint.where, lines[0].number), misprint.fault) from None
    return question


def _form(texts: Sequence[str], signs: Signs) -> int | None:
    """The last line that is a form, since a stem may hold one; options of questions without a form never follow one."""
    at = next((index for index in range(len(texts) - 1, 0, -1) if signs.formed(texts[index])), None)
    below = next((text for text in texts[at + 1 :] if text.strip()), "") if at else ""
    return None if _INDENTED.match(below) else at


def _lists(lines: Lines, places: dict[str, int]) -> Iterator[tuple[str, Any]]:
    """Fields of SheetQuestion. ``places``: JSON pointer -> number of the line, to be filled. Raises SheetFault."""
    split = next((i for i, line in enumerate(lines) if NUMBERED.fullmatch(line.text)), len(lines))
    options = []
    for place, item in enumerate(items(lines[:split], LISTED, listed_sign("A"))):
        _in_order(item.number, item.sign, LETTERS[place : place + 1])
        places.setdefault("/options", item.number)
        options.append(SheetOption(letter=item.sign, text=item.text))
    targets = []
    for number, item in enumerate(items(lines[split:], NUMBERED, number_sign(1)), start=1):
        _in_order(item.number, item.sign, str(number))
        places.setdefault("/targets", item.number)
        targets.append(item.text)
    yield "options", tuple(options)
    yield "targets", tuple(targets)


def _in_order(line: int, sign: str, due: str) -> None:
    if sign != due:
        raise SheetFault(line, f"'{sign}' stands where '{due}' is due; give them in order, each once")


def _answers(lines: Lines, places: dict[str, int], signs: Signs) -> Iterator[tuple[str, Any]]:
    """As ``_lists``, for what stands between the lists and the explanation."""
    readers = _readers(signs)
    order = list(readers)
    before = ""
    for part in parted(lines, lambda _, line: bool(_answer(line, signs))) if lines else ():
        sign = _answer(part[0].text, signs)
        if before and order.index(sign) <= order.index(before):
            fault = f"'{sign.strip()}' cannot follow '{before.strip()}'; put it before that, and only once"
            raise SheetFault(part[0].number, fault)
        before = sign
        field, read = readers[sign]
        places[f"/{field}"] = part[0].number
        yield field, read(part)


def _answer(text: str, signs: Signs) -> str:
    """The sign that a line is or begins with, of those that can stand before the explanation; empty if it has none."""
    bare = text.rstrip()
    return signs.key if text.startswith(signs.key) else bare if bare in (signs.accepted, signs.rubric) else ""


def _key(part: Lines, sign: str) -> str:
    for line in part[1:]:
        if line.text.strip():
            raise SheetFault(line.number, f"{cut(line.text)} stands below the key, which has one line; move it")
    return part[0].text.removeprefix(sign)


def _accepted(part: Lines) -> tuple[str, ...]:
    return tuple(unescaped(item.text) for item in items(part[1:], VARIANT, ITEM))


def _readers(signs: Signs) -> dict[str, tuple[str, Callable[[Lines], Any]]]:
    """Sign -> the field of SheetQuestion that it begins, and who reads it; in their order on paper."""
    return {
        signs.key: ("key", lambda part: _key(part, signs.key)),
        signs.accepted: ("accepted", _accepted),
        signs.rubric: ("rubric", lambda part: tuple(criteria(part[1:], signs))),
    }
