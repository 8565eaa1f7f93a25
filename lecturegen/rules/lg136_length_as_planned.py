"""LG136 length-as-planned: a section speaks between 75% and 130% of its minutes.

Why: the minutes of the week hold only if those of the sections do. 2.1% of 13,959 sections were outliers of their week
(three median deviations). It is reported, and not asked for again: a rewrite for length costs more than it gains.

Also known as: S25d

Bad:
    context: {words_per_minute: 200}
    ---
    context: {words_per_minute: 100}
Good:
    context: {words_per_minute: 125}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, Limit, Scope, rule
from lecturegen.rules._length import length, off_length
from lecturegen.rules.lg135_length_possible import LONGEST, SHORTEST
from lecturegen.schema import Section, Severity

SHORT = Limit("LG136", "short", 0.75, "of the words that fill the minutes")
LONG = Limit("LG136", "long", 1.3, "of the words that fill the minutes")


@rule("LG136", "length-as-planned", Severity.WARNING, Scope.DRAFT, again=False, needs=[Known.MINUTES])
def check(section: Section, context: Context) -> Iterator[Found]:
    share = length(section, context)
    shortest = 0.0 if context.offline else SHORTEST.of(context)
    if shortest <= share < SHORT.of(context) or LONG.of(context) < share <= LONGEST.of(context):
        message, fix = off_length(section, context)
        yield Found("/frames", message, fix)
