"""LG280 levels-tell: the criteria of a rubric differ, and each level says what an answer shows.

Why: "Good, Fair, Poor" leaves to each rater what is good, and raters then differ as they do without a rubric: what
makes a rubric more than a rating scale is that its levels describe the work (Brookhart 2018; of 51 that she reviewed 7
were such scales).

Not covered: levels of several words that say no more than "a good answer".

Bad:
    asked: [essay]
    /assessment/questions/3/rubric/0/levels/0/text: Excellent
    ---
    asked: [essay]
    /assessment/questions/3/rubric/0/levels/1/text: names one side, or none.
    /assessment/questions/3/rubric/0/levels/2/text: Names one side, or none
    ---
    asked: [essay]
    /assessment/questions/3/rubric/1/text: Weighs what sorting costs against what it saves
Good:
    asked: [essay]
    /assessment/questions/3/rubric/0/levels/2/text: Neither side
    ---
    asked: [essay]
    /assessment/questions/3/rubric/0/levels/2/text: 没有提到任何一方
    context: {language: zh}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Essay
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._parts import Part, repeated, size
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

FEWEST = Limit("LG280", "words", 2, "words of a level at least; two characters of Chinese make one")


@rule("LG280", "levels-tell", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, Essay):
        criteria = [Part(f"{where}/rubric/{n}/text", one.text) for n, one in enumerate(question.rubric)]
        for place, text in repeated(criteria):
            yield Found(place, f"another criterion is {excerpt(text)} too", "mark another thing, or drop it")
        for number, criterion in enumerate(question.rubric):
            base = f"{where}/rubric/{number}/levels"
            levels = [Part(f"{base}/{n}/text", level.text) for n, level in enumerate(criterion.levels)]
            for place, text in repeated(levels):
                yield Found(place, f"another level says {excerpt(text)} too", "say what tells the two apart")
            for place, text in levels:
                if text.strip() and size(text) < FEWEST.of(context):
                    message = f"{excerpt(text)} does not say what the answer shows"
                    yield Found(place, message, "say what is there to be seen in an answer of this level")
