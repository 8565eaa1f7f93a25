"""LG285 premise-silent: no premise shares with its response alone what it says.

Why: "hash function" and "a function that gives a slot" find each other by the word, unread; it is the cue of LG217 in
another type, and among those of test-wiseness (Millman, Bishop and Ebel 1965). What several responses say tells
nothing.

Not covered: numbers, and the same word in another part of speech, beyond its ending.

Bad:
    asked: [matching]
    /assessment/questions/3/pairs/0/premise: a shoebox of entries
    /assessment/questions/3/pairs/0/response: 4 looks into the shoebox
Good:
    asked: [matching]
    /assessment/questions/3/pairs/0/premise: 15 entries for looks
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Matching
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._words import listed, roots, with_roots
from lecturegen.schema import Section, Severity


@rule("LG285", "premise-silent", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, Matching):
        for number, pair in enumerate(question.pairs):
            rest = [*(other.response for other in question.pairs if other is not pair), *question.spare]
            others = frozenset[str]().union(*map(roots, rest))
            asked = frozenset(root for root in roots(pair.premise) if not root.isdigit())
            given = (asked & roots(pair.response)) - others
            if given and not asked & others:
                words = with_roots(pair.premise, given)
                message = f"the premise shares {listed(word[0] for word in words)} with its response alone"
                fix = "say one of the two in other words, or let another response say these too"
                yield Found(f"{where}/pairs/{number}/premise", message, fix, at=words[0].span() if words else None)
