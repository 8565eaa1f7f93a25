"""LG232 explanation-adds: an explanation says more than the stem and the key.

Why: "the goal of X is Y" does not tell anybody who chose Z why. 4.0% of 54,662 explanations added at most one word to
stem and key.

Also known as: A41

Not covered: essays, whose explanation says what a good answer holds; explanations with a sum, a formula or code, whose
symbols are no words; a week arranged from notes, whose explanations are sentences of the notes, as its keys are;
explanations under six words, which are for LG230.

Bad:
    /assessment/questions/1/explanation: The range stops shrinking, so that with two entries left the loop never ends.
Good:
    /assessment/questions/1/explanation: The middle of two entries is the first, so low stays where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import Essay, MultipleChoice, Question, SingleChoice, TrueFalse
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._maths import without_maths
from lecturegen.rules._parts import answers, parts
from lecturegen.rules._words import excerpt, roots, shown_words
from lecturegen.rules.lg230_explanation_explains import FEWEST_WORDS
from lecturegen.schema import Section, Severity

_SUM = re.compile(r"[\w)] ?[×·*/+=−<>≈] ?[\w(−]")
_VERDICTS = roots("true false correct incorrect right wrong statement answer")
FEWEST = Limit("LG232", "words", 2, "words that an explanation adds to stem and key at least")


@rule("LG232", "explanation-adds", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    if context.offline:
        return
    for where, question in items(section):
        if isinstance(question, Essay):
            continue
        text = question.explanation
        worked_out = without_maths(text) != text or _SUM.search(text)
        if shown_words(text) < FEWEST_WORDS.of(context) or worked_out:
            continue
        added = roots(text) - roots(question.stem) - _key(question)
        if len(added) < FEWEST.of(context):
            message = f"the explanation says the question and the answer again: {excerpt(text)}"
            yield Found(f"{where}/explanation", message, "say why it holds, or what those think who choose otherwise")


def _key(question: Question) -> frozenset[str]:
    """The words that make up the answer."""
    if isinstance(question, TrueFalse):
        return _VERDICTS
    said = answers if isinstance(question, SingleChoice | MultipleChoice) else parts
    return frozenset[str]().union(*(roots(part.text) for part in said("", question)))
