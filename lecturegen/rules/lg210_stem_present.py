"""LG210 stem-present: every question has a stem.

Why: without a stem there is nothing to answer; a reply that lost its text must not pass for a question.

Bad:
    /assessment/questions/0/stem: ""
    ---
    /assessment/questions/0/stem: "?"
Good:
    /assessment/questions/0/stem: How many looks do 100 sorted numbers take?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.schema import Section, Severity


@rule("LG210", "stem-present", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in items(section):
        if not any(map(str.isalnum, question.stem)):
            yield Found(f"{where}/stem", "the stem is empty", "say what is to be answered")
