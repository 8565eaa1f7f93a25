"""LG212 stem-self-contained: a stem does not point to the slide, the lecture or the course it comes from.

Why: students answer without the slides, and a question bank outlives its lecture. 1.8% of 54,662 stems, in 38.5% of the
weeks, asked about "this slide" or "this course".

Also known as: A31

Not covered: a stem that takes the lecture's example for known without naming it.

Bad:
    /assessment/questions/0/stem: According to the lecture, how many looks do 100 numbers take?
    ---
    /assessment/questions/0/stem: What is one takeaway from this week's topic?
    ---
    /assessment/questions/0/stem: As mentioned earlier, 100 numbers are sorted. How many looks does it take?
    ---
    /assessment/questions/0/stem: What does this slide say about sorted lists?
Good:
    /assessment/questions/0/stem: A shop sells 30 lists this week. How many looks find one in this section of the list?
    ---
    /assessment/questions/0/stem: In the course of a search, how many of 100 numbers are looked at?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._maths import without_maths
from lecturegen.schema import Section, Severity

_POINTS_AWAY = re.compile(
    r"\b(?:this|today['’]s|our|the (?:previous|current|last)) (?:slide|chapter|lecture|lesson|presentation|course)s?\b"
    r"|\b(?:in|from|of|to|for|on) (?:this|today['’]s|our|the (?:previous|current|last)) (?:section|session"
    r"|module)(?! of\b)"
    r"|\b(?:this|the) week['’]s (?:topics?|lecture|material|content|lesson|session|discussion|chapter|slides?|"
    r"introduction|readings?)\b|\b(?:discussed|covered|mentioned|presented|taught) in the course\b"
    r"|\b(?:learn\w*|discuss\w*|covered|studied|taught|learnt) (?:\w+ ){0,3}this week\b"
    r"|\b(?:according to|mentioned in|discussed in|covered in|presented in|shown (?:in|on)|described in|based on"
    r"|in) the "
    r"(?:slides?|lecture|chapter|lesson|presentation|script|lecturer|instructor|course materials?|lecture notes)\b"
    r"|\bas (?:we |was |were )?(?:mentioned|discussed|described|explained|noted|seen|covered|presented|outlined|stated)"
    r"(?: earlier| before\b| previously| in (?:the|this|our) (?:slide|lecture|chapter|section|course|text|script|class)"
    r"| by the (?:lecturer|instructor|speaker|presenter|author))"
    r"|\bslide \d+\b|\b(?:of|from|in) (?:chapter|lecture|lesson) \d+\W*$|\bmentioned as\b",
    re.I,
)


@rule("LG212", "stem-self-contained", Severity.ERROR, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in items(section):
        if match := _POINTS_AWAY.search(without_maths(question.stem)):
            yield Found(
                f"{where}/stem",
                f"the stem says {match[0]!r}, which students do not have before them",
                "name the thing itself, or give the situation in the stem",
                at=match.span(),
            )
