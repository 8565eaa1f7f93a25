"""The block of questions of a section -> SheetQuestions: those with a form, and those as they have always been."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lecturegen.reading._sheet_forms import with_form
from lecturegen.reading._sheet_lines import Lines, SheetFault, cut, parted, text_of, without_blank
from lecturegen.schema.grammar import Form
from lecturegen.schema.markdown import SheetOption, SheetQuestion
from lecturegen.schema.signs import Signs

_OPTION = re.compile(r"  ([A-Z])\) (.*)")
# how options begin, the surest first; foreign files have some without a space, and some without a letter
_SURE = re.compile(r"  A\)")
_LETTERED = re.compile(r"  [A-Z]\)")
_UNLETTERED = re.compile(r"  \S")


def questions(block: Lines, signs: Signs) -> Iterator[SheetQuestion]:
    """``block``: the heading and what stands below it. Raises SheetFault."""
    if not block:
        return
    heading, *content = block
    if content and not content[0].text:
        content = content[1:]
    if not content or not signs.question_pattern.match(content[0].text):
        raise SheetFault(
            heading.number, f"'{heading.text}' has no question below it; begin one with '{signs.question(1)}'"
        )
    for question in parted(content, lambda before, line: not before and signs.question_pattern.match(line) is not None):
        lines = without_blank(question)
        yield with_form(lines, signs) or _without_form(lines, signs)


def _without_form(lines: Lines, signs: Signs) -> SheetQuestion:
    texts = [line.text for line in lines]
    keys = (
        index
        for index, (one, other) in enumerate(pairwise(texts))
        if one.startswith(signs.key) and other.startswith(signs.explanation)
    )
    key = next(keys, None)
    if key is None:
        _look_for_form(lines, signs)
        wanted = f"a line '{signs.key}…' and below it a line '{signs.explanation}…'"
        raise SheetFault(lines[0].number, f"{cut(texts[0])} has no key; add {wanted}")
    asked = without_blank(lines[:key])
    first = _first_option([line.text for line in asked])
    if first is None:
        _look_for_form(lines, signs)
        form = signs.form(Form(kind="true-false"))
        fault = f"has no options; add lines '  A) …' below an empty line, or say what it is, such as '{form}'"
        raise SheetFault(lines[0].number, f"{cut(texts[0])} {fault}")
    return SheetQuestion(
        stem=signs.question_pattern.sub("", text_of(without_blank(asked[:first])), count=1),
        options=tuple(_options(asked[first:])),
        key=texts[key].removeprefix(signs.key),
        explanation=text_of(lines[key + 1 :]).removeprefix(signs.explanation),
    )


def _look_for_form(lines: Lines, signs: Signs) -> None:
    """Raises SheetFault for a line that begins as a form does, in a question that cannot be read without one."""
    for line in lines:
        for kind, name in signs.forms.items():
            if line.text.startswith(f"*({name}"):
                wanted = " or ".join(f"'{signs.form(Form(kind=kind, points=points))}'" for points in (1, 2))
                told = "and what else a student has to know behind a colon"
                raise SheetFault(line.number, f"{cut(line.text)} cannot be understood; write {wanted}, {told}")


def _first_option(texts: Sequence[str]) -> int | None:
    """The last place where options can begin, since a stem may hold what looks like some."""
    after_blank = [i for i in range(1, len(texts)) if not texts[i - 1]]
    for pattern in (_SURE, _LETTERED, _UNLETTERED):
        if starts := [i for i in after_blank if pattern.match(texts[i])]:
            return starts[-1]
    return next((i for i in range(1, len(texts)) if _LETTERED.match(texts[i])), None)


def _options(lines: Lines) -> Iterator[SheetOption]:
    for option in parted(lines, lambda before, line: _LETTERED.match(line) is not None):
        text = text_of(option)
        lettered = _OPTION.match(text)
        if lettered:
            yield SheetOption(letter=lettered[1], text=text[lettered.start(2) :])
        else:
            yield SheetOption(letter="", text=text.removeprefix("  "))
