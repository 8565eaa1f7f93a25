"""LG265 several-asked: the stem of a multiple choice asks for as many answers as are right, and scores as the question.

Why: who reads "Which one is …?" ticks one and stops. Examinees have to know what is asked of them and how it is scored
before they answer (Standards for Educational and Psychological Testing, 2014, chapter 6); the scoring itself is a part
of the document, partial or all-or-nothing, and is printed with the question, so a stem that says otherwise contradicts
it.

Not covered: stems that leave the number open, as the type allows.

Bad:
    asked: [multiple-choice]
    /assessment/questions/3/stem: A sorted list holds 1,000 numbers. Which one of these statements is true?
    ---
    asked: [multiple-choice]
    /assessment/questions/3/stem: A sorted list holds 1,000 numbers. Which three of these statements are true?
    ---
    asked: [multiple-choice]
    /assessment/questions/3/stem: Which statements about 1,000 sorted numbers are true? There is no partial credit.
Good:
    asked: [multiple-choice]
    /assessment/questions/3/stem: A sorted list holds 1,000 numbers. Which two of these statements are true?
    ---
    asked: [multiple-choice]
    /assessment/questions/3/stem: Which statements about 1,000 sorted numbers are true? There is no partial credit.
    /assessment/questions/3/scoring: all-or-nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import MultipleChoice, Scoring
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.schema import Section, Severity

_NUMBERS = ("one", "two", "three", "four", "five", "six")
_NUMBER = rf"({'|'.join(_NUMBERS)})"
_ASKED = re.compile(
    rf"\b(?:which|choose|select|tick|mark|pick|check) (?:the )?{_NUMBER}\b(?! or\b)"
    rf"|\b(?<!than ){_NUMBER} (?:of (?:these|the following|the (?:options|statements|answers))|(?:answers?|options?)) "
    r"(?:is|are)\b",
    re.I,
)
_ONE = re.compile(
    r"\bwhich of (?:these|the following)(?: \w+){0,3} (?:is|was|has|does)\b"
    r"|\bthe (?:(?:one|only|single|best|right|correct) )+(?:answer|option|statement) (?:is|below|here)\b",
    re.I,
)
_SCORED = {
    Scoring.PARTIAL: re.compile(r"\bno partial (?:credit|points|marks)\b|\ball[- ]or[- ]nothing\b", re.I),
    Scoring.ALL_OR_NOTHING: re.compile(
        r"(?<!no )\bpartial (?:credit|points|marks)\b|\b(?:points?|marks?) for (?:each|every) (?:right|correct)\b", re.I
    ),
}
"""How a question is scored -> what its stem may not say."""


@rule("LG265", "several-asked", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, MultipleChoice):
        right = len(question.answers)
        if wrong := _other_number(question.stem, right):
            message = f"the stem says {wrong[0]!r}, and {right} options are right"
            yield Found(f"{where}/stem", message, "ask for all that are right", at=wrong.span())
        if said := _SCORED[question.scoring].search(question.stem):
            message = f"the stem says {said[0]!r}, and the question is scored {question.scoring.value}"
            yield Found(f"{where}/stem", message, "leave the scoring out of the stem", at=said.span())


def _other_number(stem: str, right: int) -> re.Match[str] | None:
    for match in _ASKED.finditer(stem):
        if _NUMBERS.index((match[1] or match[2]).lower()) + 1 != right:
            return match
    return _ONE.search(stem)
