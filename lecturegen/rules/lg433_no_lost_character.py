r"""LG433 no-lost-character: no text holds the sign for a character that could not be read.

Why: U+FFFD says that something stood here; what, nobody knows any more. So it is asked for again and never mended.

Also known as: A08

Bad:
    /closing: "Can we find a card in a look or two, and still add new ones anywhere\ufffd"
    ---
    /assessment/activities/0: "Trace 37 in a list of fifteen\ufffdnumbers, and hand in every look."
Good:
    /closing: Can we find a card in a look or two?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._texts import EVERY, Text
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity


@text_rule("LG433", "no-lost-character", Severity.ERROR, EVERY)
def check(text: Text, context: Context) -> Iterator[Found]:
    place = text.value.find("\ufffd")
    if place >= 0:
        near = text.value[max(0, place - 20) : place + 20]
        message = f"a character was lost: {quoted(near)}"
        yield Found(text.where, message, "write the character that was meant", (place, place + 1))
