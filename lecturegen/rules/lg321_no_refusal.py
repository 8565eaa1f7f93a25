"""LG321 no-refusal: nothing is a refusal, an apology or an error message.

Why: "I'm sorry, but I can't help with that" inside valid JSON passes every check of structure. An error is never
content.

Bad:
    /frames/1/script: >-
        I'm sorry, but I can't assist with that request, since it doesn't say how the box is sorted, nor why it should
        be. Please provide more information about the loop, and I'll try again with what you have given me.
    context: {words_per_minute: 110}
    ---
    /assessment/questions/0/explanation: "Error: the model did not return any text in time."
    ---
    /frames/0/bullets/0: Rate limit exceeded
Good:
    /assessment/questions/0/distractors/0/text: "Error: list index out of range"
    ---
    /frames/1/script: >-
        I'm sorry to say that I can't sort in less than three hours. But the error is mine, because I'm slow.
    context: {words_per_minute: 110}
    ---
    /assessment/questions/0/explanation: "The error: halving stops one look too early, because 64 is less than 100."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._texts import PROSE, Role, Text, bears
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

_REFUSAL = re.compile(
    r"^[^\w\n]*(?:(?:i['’]m|i am|we['’]re|we are) (?:very |really |truly )?sorry|i apologi[sz]e|sorry|unfortunately"
    r"|apologies)\b[^.!?]{0,40}\b(?:i|we) (?:can['’]?t|cannot|can not|am not able|['’]m not able|am unable|['’]m unable"
    r"|won['’]t be able)\b"
    r"[^.!?]{0,60}\b(?:assist|help|provide|fulfil\w*|complete|generate|create|write|comply|continue|request)\b"
    r"|^[^\w\n]*i (?:can['’]?t|cannot) (?:(?:assist|help) (?:you )?with (?:that|this)"
    r"|(?:fulfil\w*|comply with) (?:this|that|your))\b"
    r"|^[^\w\n]*i(?:['’]m| am) unable to (?:assist|help|provide|fulfil\w*|generate|comply)\b"
    r"|\bas an ai (?:language )?(?:model|assistant)\b|\bas a (?:large )?language model,? i\b",
    re.I | re.M,
)
# every match holds one of these
_HINTS = (
    "sorry",
    "apolog",
    "unfortunately",
    "i can't",
    "i can’t",
    "i cant",
    "i cannot",
    "unable to",
    "as an ai",
    "language model",
)
_ERROR_SIGNS = (
    "error", "exceeded", "reached", "traceback", "to generate", "to parse", "to load", "to fetch", "available",
    "generated", "returned", "received", "undefined", "null", "nan", "[object",
)  # fmt: skip
# a lecture may speak of errors; what a program says of its own is terse and technical
_ERROR = re.compile(
    r"^\W*(?:(?:api |internal |server |model |generation |parsing |unknown )?error: (?:the (?:model|api|request"
    r"|server)\b"
    r"|(?:invalid|failed|could not|unable|time(?:d )?out|no response|connection|unexpected|rate limit|json|http"
    r"|api)\b|\d)|error (?:generating|while (?:generating|parsing)|code \d|\d{3})\b"
    r"|(?:rate limit|quota|context length|maximum tokens?) (?:exceeded|reached)|traceback \(most recent"
    r"|(?:failed|unable|could not) to (?:generate|parse|load|fetch) (?:the )?(?:content|response|reply|json"
    r"|slides?|script"
    r"|questions?)|(?:no|empty) (?:content|response|reply) (?:was )?(?:available|generated|returned|received)"
    r"|(?:undefined|null|nan|\[object object\])$)",
    re.I,
)


@text_rule("LG321", "no-refusal", Severity.ERROR, PROSE, signs=(*_HINTS, *_ERROR_SIGNS))
def check(text: Text, context: Context) -> Iterator[Found]:
    if bears(text.value.lower(), _HINTS) and (refusal := _REFUSAL.search(text.value)):
        message = f"this declines to answer: {excerpt(refusal[0])}"
        yield Found(text.where, message, "write what was asked for", refusal.span())
    elif (
        text.role is not Role.OPTION
        and (error := _ERROR.match(text.value))
        and not {"error", "exception", "null", "nan", "undefined"} & context.terms
    ):
        message = f"this is an error message: {excerpt(text.value)}"
        yield Found(text.where, message, "write what was asked for", error.span())
