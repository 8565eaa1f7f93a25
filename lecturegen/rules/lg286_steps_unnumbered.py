"""LG286 steps-unnumbered: the steps of an ordering question carry no number.

Why: steps are shuffled when the question is shown, and "2. Compare" says where it belongs. Models number lists by
habit, as they letter options (LG223). Mended: if every step has a number or a letter, all are taken off.

Not covered: a single step that begins with a number, which may be a quantity; letters and numbers that do not ascend,
which name something (E. coli).

Bad:
    asked: [ordering]
    /assessment/questions/3/steps:
      - 1. Compute the middle of the range
      - 2. Compare the middle card with the wanted one
      - 3. Throw away the half that is ruled out
    ---
    asked: [ordering]
    /assessment/questions/3/steps/0: "Step 1: Compute the middle of the range"
    /assessment/questions/3/steps/1: "Step 2: Compare the middle card with the wanted one"
Good:
    asked: [ordering]
    /assessment/questions/3/steps: [E. coli is grown, E. coli is heated, A. thaliana is kept cool]
    ---
    asked: [ordering]
    /assessment/questions/3/steps/0: 2 cards are left, so compute the middle of the range
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lecturegen.questions import Ordering, Question
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._parts import answers
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

_LABEL = re.compile(
    r"\s*(?:\(?([0-9]{1,2}|[a-h])\)|([0-9]{1,2}|[a-h])[.:]|#([0-9]{1,2})[.):]?|step ([0-9]{1,2})\s?[.):–-]?)\s+(?=\S)",
    re.I,
)


@rule("LG286", "steps-unnumbered", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, Ordering):
        labelled = [(part, label) for part in answers(where, question) if (label := _LABEL.match(part.text))]
        for part, label in labelled if _ascend([label for _, label in labelled]) else ():
            message = f"the step begins with its number: {excerpt(part.text, 4)}"
            yield Found(part.where, message, "leave the number out: steps are shuffled", at=label.span())


@check.mend
def strip(section: Section, context: Context) -> Section:
    assessment = section.assessment
    if assessment is None or not any(map(_numbered, assessment.questions)):
        return section
    questions = tuple(_bare(question) if _numbered(question) else question for question in assessment.questions)
    return section.model_copy(update={"assessment": assessment.model_copy(update={"questions": questions})})


def _ascend(labels: Sequence[re.Match[str]]) -> bool:
    names = [label[label.lastindex or 0].casefold() for label in labels]
    values = [(len(name), name) for name in names]  # 9 before 10
    return len(values) > 1 and all(one < next_one for one, next_one in pairwise(values))


def _numbered(question: Question) -> bool:
    """Whether every step has its number."""
    if not isinstance(question, Ordering):
        return False
    labels = [label for step in question.steps if (label := _LABEL.match(step))]
    return len(labels) == len(question.steps) and _ascend(labels)


def _bare(question: Question) -> Question:
    steps = tuple(_LABEL.sub("", part.text, count=1) for part in answers("", question))
    return question.model_copy(update={"steps": steps})
