"""LG185 week-length: what is spoken in the week takes its minutes, within 10%.

Why: sections that are each a little long make a lecture that nobody finishes; the tolerance is this project's own. It
is reported and not asked for again, because no single section is to blame.

Bad:
    /minutes: 8
    ---
    /words_per_minute: 120
Good:
    /minutes: 7
    /words_per_minute: 135
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, Limit, Scope, rule
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Severity, Week

TOLERANCE = Limit("LG185", "tolerance", 0.1, "of the week's minutes")


@rule("LG185", "week-length", Severity.WARNING, Scope.WEEK, again=False, needs=[Known.MINUTES])
def check(week: Week, context: Context) -> Iterator[Found]:
    assert week.minutes is not None
    spoken = sum(spoken_words(section) for section in week.sections) / week.words_per_minute
    if abs(spoken - week.minutes) > TOLERANCE.of(context) * week.minutes:
        yield Found(
            "/sections",
            f"the week speaks for {spoken:.0f} minutes at {week.words_per_minute} words a minute, not {week.minutes}",
            "give the sections more or fewer minutes in the plan, or change the week's",
        )
