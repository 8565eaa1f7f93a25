"""LG235 kind-shared: where a number is asked for, more options than the key are numbers.

Why: of options of several kinds only those are read that are of the kind asked for; options of one kind are the first
rule for options (Haladyna and Downing 1989).

Not covered: other kinds than numbers: whether "Bayes" is a person and "entropy" a quantity cannot be told from the
words.

Bad:
    /assessment/questions/0/distractors/0/text: The smaller ones
    /assessment/questions/0/distractors/1/text: Those in the middle
    /assessment/questions/0/distractors/2/text: Those that differ
Good:
    /assessment/questions/0/distractors/0/text: The smaller ones
    /assessment/questions/0/distractors/1/text: Ten
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import picks
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

_ASKED = re.compile(
    r"\b(?:how (?:many|much|long|often|old|far)|(?:what|which) (?:percentage|year|number|share))\b", re.I
)
_NUMBER = re.compile(
    r"\d|\b(?:no(?:ne|thing)?|zero|once|twice|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?"
    r"|all|every|any|each|never|always|as|more|less|fewer|most|several|many|few)\b",
    re.I,
)


@rule("LG235", "kind-shared", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in picks(section):
        key = next((key for key in choice.keys if any(map(str.isdigit, key))), "")
        asked = _ASKED.search(choice.question.stem) if key else None
        if asked and not any(map(_NUMBER.search, choice.others)):
            message = f"{asked[0]!r} is answered by the key alone: {excerpt(key)}"
            yield Found(
                f"{choice.where}/distractors", message, "let the distractors be numbers that a mistake leads to"
            )
