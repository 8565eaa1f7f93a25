"""LG135 length-possible: a section speaks between 50% and 170% of its minutes.

Why: outside of that it is not a long or a short section but another one: a reply that broke off, or ran away. Sections
of the corpus last 5.7 minutes, 98% of them between 4.3 and 7.5, so half and one and two thirds are far outside.

Not covered: code and maths, which take time to show; they count as no words. A section arranged from thin notes is
short and whole: LG136 reports it.

Bad:
    /frames/0/script: So I keep half of it.
    /frames/1/script: But sorting isn't free.
    ---
    context: {words_per_minute: 80}
Good:
    context: {words_per_minute: 120}
    ---
    /frames/0/script: So I keep half of it.
    /frames/1/script: But sorting isn't free.
    context: {offline: true}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, Limit, Scope, rule
from lecturegen.rules._length import length, off_length
from lecturegen.schema import Section, Severity

SHORTEST = Limit("LG135", "shortest", 0.5, "of the words that fill the minutes")
LONGEST = Limit("LG135", "longest", 1.7, "of the words that fill the minutes")


@rule("LG135", "length-possible", Severity.ERROR, Scope.DRAFT, needs=[Known.MINUTES])
def check(section: Section, context: Context) -> Iterator[Found]:
    shortest = 0.0 if context.offline else SHORTEST.of(context)
    if not shortest <= length(section, context) <= LONGEST.of(context):
        message, fix = off_length(section, context)
        yield Found("/frames", message, fix)
