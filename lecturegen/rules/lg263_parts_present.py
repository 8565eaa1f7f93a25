"""LG263 parts-present: every option, answer, premise, response, step, criterion and level says something.

Why: a reply whose texts got lost still has the shape of a question, and learning platforms take an empty option or an
empty accepted answer without a word; an empty one is then right for everybody who types nothing. This is a matter of
the documents and reckons with no figure.

Not covered: single choice (LG220), stems (LG210), explanations (LG230).

Bad:
    asked: [short-answer]
    /assessment/questions/3/variants: [""]
    ---
    asked: [matching]
    /assessment/questions/3/pairs/0/premise: " "
    ---
    asked: [essay]
    /assessment/questions/3/rubric/0/text: ""
Good:
    asked: [short-answer]
    /assessment/questions/3/variants: []
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import SingleChoice
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._parts import parts
from lecturegen.schema import Section, Severity


@rule("LG263", "parts-present", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for item in items(section):
        for where, text in () if isinstance(item.question, SingleChoice) else parts(*item):
            if not text.strip():
                yield Found(where, "this part of the question is empty", "write it, or leave it out")
