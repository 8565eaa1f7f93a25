"""LG241 stems-distinct: no two sections ask nearly the same.

Why: 40.2% of 1,138 weeks asked something again in other words, and repetition was the third complaint of lecturers
(12 of 35 forms). Nearly the same are stems that share three quarters of their content words, with keys that share a
word; the measure is right in most cases, not in all. Statements, essays and numbers have no words for a key: there the
stems decide.

Also known as: A38

Not covered: the same numbers in another order, and stems with fewer than four content words.

Bad:
    /sections/0/assessment/questions/0/stem: How should a librarian search a shuffled list of returned books?
    /sections/0/assessment/questions/0/answer: One book after the other
    /sections/2/assessment/questions/0/stem: How would the librarian search shuffled lists of the returned books?
    /sections/2/assessment/questions/0/answer: Book by book
    ---
    asked: [true-false]
    /sections/0/assessment/questions/0/stem: If a sorted box of cards is doubled, how many looks does a search take?
Good:
    /sections/0/assessment/questions/0/stem: How should a librarian search a shuffled list of returned books?
    /sections/0/assessment/questions/0/answer: One book after the other
    /sections/2/assessment/questions/0/stem: How should a librarian file the cards of twenty new novels?
    /sections/2/assessment/questions/0/answer: Book by book
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._parts import answers
from lecturegen.rules._words import content_words, excerpt, jaccard, normal
from lecturegen.schema import Severity, Week

ALIKE = Limit("LG241", "alike", 0.75, "part of their content words that two stems share")
_FEWEST_WORDS = 4


@rule("LG241", "stems-distinct", Severity.WARNING, Scope.WEEK)
def check(week: Week, context: Context) -> Iterator[Found]:
    limit = ALIKE.of(context)
    seen: list[tuple[int, frozenset[str], frozenset[str], str]] = []
    for index, section in enumerate(week.sections):
        for where, question in items(section, f"/sections/{index}"):
            stem = content_words(question.stem)
            key = frozenset[str]().union(*(content_words(part.text) for part in answers(where, question)))
            for earlier, other_stem, other_key, text in seen:
                shared = key & other_key or not (key and other_key)
                alike = shared and len(stem) >= _FEWEST_WORDS and jaccard(stem, other_stem) >= limit
                if alike and normal(text) != normal(question.stem):
                    message = f"section {earlier + 1} asks nearly the same: {excerpt(text)}"
                    yield Found(f"{where}/stem", message, "ask about what only this section teaches")
                    break
            seen.append((index, stem, key, question.stem))
