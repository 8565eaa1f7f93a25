"""LG312 week-reasons: a week says because, why, but or however at least five times per 1,000 words.

Why: people do so 5.1 to 8.8 times, machines 3.5 (the texts of LG310); reasons are what the transcribed lectures have
most ahead of the machines', a factor of two and a half. A finding points to the section with the fewest.

Bad:
    /sections/1/frames/0/script: So I keep the front half. Ten looks are enough for nine hundred cards.
    /sections/1/opening: Suppose the shoebox is sorted by title, and I pull one card from the middle.
    /sections/1/frames/1/script: Now look at one line. Sorting took me three hours, a search twenty seconds.
    /sections/0/opening: Good morning, everyone. I have a shoebox with nine hundred cards.
    /sections/0/frames/1/script: Look at what I didn't need. The cards were in no order at all.
    /sections/0/closing: Could I skip most of the cards without looking at them?
    /sections/2/frames/1/script: >-
        Two keys in one slot are a collision. It's called chaining, and with a rule that spreads the keys well you'll
        find one or two of them in each list. Most titles have between eight and fifteen letters, so some slots stay
        empty while the others grow long, and on a bad day everything sits in one list and we're back at nine hundred
        looks.
Good:
    /sections/1/opening: Suppose the shoebox is sorted, but I don't know how. Why does one look help?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._marks import FEWEST_WORDS, per_thousand, reasons
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Severity, Week

FEWEST = Limit("LG312", "reasons", 5, "reasons per 1,000 words of the week")


@rule("LG312", "week-reasons", Severity.WARNING, Scope.WEEK, english=True)
def check(week: Week, context: Context) -> Iterator[Found]:
    counted = [(reasons(section), spoken_words(section)) for section in week.sections]
    given, words = sum(number for number, _ in counted), sum(of for _, of in counted)
    rate = per_thousand(given, words)
    if words > FEWEST_WORDS and rate < (fewest := FEWEST.of(context)):
        poorest = min(range(len(counted)), key=lambda i: per_thousand(*counted[i]))
        yield Found(
            f"/sections/{poorest}/frames",
            f"{rate:.1f} reasons per 1,000 words in the week, at least {fewest:g}; here {counted[poorest][0]} in all",
            "say because, why and but: why a claim holds, where it fails, what it costs",
        )
