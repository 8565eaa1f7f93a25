"""LG340 openers-own: no section opens with another's words.

Why: 28.5% of 13,959 sections began with the same twelve words as one before them, in 87.2% of the weeks; five
sections of one sample week share a sentence that is wrong in four of them. Compared are the first twelve words of the
opening and of the first script, greetings, labels and remarks about the script removed.

Also known as: S40

Bad:
    /sections/2/opening: >-
        Suppose the shoebox is sorted by title. I pull one card from the middle, and then I forget the alphabet.
    ---
    /sections/2/frames/0/script: >-
        So I keep the front half and ask its middle card the same thing, but with slots, because that's cheaper.
Good:
    /sections/2/opening: Suppose the shoebox is sorted by colour. I pull one card from the middle, and then forget it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._courtesies import is_only_greeting
from lecturegen.rules._markdown import blocks
from lecturegen.rules._words import sentences, words
from lecturegen.rules._wrapper import is_no_speech
from lecturegen.schema import Section, Severity, Week

WORDS = 12
_FEWEST_WORDS = 6
"""A shorter opening is too little to be called copied."""


@rule("LG340", "openers-own", Severity.ERROR, Scope.WEEK)
def check(week: Week, context: Context) -> Iterator[Found]:
    seen: dict[tuple[str, ...], int] = {}
    for index, section in enumerate(week.sections):
        for where, opener in _openers(section):
            first = seen.setdefault(opener, index)
            if first != index:
                yield Found(
                    f"/sections/{index}{where}",
                    f"section {first + 1} begins with the same words: {' '.join(opener)!r}",
                    "begin with what only this section has: its own case, number or question",
                )


def _openers(section: Section) -> Iterator[tuple[str, tuple[str, ...]]]:
    scripts = [("/frames/0/script", section.frames[0].script)] if section.frames else []
    for where, text in [("/opening", section.opening), *scripts]:
        opener = _first_words(text)
        if len(opener) >= _FEWEST_WORDS:
            yield where, opener


def _first_words(text: str) -> tuple[str, ...]:
    for block in blocks(text):
        said = [s for s in sentences(block.text) if not (is_only_greeting(s) or is_no_speech(s))]
        if found := words("".join(said)):
            return found[:WORDS]
    return ()
