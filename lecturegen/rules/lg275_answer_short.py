"""LG275 answer-short: what has to be typed has at most five words.

Why: a short answer is compared letter by letter with what is accepted, and of a sentence there are more wordings than
anybody lists; automatic marking is reliable for answers of a word or a few (Livingston 2009). Five is this project's
own figure: terms of the field rarely have more.

Bad:
    asked: [short-answer]
    /assessment/questions/3/answer: the one that bounds it from below
    ---
    asked: [short-answer]
    /assessment/questions/3/variants: [the one that bounds it from below]
Good:
    asked: [short-answer]
    /assessment/questions/3/answer: the lower end of it
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import ShortAnswer
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._parts import answers, size
from lecturegen.schema import Section, Severity

MOST = Limit("LG275", "words", 5, "words of an accepted answer at most; two characters of Chinese make one")


@rule("LG275", "answer-short", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for item in of_type(section, ShortAnswer):
        for where, answer in answers(*item):
            if size(answer) > MOST.of(context):
                message = f"the answer has {size(answer)} words, and nobody types it just so"
                yield Found(where, message, "ask for the term, or make it a choice")
