"""LG220 four-options: a single-choice question has four options, and each says something.

Why: the readers, the letters and the limits on guessing reckon with four: 2 of 54,662 questions had another number, and
both broke what came after.

Also known as: A14

Bad:
    /assessment/questions/0/distractors/2: null
    ---
    /assessment/questions/0/distractors/0/text: " "
    ---
    /assessment/questions/0/answer: ""
Good:
    /assessment/questions/0/distractors/2/text: "64"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import choices
from lecturegen.schema import Section, Severity

OPTIONS = 4


@rule("LG220", "four-options", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in choices(section):
        number = len(choice.question.options)
        if number != OPTIONS:
            fix = f"give the answer and {OPTIONS - 1} distractors"
            yield Found(f"{choice.where}/distractors", f"the question has {number} options", fix)
        for where, option in choice.option_places():
            if not option.strip():
                yield Found(where, "the option is empty", "say something that can be right or wrong")
