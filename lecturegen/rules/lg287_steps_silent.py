"""LG287 steps-silent: the words of a step do not say where it belongs.

Why: "First", "then" and "finally" order the steps for whoever can read, and so does a step that speaks of the one
before it. It is the cue of grammar that test-wise readers use in choices (Sarnacki 1979), in a type that is all order.

Not covered: pronouns that point to another step, and the logic of the matter, which is what the question is about.

Bad:
    asked: [ordering]
    /assessment/questions/3/steps/0: First compute the middle of the range
    ---
    asked: [ordering]
    /assessment/questions/3/steps/2: Finally, throw away the half that is ruled out
    ---
    asked: [ordering]
    /assessment/questions/3/steps/2: Throw away the half that the previous step rules out
Good:
    asked: [ordering]
    /assessment/questions/3/steps/1: Compare the first card of the next half with the last one that was wanted
    ---
    asked: [ordering]
    /assessment/questions/3/steps/0: First entries are skipped
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import Ordering
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._parts import answers
from lecturegen.schema import Section, Severity

_TELLS = re.compile(
    r"^[\W_]*(?:first(?:ly)?\b(?! (?:\w+s|entry|element|item|one|card|number|row|column|letter|half|part|node|value"
    r"|name)\b)|(?:second|third|last)ly\b|(?:second|third|next|last),|next\b(?=,| (?:you|we|the|comes?|step)\b)|then\b"
    r"|afterwards?\b|after (?:that|this|which)\b|subsequently\b|finally\b|eventually\b|initially\b|at (?:first|last"
    r"|the (?:end|start|beginning))\b|in the (?:end|beginning)\b|to (?:begin|start|finish|conclude)\b(?: with)?"
    r"|(?:begin|start|end|finish|conclude) (?:by|with)\b)"
    r"|\b(?:the )?(?:previous|preceding|next|following|first|last|final|prior) step\b|\bstep (?:\d+|one|two|three)\b"
    r"|,? (?:and )?(?:then|finally|lastly|afterwards?|as (?:the|a) (?:first|last|final|second|third) step)\W*$",
    re.I,
)


@rule("LG287", "steps-silent", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for item in of_type(section, Ordering):
        for where, step in answers(*item):
            if match := _TELLS.search(step):
                message = f"{match[0].strip()!r} says where the step belongs"
                yield Found(where, message, "say what is done, and leave out when", at=match.span())
