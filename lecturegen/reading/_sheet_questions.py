"""The block of questions of a section -> SheetQuestions: those with a form, and those as they have always been."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lecturegen.reading._sheet_forms import with_form
from lecturegen.reading._sheet_lines import Lines, SheetFault, cut, parted, text_of, without_blank
from lecturegen.schema.grammar import EXPLANATION, FORMS, KEY, Form, form_sign
from lecturegen.schema.markdown import SheetOption, SheetQuestion

_QUESTION = re.compile(r"\*\*Question [0-9]+:\*\* ")
_OPTION = re.compile(r"  ([A-Z])\) (.*)")
# how options begin, the surest first; foreign files have some without a space, and some without a letter
_SURE = re.compile(r"  A\)")
_LETTERED = re.compile(r"  [A-Z]\)")
_UNLETTERED = re.compile(r"  \S")


def questions(block: Lines) -> Iterator[SheetQuestion]:
    """``block``: the heading and what stands below it. Raises SheetFault."""
    if not block:
        return
    heading, *content = block
    if content and not content[0].text:
        content = content[1:]
    if not content or not _QUESTION.match(content[0].text):
        raise SheetFault(
            heading.number, f"'{heading.text}' has no question below it; begin one with '**Question 1:** '"
        )
    for question in parted(content, lambda before, line: not before and _QUESTION.match(line) is not None):
        lines = without_blank(question)
        yield with_form(lines, _QUESTION) or _without_form(lines)


def _without_form(lines: Lines) -> SheetQuestion:
    texts = [line.text for line in lines]
    keys = (
        index
        for index, (one, other) in enumerate(pairwise(texts))
        if one.startswith(KEY) and other.startswith(EXPLANATION)
    )
    key = next(keys, None)
    if key is None:
        _look_for_form(lines)
        signs = f"a line '{KEY}…' and below it a line '{EXPLANATION}…'"
        raise SheetFault(lines[0].number, f"{cut(texts[0])} has no key; add {signs}")
    asked = without_blank(lines[:key])
    first = _first_option([line.text for line in asked])
    if first is None:
        _look_for_form(lines)
        form = form_sign(Form(name=FORMS["true-false"]))
        fault = f"has no options; add lines '  A) …' below an empty line, or say what it is, such as '{form}'"
        raise SheetFault(lines[0].number, f"{cut(texts[0])} {fault}")
    return SheetQuestion(
        stem=_QUESTION.sub("", text_of(without_blank(asked[:first])), count=1),
        options=tuple(_options(asked[first:])),
        key=texts[key].removeprefix(KEY),
        explanation=text_of(lines[key + 1 :]).removeprefix(EXPLANATION),
    )


def _look_for_form(lines: Lines) -> None:
    """Raises SheetFault for a line that begins as a form does, in a question that cannot be read without one."""
    for line in lines:
        for name in FORMS.values():
            if line.text.startswith(f"*({name}"):
                signs = " or ".join(f"'{form_sign(Form(name=name, points=points))}'" for points in (1, 2))
                told = "and what else a student has to know behind a colon"
                raise SheetFault(line.number, f"{cut(line.text)} cannot be understood; write {signs}, {told}")


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
