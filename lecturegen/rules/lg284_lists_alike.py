"""LG284 lists-alike: the premises of a matching question are of one kind, and so are its responses.

Why: if one response is a number and the others are words, the premise that asks for a number has found it unread; that
both lists be homogeneous is the first rule for matching exercises (Gronlund; Haladyna, Downing and Rodriguez 2002).
Kinds that can be told from the text are numbers, code or formulas, and words.

Not covered: other kinds: whether "Bayes" is a person and "entropy" a quantity.

Bad:
    asked: [matching]
    /assessment/questions/3/pairs/2/response: it never ends
    ---
    asked: [matching]
    /assessment/questions/3/pairs/0/premise: "`[2, 3, 5, 7]`"
Good:
    asked: [matching]
    /assessment/questions/3/pairs/2/response: ten looks
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lecturegen.questions import Matching
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._parts import Part, premises, responses
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

_NUMBER = re.compile(
    r"[$`\\(\s]*[-−+±~≈<>≤≥]?[$€£]?\s*(?:\d|(?:about |at (?:most|least) |up to )?"
    r"(?:\d|(?:no(?:ne)?|zero|one|once|two|twice|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|half|all)\b))",
    re.I,
)
_CODE = re.compile(r"\s*(?:`[^`]+`|\$[^$]+\$|\\\(.+\\\))\W*", re.S)


@rule("LG284", "lists-alike", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, Matching):
        yield from _odd("premises", list(premises(where, question)))
        yield from _odd("responses", list(responses(where, question)))


def _odd(noun: str, those: Sequence[Part]) -> Iterator[Found]:
    """The first that is of the rarest kind, if there are several kinds."""
    kinds = [_kind(part.text) for part in those if part.text.strip()]
    if len(set(kinds)) > 1:
        rare = min(kinds, key=kinds.count)
        where, text = next(part for part in those if part.text.strip() and _kind(part.text) == rare)
        message = f"{excerpt(text)} is {rare} among {noun} that are {max(kinds, key=kinds.count)}"
        yield Found(where, message, "let all of them be of one kind")


def _kind(text: str) -> str:
    if _NUMBER.match(text):
        return "numbers"
    return "code or formulas" if _CODE.fullmatch(text) else "words"
