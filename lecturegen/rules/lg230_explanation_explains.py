"""LG230 explanation-explains: an explanation has at least six words.

Why: "B is right" teaches nobody why; the explanation is what a student reads who was wrong.

Also known as: A19b

Not covered: an explanation that says the answer again in six words (A41: 4% of questions).

Bad:
    /assessment/questions/0/explanation: Because it halves.
    ---
    /assessment/questions/0/explanation: ""
Good:
    /assessment/questions/0/explanation: Seven halvings bring 100 down to nothing.
    ---
    /assessment/questions/0/explanation: 因为每次比较都会排除一半的数，所以七次就够了。
    context: {language: zh}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

FEWEST_WORDS = Limit("LG230", "words", 6, "words of an explanation at least; two characters of Chinese make one")
_CHARACTERS = 2
"""Of Chinese, Japanese or Thai they make a word."""


@rule("LG230", "explanation-explains", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in items(section):
        text = question.explanation
        # formulas and code explain too, so they are counted here, though nobody speaks them
        if len(text.split()) < (fewest := FEWEST_WORDS.of(context)) and _spaceless(text) < _CHARACTERS * fewest:
            message = f"the explanation is too short: {excerpt(text)}" if text.strip() else "there is no explanation"
            yield Found(f"{where}/explanation", message, "say why the answer holds, in one to three sentences")


def _spaceless(text: str) -> int:
    """Characters of scripts that write no spaces between words."""
    return sum("\u0e00" <= c <= "\u0e7f" or "\u3040" <= c <= "\u9fff" for c in text)
