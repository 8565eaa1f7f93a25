"""LG305 nothing-after-last: the last section announces no next one.

Why: 0.1% of sections did, where the model had not been told that nothing follows; the room packs its bags in vain.

Also known as: S39

Not covered: next week, which may be announced.

Bad:
    section: 2
    /closing: So I want the hash table. Let's move on to our next section. Thank you for listening.
    ---
    section: 2
    /closing: So I want the hash table. In the next slide we'll look at trees. Thank you for listening.
Good:
    section: 2
    /closing: So I want the hash table. Next week we'll look at trees. Thank you for listening.
    ---
    section: 2
    /closing: So I want the hash table, but the next section of the shelf stays sorted. Thank you for listening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._courtesies import last_sentences
from lecturegen.rules._endings import endings, final
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

_NEXT = re.compile(
    r"\b(?:in|on|to|with|into) (?:the|our|my) (?:next|following|upcoming) (?:slide|section|topic|frame|part|segment)\b"
    r"|\b(?:our|the) next (?:slide|section|topic|segment) (?:will|is|covers|looks|discusses)\b"
    r"|\b(?:coming up|up) next\b"
    r"|^\W*next,? (?:we|i)(?:['’]ll| will| shall| are going to|['’]re going to)\b",
    re.I,
)


@rule("LG305", "nothing-after-last", Severity.WARNING, Scope.DRAFT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    if not context.last:
        return
    for where, text in (*endings(section, context), final(section, context)):
        for sentence in last_sentences(text):
            if _NEXT.search(sentence.text):
                message = f"nothing follows, but this says so: {excerpt(sentence.text)}"
                yield Found(where, message, "end on what students try next", sentence.at)
