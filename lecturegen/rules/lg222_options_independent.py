"""LG222 options-independent: no option speaks of the others.

Why: options are dealt into another order each time, so that "all of the above" and "both A and B" mean nothing; where
they meant something they were the key in a third of the cases (1.4% of 54,662 questions). 4.5% of questions had one.

Also known as: A22, A22b

Not covered: letters that the stem itself gives to things (sets A and B); those are let pass.

Bad:
    /assessment/questions/1/distractors/2/text: None of the above
    ---
    /assessment/questions/1/distractors/2/text: Both A and B
    ---
    /assessment/questions/1/distractors/2/text: All of these options
    ---
    /assessment/questions/1/distractors/2/text: A, B and C only
Good:
    /assessment/questions/1/distractors/2/text: None of these entries is compared, since low stays where it is
    ---
    /assessment/questions/1/stem: Lists A and B are sorted. Which of the two can be searched by halves?
    /assessment/questions/1/distractors/2/text: Both A and B
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import picks
from lecturegen.rules._words import excerpt, words
from lecturegen.schema import Section, Severity

_ABOVE = re.compile(
    r"\b(?:all|none|any|some|both|neither|either|two|most) of (?:the )?(?:above|preceding|(?:other |above )?"
    r"(?:options|answers|choices))\b|^\W*(?:all|none|any|both|neither) of (?:these|those|them)"
    r"(?: (?:options|answers|choices))?\W*$|\b(?:all|none) the above\b|^\W*(?:all|none) above\W*$",
    re.I,
)
_LETTERS = re.compile(
    r"\W*(?:(?i:both|either|neither|only) )?(?:(?i:options?) )?\(?[A-E]\)?(?:, ?\(?[A-E]\)?)*,? ?(?:and|or|nor"
    r"|&) ?\(?[A-E]\)?(?: only| (?:is|are) (?:correct|true|right))?\W*"
)
_HINTS = frozenset("all none any some both neither either two most".split())
_LONGEST = 80
_LETTER = re.compile(r"(?<!\w)[A-E](?!\w)")


@rule("LG222", "options-independent", Severity.ERROR, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in picks(section):
        named = _LETTER.findall(choice.question.stem)
        for where, option in choice.option_places():
            if at := speaks_of_others(option, named):
                fix = "let it say something of its own: the order of options is dealt later"
                yield Found(where, f"{excerpt(option)} speaks of other options", fix, at=at)


def speaks_of_others(option: str, named: Collection[str] = ()) -> tuple[int, int] | None:
    """Where ``option`` speaks of other options; not by letters that are ``named`` in the stem for other things."""
    match = None if _HINTS.isdisjoint(words(option)) else _ABOVE.search(option)
    if match is None and len(option) < _LONGEST and set(_LETTER.findall(option)) - set(named):
        match = _LETTERS.fullmatch(option)
    return match.span() if match else None
