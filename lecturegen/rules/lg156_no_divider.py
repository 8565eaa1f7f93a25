r"""LG156 no-divider: no text holds a line of dashes.

Why: such a line ends a section in the document; splitting on it finds 60,314 false ones in 1,138 weeks. Under a
paragraph it turns the paragraph into a heading. Mended in speech: the line is dropped.

Also known as: S34, S34b

Bad:
    /closing: |-
        There's a second bill, and it comes with every new card.

        ---

        Can we find a card in a look or two and still throw new ones in anywhere?
    ---
    /assessment/questions/0/explanation: "Seven halvings bring 100 down to nothing.\n---\n128 is the power above it."
Good:
    /closing: |-
        There's a second bill - and it comes with every new card. Can we add new ones anywhere?

        | look | card |
        | --- | --- |
        | 1 | 450 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._markdown import without_lines
from lecturegen.rules._texts import ASSESSED, Role, Text
from lecturegen.schema import Severity
from lecturegen.schema.grammar import lines

_DIVIDER = re.compile(r"[ \t]*(?:-[ \t]*-[-\t ]*|={2,}[ \t]*|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")


@text_rule("LG156", "no-divider", Severity.ERROR, frozenset({Role.SPOKEN}) | ASSESSED)
def check(text: Text, context: Context) -> Iterator[Found]:
    for line in lines(text.value):
        if not line.code and is_divider(line.text):
            end = line.start + len(line.text)
            yield Found(text.where, "a line holds nothing but a divider", "leave the line out", (line.start, end))
            return


@check.mend
def drop(text: Text, context: Context) -> str:
    # in an option or a stem the line may be what the question is about
    return without_lines(text.value, is_divider) if text.role is Role.SPOKEN else text.value


def is_divider(line: str) -> bool:
    return bool(_DIVIDER.match(line))
