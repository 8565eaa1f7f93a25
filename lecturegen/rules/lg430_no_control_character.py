r"""LG430 no-control-character: no text holds a control character.

Why: none is ever meant. Some end a line for one program and not for another, so that a document read back differs; a
null byte ends the file. They are what is left of an escape in a broken reply, so they are never mended.

Also known as: A08

Not covered: backspaces and form feeds that ate half a LaTeX command (LG431); tabs and carriage returns (LG160).

Bad:
    /closing: "Can we find a card\x00 in a look or two?"
    ---
    /assessment/questions/0/stem: "How many looks\x1b[0m do 100 numbers take?"
    ---
    /frames/1/code/text: "mid = 1\x08"
Good:
    /frames/1/code/text: "if mid:\n\tlow = mid"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._eaten import eaten
from lecturegen.rules._texts import EVERY, Text
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity

# C0 but for tab and line ends, delete, C1 but for next line; halves of a surrogate pair cannot be written as UTF-8
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@text_rule("LG430", "no-control-character", Severity.ERROR, EVERY)
def check(text: Text, context: Context) -> Iterator[Found]:
    if (match := _CONTROL.search(text.value)) and not eaten(text.value):
        after = text.value[match.end() : match.end() + 12]
        message = f"the control character U+{ord(match[0]):04X} stands before {quoted(after)}"
        yield Found(text.where, message, "write the text without it; in JSON a backslash is doubled", match.span())
