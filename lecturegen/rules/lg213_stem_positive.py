"""LG213 stem-positive: a negative stem sets its negation in capitals or in bold.

Why: a small "not" is overread, and the question then tests eyesight. 2.9% of sections had one; the measurement is
imprecise, so this one is reported and not asked for again.

Also known as: A21, A21b

Not covered: whether the question would be better asked the other way round; it would.

Bad:
    /assessment/questions/0/stem: Which of these lists is not fit for binary search?
    ---
    /assessment/questions/0/stem: All of these halve the range except?
Good:
    /assessment/questions/0/stem: Which of these lists is NOT fit for binary search?
    ---
    /assessment/questions/0/stem: Which search helps when a list is not sorted?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.schema import Section, Severity

_WORD = r"(?!(?:when|if|where|that|whose|while|because|although)\b)\w[\w'’-]*"
_NEGATIVE = re.compile(
    rf"^(?:[Ww]hich|[Ww]hat|[Ww]ho)(?: {_WORD}){{0,6}} "
    r"(?:(?:is|are|was|were|do|does|did|would|will|can|could|should|has|have) (not)|(?:is|are|was|were)(n['’]t)) "
    r"|\b(except)\W*$|\b(least likely)\b"
    rf"|^(?:[Ww]hich|[Ww]hat)(?: {_WORD}){{0,6}} (?:is|are|was|were) (false|incorrect|untrue|wrong)\W*$"
)


@rule("LG213", "stem-positive", Severity.WARNING, Scope.ASSESSMENT, again=False, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in items(section):
        # the question is the last sentence; what stands before it is the situation
        asked = re.split(r"(?<=[.!:])\s+", question.stem.strip())[-1]
        if match := _NEGATIVE.search(asked):
            word = next(filter(None, match.groups()))
            yield Found(
                f"{where}/stem", f"the stem is negative: {word!r}", "ask what is the case, or write NOT in capitals"
            )
