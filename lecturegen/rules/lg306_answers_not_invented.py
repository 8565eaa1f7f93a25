"""LG306 answers-not-invented: the speaker does not react to an answer that nobody has given.

Why: "What do you think it involves? Great!" is read out to a silent room. 3.4% of 13,959 sections did so, in a third of
the weeks. A question is answered by the sentences after it, not praised.

Also known as: S29

Not covered: "Yes, because …" after one's own question, which answers it.

Bad:
    /frames/1/script: >-
        And here's the bill. What did sorting cost me? Great! It took three hours, but a search took twenty seconds.
    context: {words_per_minute: 110}
    ---
    /frames/1/script: |-
        And here's the bill. What did sorting cost me?

        *(Pause)*

        Exactly, three hours, but a search took twenty seconds. I see some hands going up.
    context: {words_per_minute: 110}
Good:
    /frames/1/script: >-
        And here's the bill. What did sorting cost me? Yes, three hours; great, if you like sorting, but I don't. Right
        in the middle I lost count.
    context: {words_per_minute: 110}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt, spoken
from lecturegen.schema import Severity

_PRAISE = (
    r"(?:(?:that['’]s |absolutely |exactly |yes, )?(?:great|exactly|excellent|perfect|wonderful|fantastic|correct"
    r"|precisely|well done|good (?:answer|point|guess|thinking|job)s?|(?:great|nice|interesting|excellent) "
    r"(?:answer|point|guess|thought|response|idea|suggestion|observation|job|question)s?)"
    r"|(?:yes,? )?that['’]s right|yes!)"
)
_AFTER_QUESTION = re.compile(rf"\?[\"”’*_)]*\s+[*_\"“]*({_PRAISE}[!,.—–-])", re.I)
# they begin with what is rare, so that the search is quick
_ROOM_REACTS = re.compile(
    r"I (?<!\wI )(?:can )?see (?:some|a few|many|several|a lot of|lots of) (?:hands|nods|heads|smiles|puzzled)\b"
    r"|I (?<!\wI )(?:can )?hear (?:someone|somebody|some of you|many of you) (?:say|saying)\b"
    r"|I (?<!\wI )heard (?:someone|somebody) say\b"
)
_ROOM_PRAISED = re.compile(r"(?:^|[.!?] )(?:great|excellent|fantastic) (?:answers|responses|ideas)[!,]", re.I | re.M)


@text_rule("LG306", "answers-not-invented", Severity.WARNING, frozenset({Role.SPOKEN}), english=True)
def check(text: Text, context: Context) -> Iterator[Found]:
    plain = spoken(text.value)
    praised = any(f"{word}{sign}" in plain for word in ("answers", "responses", "ideas") for sign in "!,")
    found = (
        ("?" in plain and _AFTER_QUESTION.search(plain))
        or _ROOM_REACTS.search(plain)
        or (praised and _ROOM_PRAISED.search(plain))
    )
    if found:
        start = found.start(1) if found.re is _AFTER_QUESTION else found.start()
        fix = "answer the question yourself, with what comes next"
        message = f"nobody has answered yet: {excerpt(plain[start : found.end() + 40])}"
        yield Found(text.where, message, fix, (start, found.end()))
