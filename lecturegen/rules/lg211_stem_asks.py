r"""LG211 stem-asks: a stem asks something, or says what to do.

Why: a stem that asks nothing is found out only by reading the options. A single choice ends in a question mark, or in a
colon that the options complete: 0.5% of 54,662 stems did not. The other types may tell what to do as well ("Choose all
that apply", "Give the number of looks"), and such words are known in English only.

Also known as: A34

Not covered: statements that are true or false (LG267).

Bad:
    /assessment/questions/0/stem: A sorted list holds 100 numbers
    ---
    asked: [numeric]
    /assessment/questions/3/stem: A sorted list holds 500 numbers, and each look takes 20 milliseconds (ms)
Good:
    asked: [numeric]
    /assessment/questions/3/stem: >-
      A sorted list holds 500 numbers, and each look takes 20 ms. Give the milliseconds that a binary search takes at
      most.
    ---
    /assessment/questions/0/stem: "A binary search of 100 sorted numbers looks at most at:"
    ---
    /assessment/questions/0/stem: "What does this print?\n\n```python\nprint(7 // 2)\n```"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import Question, SingleChoice, TrueFalse
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._maths import without_maths
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

# … and how other scripts write it: full width, Arabic, Greek, Armenian
_ASKS = ("?", ":", "？", "：", "؟", ";", "՞", "___", "…")
_ASKS_SOMEWHERE = re.compile(r"[?:？：؟;՞]|_{3,}")
_TELLS = re.compile(
    r"(?:^|[.!?:;,)\n]\s*|\b(?:and|or|then|to|please) )[\"“*_]*(?:add|analy[sz]e|answer|apply|argue|arrange"
    r"|assess|assign|bring|calculate|check|choose|classify|combine|comment|compare|complete|compute|connect"
    r"|consider whether|construct"
    r"|contrast|convert|count|criticise|criticize|critique|decide|define|defend|derive|describe|design|determine"
    r"|develop|discuss|distinguish|draft|draw|enter|estimate|evaluate|examine|explain|express|fill|find|formulate"
    r"|give|group|identify|illustrate|indicate|interpret|judge|justify|label|link|list|mark|match|name|order|outline"
    r"|pair|pick|place|plan|predict|present|propose|prove|put|rank|recommend|reconstruct|reflect|relate|rewrite|round"
    r"|say|select|set out|show|simplify|sketch|solve|sort|specify|spell|state|suggest|sum up|summari[sz]e|tell|tick"
    r"|trace|translate|type|use|weigh|work out|write)\b",
    re.I,
)


@rule("LG211", "stem-asks", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in items(section):
        if any(map(str.isalnum, question.stem)) and not _asks(question, context):
            fix = "end it in a question mark" + ("" if isinstance(question, SingleChoice) else ", or say what to do")
            yield Found(f"{where}/stem", f"the stem asks nothing: {excerpt(question.stem)}", fix)


def _asks(question: Question, context: Context) -> bool:
    # code or a formula that the question is about may follow it
    stem = without_maths(question.stem)
    if isinstance(question, SingleChoice):
        return stem.rstrip(' \t\n*_"”’)]|»').rstrip().endswith(_ASKS)
    if isinstance(question, TrueFalse) or not context.english:
        return True
    return _ASKS_SOMEWHERE.search(stem) is not None or _TELLS.search(stem) is not None
