"""LG424 bullets-unmarked: a bullet does not bring its own dot.

Why: the mark is put in by whoever shows the slide, and "- - Compare" is a list in a list. Mended: the mark is taken
off.

Not covered: numbers ("1. Compare"), which may count something.

Bad:
    /frames/0/bullets/0: "- Compare with the middle, keep one half"
    ---
    /frames/0/bullets/0: "• Compare with the middle, keep one half"
Good:
    /frames/0/bullets/0: "-3 is compared with the middle"
    ---
    /frames/0/bullets/0: "*Compare* with the middle - keep one half"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

_MARK = re.compile(r"\s*(?:(?:[-*+–—](?=\s)|[•‣◦▪●○·])\s*)+(?=\S)")


@text_rule("LG424", "bullets-unmarked", Severity.WARNING, frozenset({Role.BULLET}), again=False)
def check(text: Text, context: Context) -> Iterator[Found]:
    if mark := _MARK.match(text.value):
        message = f"the bullet brings its own mark: {excerpt(text.value, 4)}"
        yield Found(text.where, message, "leave the mark out", mark.span())


@check.mend
def strip(text: Text, context: Context) -> str:
    mark = _MARK.match(text.value)
    return text.value[mark.end() :] if mark else text.value
