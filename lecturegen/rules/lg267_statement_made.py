"""LG267 statement-made: a true-or-false question is a statement.

Why: a question is answered, and only a statement is true or false; "Is it faster?" leaves open what "false" denies.
The verdicts are printed below it, so the stem does not say them again. Textbooks agree on one plain statement
(Frisbie and Becker 1991, who compared them).

Not covered: a statement that ends in a question that is quoted; whether the statement is one or two, of which one may
be true.

Bad:
    asked: [true-false]
    /assessment/questions/3/stem: Does a search by halves take one look more if the sorted box is doubled?
    ---
    asked: [true-false]
    /assessment/questions/3/stem: "True or false: doubling a sorted box costs a search by halves one look more."
    ---
    asked: [true-false]
    /assessment/questions/3/stem: If a sorted box is doubled, a search by halves takes ____ more.
Good:
    asked: [true-false]
    /assessment/questions/3/stem: '"How many looks?" is answered by the number of halvings that a box of cards allows.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import TrueFalse
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._maths import without_maths
from lecturegen.schema import Section, Severity

_QUESTION = re.compile(r"[?？؟՞][\s)*_]*$")
_VERDICTS = re.compile(
    r"^[\s*_(]*(?:true or false|false or true|true ?/ ?false|t ?/ ?f)\b|\b(?:true or false|true/false)\W*$", re.I
)
_GAP = re.compile(r"(?<![\w`])_{3,}(?!\w)|\[ ?(?:blank|gap) ?\]", re.I)
_FAULTS = (
    (_VERDICTS, "the stem says 'true or false' itself", "leave it out: it is printed with the question"),
    (_QUESTION, "the stem is a question", "say what is true or false as a statement"),
    (_GAP, "the statement has a gap", "say the whole statement"),
)


@rule("LG267", "statement-made", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, TrueFalse):
        stem = without_maths(question.stem)
        for pattern, message, fix in _FAULTS:
            if match := pattern.search(stem):
                yield Found(f"{where}/stem", message, fix, at=match.span())
                break
