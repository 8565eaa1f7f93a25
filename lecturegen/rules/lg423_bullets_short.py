"""LG423 bullets-short: a bullet has at most twenty words.

Why: blocks of at most two lines (Alley); a bullet that is a paragraph is read out, and listening stops.

Bad:
    /frames/0/bullets/0: >-
        Compare what you want with the entry in the middle and then keep the half in which it has to be, which is the
        front half here
Good:
    /frames/0/bullets/0: Compare with the middle, and keep the half in which it has to be
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, text_rule
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt, shown_words
from lecturegen.schema import Severity

MOST = Limit("LG423", "words", 20, "words of a bullet")


@text_rule("LG423", "bullets-short", Severity.WARNING, frozenset({Role.BULLET}))
def check(text: Text, context: Context) -> Iterator[Found]:
    words = shown_words(text.value)
    if words > MOST.of(context):
        fix = "state it in twelve words; the script says the rest"
        yield Found(text.where, f"the bullet has {words} words: {excerpt(text.value)}", fix)
