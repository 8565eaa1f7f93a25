"""LG203 no-fallback: nothing is a stand-in for what the model did not write.

Why: one public generator answered an unreadable reply with "Practice exercise for X" and no questions, in 3.1% of
13,959 sections and 22.7% of weeks; nobody noticed.

Also known as: A01b

Bad:
    /assessment/activities/0: Practice exercise for Binary search
    ---
    /objectives/0/text: Understand concepts from Binary search
    context: {planned: null}
    ---
    /assessment/questions/0/distractors/0/text: Option B
    ---
    /assessment/questions/0/stem: "Sample question 1?"
Good:
    /assessment/activities/0: Practice the exercise with fifteen numbers of your own, and hand in each look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._texts import ASSESSED, Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

_ANY = (
    r"(?:practice|sample|example) (?:exercise|activity|question|problem)(?: \d+)?(?: (?:for|on|about) .{1,120})?"
    r"|understand (?:the )?concepts from .{1,120}"
    r"|discuss(?:ion)? (?:question|topic|prompt)s?(?: \d+)?(?: (?:for|on|about) .{1,120})?"
    r"|(?:explanation|rationale|answer|question|stem|activity|objective)(?: \d+)?|n/?a|none|null"
)
_STAND_IN = re.compile(rf"(?:{_ANY})[.?!:]*", re.I)
_OPTION_STAND_IN = re.compile(
    r"(?:option|choice|alternative|distractor|(?:in)?correct (?:answer|option)|wrong answer)(?: (?:[a-e]|\d))?\W*"
    r"|(?:plausible |incorrect )?distractor(?: \d)?|\W*\.{3}\W*",
    re.I,
)
_LONGEST = 160


@text_rule("LG203", "no-fallback", Severity.ERROR, ASSESSED)
def check(text: Text, context: Context) -> Iterator[Found]:
    stand_in = _OPTION_STAND_IN if text.role is Role.OPTION else _STAND_IN
    if len(text.value) < _LONGEST and stand_in.fullmatch(text.value.strip()):
        yield Found(text.where, f"{excerpt(text.value)} stands in for something", "write the thing itself")
