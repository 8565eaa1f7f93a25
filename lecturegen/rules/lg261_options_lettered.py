"""LG261 options-lettered: every printed option begins with its letter, a bracket and a space.

Why: `C)Histogram` is no option for a reader that goes by the grammar of the file; its text becomes part of the one
before, or the question is lost. 2 of 54,662 questions had one. Mended: a letter that is the one expected at its place
gets its bracket and its space.

Also known as: A16b

Bad:
    /sheet/sections/0/questions/0/options/3: {letter: "", text: D)10}
    ---
    /sheet/sections/0/questions/0/options/3: {letter: "", text: ten}
Good:
    /sheet/sections/0/questions/0/options/3: {letter: D, text: D10}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._sheets import printed, reprinted
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity, WeekFiles
from lecturegen.schema.grammar import LETTERS
from lecturegen.schema.markdown import SheetOption, SheetQuestion

_LABEL = re.compile(r"\s*\(?([A-Z])[).:]\s*(?=\S)")


@rule("LG261", "options-lettered", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, question in printed(files):
        for number, option in enumerate(question.options):
            if not option.letter:
                sign = f"{LETTERS[number % len(LETTERS)]}) "
                message = f"the option is not printed as one: {excerpt(option.text)}"
                yield Found(f"{where}/options/{number}/text", message, f"begin it with '  {sign}'")


@check.mend
def letter(files: WeekFiles, context: Context) -> WeekFiles:
    return reprinted(files, _lettered)


def _lettered(question: SheetQuestion) -> SheetQuestion:
    options = tuple(map(_with_letter, LETTERS, question.options))
    whole = len(question.options) <= len(LETTERS)
    return question.model_copy(update={"options": options}) if whole else question


def _with_letter(expected: str, option: SheetOption) -> SheetOption:
    label = None if option.letter else _LABEL.match(option.text)
    if label is None or label[1] != expected:
        return option
    return SheetOption(letter=expected, text=option.text[label.end() :])
