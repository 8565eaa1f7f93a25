"""LG473 columns-named: a table in a text names its columns.

Why: a screen reader says the header with each cell (WCAG 2.2, 1.3.1). Markdown has no table without a first row of
headers, so a table without names has empty ones.

Bad:
    /closing: |-
        Here is what it cost me.

        |     |     |
        | --- | --- |
        | one | 450 |

        Can we find a card in a look or two?
Good:
    /closing: |-
        Here is what it cost me.

        |     | Left |
        | --- | ---- |
        | one | 450  |

        Can we find a card in a look or two?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._maths import without_maths
from lecturegen.rules._texts import PROSE, Text
from lecturegen.schema import Severity

_NAMELESS = re.compile(r"^[ \t]*(\|(?:[ \t]*\|)+)[ \t]*\n[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$", re.M)


@text_rule("LG473", "columns-named", Severity.WARNING, PROSE, signs=("|-", "| -", "|:", "| :", "|  "))
def check(text: Text, context: Context) -> Iterator[Found]:
    for table in _NAMELESS.finditer(without_maths(text.value)):
        yield Found(text.where, "no column of this table has a name", "name each column", table.span(1))
