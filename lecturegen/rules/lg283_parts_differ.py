"""LG283 parts-differ: no two premises, responses or steps of a question say the same.

Why: of two equal responses each is right where the other is, and of two equal steps the order cannot be told; marked is
the one that we happen to have listed first. Compared are letters of either case, spaces and the final stop, as for
options (LG221).

Bad:
    asked: [matching]
    /assessment/questions/3/pairs/1/premise: 15  entries
    ---
    asked: [matching]
    /assessment/questions/3/spare: [7 looks.]
    ---
    asked: [ordering]
    /assessment/questions/3/steps/2: compute the middle of the range
Good:
    asked: [matching]
    /assessment/questions/3/spare: [17 looks]
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Matching, Ordering
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import Item, items
from lecturegen.rules._parts import Part, answers, premises, repeated, responses
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity


@rule("LG283", "parts-differ", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for item in items(section):
        for noun, those in _lists(item):
            for where, text in repeated(those):
                yield Found(where, f"another {noun} says {excerpt(text)} too", "say something else, or drop it")


def _lists(item: Item) -> Iterator[tuple[str, Iterator[Part]]]:
    where, question = item
    if isinstance(question, Matching):
        yield "premise", premises(where, question)
        yield "response", responses(where, question)
    elif isinstance(question, Ordering):
        yield "step", answers(where, question)
