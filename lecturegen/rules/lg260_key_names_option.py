"""LG260 key-names-option: the key that is printed is the letter of an option.

Why: a key that names no option cannot be marked, and a converter to a learning platform drops the question or the key
without a word. 3 of 54,662 keys were texts or numbers. Mended: a key that says what exactly one option says, or its
letter with a sign beside it, becomes that letter. A key that could be either is left to people.

Also known as: A17

Bad:
    /sheet/sections/0/questions/0/key: "9"
    ---
    /sheet/sections/0/questions/0/key: C)
    ---
    /sheet/sections/0/questions/0/key: E
    ---
    /sheet/sections/0/questions/0/key: "7"
Good:
    /sheet/sections/0/questions/0/key: D
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._sheets import printed, reprinted
from lecturegen.rules._words import excerpt, normal
from lecturegen.schema import Severity, WeekFiles
from lecturegen.schema.markdown import SheetQuestion

_LETTER = re.compile(r"(?:option |answer )?[(\[*]*([A-Z])[)\].:*]*", re.I)
_LETTER_AND_TEXT = re.compile(r"([A-Z])[).:]\s+(\S.*)", re.S)


@rule("LG260", "key-names-option", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, question in printed(files):
        letters = [option.letter for option in question.options if option.letter]
        if letters and question.key not in letters:
            message = f"the key {excerpt(question.key)} is none of the letters {', '.join(letters)}"
            yield Found(f"{where}/key", message, "give the letter of the right option")


@check.mend
def name(files: WeekFiles, context: Context) -> WeekFiles:
    return reprinted(files, _named)


def _named(question: SheetQuestion) -> SheetQuestion:
    letters = [option.letter for option in question.options]
    if question.key in letters or len(set(letters)) < len(letters):
        return question
    meant = set(_meant(question))
    return question.model_copy(update={"key": meant.pop()}) if len(meant) == 1 else question


def _meant(question: SheetQuestion) -> Iterator[str]:
    """The letters that the key can stand for."""
    key = question.key.strip()
    letter = _LETTER.fullmatch(key)
    both = _LETTER_AND_TEXT.fullmatch(key)
    for option in question.options:
        is_letter = letter and letter[1].upper() == option.letter
        is_both = both and both[1] == option.letter and normal(both[2]) == normal(option.text)
        if is_letter or is_both or normal(key) == normal(option.text):
            yield option.letter
