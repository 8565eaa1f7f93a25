"""LG232 explanation-adds: an explanation says more than the stem and the key.

Why: "the goal of X is Y" does not tell anybody who chose Z why. 4.0% of 54,662 explanations added at most one word to
stem and key.

Also known as: A41

Not covered: explanations with a sum, a formula or code, whose symbols are no words; a week arranged from notes, whose
explanations are sentences of the notes, as its keys are; explanations under six words, which are for LG230.

Bad:
    /assessment/questions/1/explanation: The range stops shrinking, so that with two entries left the loop never ends.
Good:
    /assessment/questions/1/explanation: The middle of two entries is the first, so low stays where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import choices
from lecturegen.rules._maths import without_maths
from lecturegen.rules._words import excerpt, roots
from lecturegen.rules.lg230_explanation_explains import FEWEST_WORDS
from lecturegen.schema import Section, Severity

_SUM = re.compile(r"[\w)] ?[×·*/+=−<>≈] ?[\w(−]")
FEWEST = Limit("LG232", "words", 2, "words that an explanation adds to stem and key at least")


@rule("LG232", "explanation-adds", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    if context.offline:
        return
    for where, question in choices(section):
        text = question.explanation
        worked_out = without_maths(text) != text or _SUM.search(text)
        if len(text.split()) < FEWEST_WORDS.of(context) or worked_out:
            continue
        added = roots(text) - roots(question.stem) - roots(question.answer)
        if len(added) < FEWEST.of(context):
            message = f"the explanation says the question and the answer again: {excerpt(text)}"
            yield Found(f"{where}/explanation", message, "say why it holds, or what those think who choose otherwise")
