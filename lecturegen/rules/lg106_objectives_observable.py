"""LG106 objectives-observable: an objective begins with something one can watch a student do.

Why: nobody can mark "understand". 17.9% of 54,662 objectives began so, in 58.7% of the sections; models do it unless
they are told not to.

Also known as: A11

Not covered: whether the Bloom level that is named suits the verb.

Bad:
    /sections/1/objectives/0/text: Understand how binary search halves the range
    ---
    /sections/1/objectives/0/text: Students will be able to gain an insight into halving
    ---
    /objectives/0/text: Explore binary search
    context: {planned: null}
Good:
    /sections/1/objectives/0/text: To explain why each look halves the range
    ---
    /sections/1/objectives/0/text: Verstehen, warum sich der Bereich halbiert
    context: {language: de}
    ---
    /objectives/0/text: Understand binary search
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

_LEAD = re.compile(
    r"\W*(?:(?:the |each |every )?(?:students?|learners?|you|participants?) )?"
    r"(?:(?:will|should|can|must) )?(?:be able to |learn to )?(?:to )?(?:\w+ly )?",
    re.I,
)
_UNSEEN = re.compile(
    r"(?:understand|know|learn|appreciate|explore|gain|grasp|familiari[sz]e|become|be|enhance|foster|comprehend"
    r"|realise|"
    r"realize|acquire|see|think|believe|discover|study|get|have|improve|internali[sz]e|master|develop (?:an?|the) "
    r"(?:\w+ )?(?:understanding|awareness|appreciation))(?:s|ing)?\b",
    re.I,
)


@text_rule("LG106", "objectives-observable", Severity.WARNING, frozenset({Role.OBJECTIVE}), english=True)
def check(text: Text, context: Context) -> Iterator[Found]:
    lead = _LEAD.match(text.value)
    verb = _UNSEEN.match(text.value, lead.end() if lead else 0)
    if verb:
        yield Found(
            text.where,
            f"nobody can watch a student {verb[0].lower()}: {excerpt(text.value)}",
            "begin with a verb that can be observed, such as compute, trace, compare, derive, justify",
            at=verb.span(),
        )
