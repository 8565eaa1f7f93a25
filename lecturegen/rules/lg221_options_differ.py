"""LG221 options-differ: no two options of a question say the same.

Why: of two equal options both are right or both are wrong, and the reader knows it. Compared are letters of either
case, spaces and the final stop; operators count, since `a < b` and `a <= b` differ.

Also known as: A20

Bad:
    /assessment/questions/1/distractors/0/text: the range  stops shrinking, so the loop never ends.
Good:
    /assessment/questions/1/answer: "`low < high` stays true"
    /assessment/questions/1/distractors/0/text: "`low <= high` stays true"
    /assessment/questions/1/distractors/1/text: "`LOW < HIGH` stays true"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import picks
from lecturegen.rules._parts import repeated
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity


@rule("LG221", "options-differ", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in picks(section):
        for where, option in repeated(choice.option_places()):
            yield Found(where, f"another option says {excerpt(option)} too", "let it stand for another mistake")
