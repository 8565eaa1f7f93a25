"""LG282 parts-few: three to eight pairs are matched, and three to eight steps put into order.

Why: two can be done by a coin, and the last of any number is done by what is left over; beyond eight the search through
the list costs more time than the knowledge. Textbooks set the end between seven and ten (Gronlund's rules for matching
exercises; Haladyna, Downing and Rodriguez 2002 on length of lists); eight is the middle of that.

Bad:
    asked: [matching]
    /assessment/questions/3/pairs/2: null
    ---
    asked: [ordering]
    /assessment/questions/3/steps: [Compute the middle of the range, Compare the middle card with the wanted one]
Good:
    asked: [ordering]
    /assessment/questions/3/steps/-: Ask whether any card is left
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Matching, Ordering
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._words import counted
from lecturegen.schema import Section, Severity

FEWEST = Limit("LG282", "fewest", 3, "pairs or steps at least")
MOST = Limit("LG282", "most", 8, "pairs or steps at most")


@rule("LG282", "parts-few", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    fewest, most = int(FEWEST.of(context)), int(MOST.of(context))
    for where, question in items(section):
        if isinstance(question, Matching):
            place, number, noun = f"{where}/pairs", len(question.pairs), "pair"
        elif isinstance(question, Ordering):
            place, number, noun = f"{where}/steps", len(question.steps), "step"
        else:
            continue
        if not fewest <= number <= most:
            yield Found(place, f"the question has {counted(number, noun)}", f"write {fewest} to {most}")
