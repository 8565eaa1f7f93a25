"""LG277 stem-determines: the stem of a short answer has one answer, and one of a few words.

Why: "What is important in sorting?" has as many right answers as readers, and the list of accepted ones has three.
A short answer has to be determined by its stem (Gronlund's rules for supply items); what asks for reasons or examples
is an essay, or a choice.

Not covered: stems that are vague in other words.

Bad:
    asked: [short-answer]
    /assessment/questions/3/stem: What is important about looking at the middle first?
    ---
    asked: [short-answer]
    /assessment/questions/3/stem: Name an advantage of throwing half of a sorted range away.
    ---
    asked: [short-answer]
    /assessment/questions/3/stem: Why is one half of the range thrown away?
Good:
    asked: [short-answer]
    /assessment/questions/3/stem: Name the method that throws half of a sorted range away with every look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import ShortAnswer
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._maths import without_maths
from lecturegen.schema import Section, Severity

_MANY = re.compile(
    r"\bwhat(?: is| are| was| were|['’]s) (?:so |very |the most |most |particularly )?(?:important|interesting|special"
    r"|relevant|useful|notable|remarkable|good|bad|helpful|significant|crucial|essential)\b"
    r"|\b(?:name|give|state|mention|list|provide|suggest|identify|think of) (?:at least )?(?:one|an?|any|some|two|three"
    r"|several)\b(?! (?:name|word|term) for\b)|\bgive examples?\b"
    r"|\bwhat (?:can|could|may|might|do|would) (?:be (?:said|done)|you (?:say|think|know|do|learn|notice))\b"
    r"|\bin your (?:own words|opinion|view)\b|\bwhat are (?:some|the (?:advantages|benefits|drawbacks|challenges))\b",
    re.I,
)
_LONG = re.compile(
    r"(?:^|(?<=[.!?:]))\s*(?:why|explain|describe|discuss|compare|justify|argue|outline|summari[sz]e|how (?:do|does|did"
    r"|can|could|would|should|come))\b",
    re.I,
)


@rule("LG277", "stem-determines", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, ShortAnswer):
        stem = without_maths(question.stem)
        if match := _MANY.search(stem):
            message = f"{match[0]!r} has many answers, and few are accepted"
            yield Found(f"{where}/stem", message, "say so much that one answer is left", at=match.span())
        elif match := _LONG.search(stem):
            message = f"{match[0].strip()!r} asks for more than a few words"
            yield Found(f"{where}/stem", message, "ask for a term, or make it an essay", at=match.span())
