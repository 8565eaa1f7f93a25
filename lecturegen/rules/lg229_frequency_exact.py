"""LG229 frequency-exact: no option or statement says how often in a word that everybody takes otherwise.

Why: asked for a percentage, people put "often" anywhere between 30 and 90, so that two options with such words can
both be right, and a statement with one neither true nor false; item writing guides have listed them as flaws since
(Case and Swanson 2002). A hedge is also a cue: what holds "usually" can hardly be wrong.

Not covered: words that the stem has said, comparisons (more often, the most frequent), and what things are called
(items that are frequently bought together).

Bad:
    /assessment/questions/1/distractors/0/text: The loop often ends early with the first entry
    ---
    /assessment/questions/1/answer: In most cases the range stops shrinking
    ---
    asked: [true-false]
    /assessment/questions/3/stem: A search of a sorted list by halves often takes one look more than it has to.
Good:
    /assessment/questions/1/distractors/0/text: The loop ends in one of two searches with the first entry
    ---
    /assessment/questions/1/stem: How often is the middle looked at, and how rarely the end?
    /assessment/questions/1/distractors/0/text: The end is looked at rarely, the middle more frequently
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import MultipleChoice, SingleChoice, TrueFalse
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import Item, items
from lecturegen.rules._parts import Part, parts
from lecturegen.rules._words import words
from lecturegen.schema import Section, Severity

_VAGUE = re.compile(
    r"(?<!\bmore )(?<!\bmost )(?<!\bless )(?<!\bleast )(?<!\bhow )(?<!\bas )"
    r"\b(usually|often|sometimes|rarely|seldom|occasionally|from time to time|in (?:most|many|some) cases"
    r"|frequently(?! (?:\w+ed|\w+ing|bought|asked)\b))\b",
    re.I,
)
_HINTS = frozenset("usually often sometimes rarely seldom occasionally frequently time cases".split())


@rule("LG229", "frequency-exact", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for item in items(section):
        stem = "" if isinstance(item.question, TrueFalse) else item.question.stem.lower()
        for where, text in _judged(item):
            match = None if _HINTS.isdisjoint(words(text)) else _VAGUE.search(text)
            if match and match[1].lower() not in stem:
                fix = "say how often, or when; or leave the word out"
                yield Found(where, f"{match[1]!r} means something else to everybody", fix, at=match.span(1))


def _judged(item: Item) -> Iterator[Part]:
    """What is true or false, right or wrong."""
    if isinstance(item.question, TrueFalse):
        yield Part(f"{item.where}/stem", item.question.stem)
    elif isinstance(item.question, SingleChoice | MultipleChoice):
        yield from parts(*item)
