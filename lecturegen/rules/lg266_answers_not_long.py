"""LG266 answers-not-long: the right options of a multiple choice are not longer than the wrong ones.

Why: what holds is qualified, and what does not is dashed off, so length tells them apart: in 51% of 54,662
machine-written single choices the key was the longest option. Compared are the means, by the ratio of LG225; short
options are let pass, since twelve characters more make the difference that the eye sees.

Bad:
    asked: [multiple-choice]
    /assessment/questions/3/answers/0/text: Ten looks are enough, because each of them leaves at most half of the range
    /assessment/questions/3/answers/1/text: Twice the numbers cost one look more, since one halving undoes doubling
Good:
    asked: [multiple-choice]
    /assessment/questions/3/answers/0/text: Ten looks are enough, for each of them halves the range
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import mean

from lecturegen.questions import MultipleChoice
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.schema import Section, Severity

RATIO = Limit("LG266", "ratio", 1.25, "mean lengths of the distractors")
MORE = Limit("LG266", "more", 12, "characters beyond the mean of the distractors that are let pass")


@rule("LG266", "answers-not-long", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, MultipleChoice):
        if not question.answers or not question.distractors:
            continue
        right = mean(len(option.text) for option in question.answers)
        wrong = mean(len(option.text) for option in question.distractors)
        if right > RATIO.of(context) * wrong and right - wrong > MORE.of(context):
            message = f"right options have {right:.0f} characters on average and wrong ones {wrong:.0f}"
            yield Found(f"{where}/answers", message, "make distractors as specific as the answers, or cut these")
