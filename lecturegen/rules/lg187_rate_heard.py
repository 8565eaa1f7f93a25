"""LG187 rate-heard: a week can be spoken in its minutes at 125 to 160 words a minute, or what is like it elsewhere.

Why: that is what lecturers speak (Tauroza and Allison 1990, 140 on average). Slower sounds read out, faster is not
followed, least of all by who listens in a second language. In other languages the figures are those of their files in
``lecturegen.languages``; in a language without one nobody knows, and the rule is silent.

Not covered: a week that misses its minutes at the rate it was planned with (LG185).

Bad:
    /minutes: 5
    /words_per_minute: 185
    ---
    /minutes: 8
    /words_per_minute: 118
Good:
    /words_per_minute: 150
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.languages import served_by, words_of
from lecturegen.rules._base import Context, Found, Known, Limit, Scope, rule
from lecturegen.rules._words import spoken_words
from lecturegen.rules.lg185_week_length import TOLERANCE
from lecturegen.schema import Severity, Week

SLOWEST = Limit("LG187", "slowest", 125, "words a minute")
FASTEST = Limit("LG187", "fastest", 160, "words a minute")


@rule("LG187", "rate-heard", Severity.WARNING, Scope.WEEK, again=False, needs=[Known.MINUTES])
def check(week: Week, context: Context) -> Iterator[Found]:
    assert week.minutes is not None
    if served_by(week.language) is None:
        return
    pace = words_of(week.language).pace
    slowest, fastest = SLOWEST.of(context, pace.slow), FASTEST.of(context, pace.fast)
    words = sum(spoken_words(section) for section in week.sections)
    rate = words / week.minutes
    as_planned = abs(words / week.words_per_minute - week.minutes) <= TOLERANCE.of(context) * week.minutes
    if as_planned and not slowest <= rate <= fastest:
        yield Found(
            "/words_per_minute",
            f"{words} words in {week.minutes} minutes are {rate:.0f} a minute",
            f"plan with {slowest:g} to {fastest:g} words a minute; the course file sets them",
        )
