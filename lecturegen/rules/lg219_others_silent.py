"""LG219 others-silent: no question of a section says the answer to another.

Why: whoever has forgotten it reads it three lines below. Heard where all words of the key, at least two, stand in
another stem and not in its own: 1.3% of 54,662 questions, and of twelve looked at nine were real.

Also known as: A46

Not covered: keys of a single word, which other stems have to use; what options of other questions say; steps and terms
that are put into order or matched, and stand in the question anyway.

Bad:
    /assessment/questions/1/stem: The range stops shrinking, so the loop never ends. Which line is to blame?
    /assessment/questions/1/answer: "`low = mid`"
    /assessment/questions/2/stem: What happens where `low = mid` stands for `low = mid + 1`?
    /assessment/questions/2/answer: The loop never ends
Good:
    /assessment/questions/1/stem: The range stops shrinking. Which line is to blame?
    /assessment/questions/2/stem: What happens where `low = mid` stands for `low = mid + 1`?
    /assessment/questions/2/answer: The loop never ends
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Matching, Ordering
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._parts import answers
from lecturegen.rules._words import excerpt, roots
from lecturegen.schema import Section, Severity

FEWEST = Limit("LG219", "words", 2, "words of a key from which on it is looked for in other stems")


@rule("LG219", "others-silent", Severity.WARNING, Scope.ASSESSMENT, again=False, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    asked = [(item, roots(item.question.stem)) for item in items(section)]
    for number, (item, stem) in enumerate(asked, start=1):
        if isinstance(item.question, Matching | Ordering):
            continue
        for _, answer in answers(*item):
            key = roots(answer)
            if len(key) < FEWEST.of(context) or key <= stem:
                continue
            if teller := next((other for other, told in asked if key <= told), None):
                message = f"the stem answers question {number}: {excerpt(answer)}"
                yield Found(f"{teller.where}/stem", message, "ask it without these words, or drop one of the two")
                break
