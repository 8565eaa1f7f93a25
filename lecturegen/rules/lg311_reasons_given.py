"""LG311 reasons-given: a section says because, why, but or however at least three times per 1,000 words.

Why: people give reasons 5.1 to 8.8 times per 1,000 words, machines 3.5 (the texts of LG310). The week should reach five
(LG312); a section of some 800 words is too short for that bar, so three is where it falls behind machines as well.

Bad:
    /opening: >-
        Suppose the shoebox is sorted by title. I pull one card from the middle, it says Moby-Dick, and I'm after
        Emma. E comes before M, and so the back half is out of the question.
    /frames/0/script: >-
        So I keep the front half and ask its middle card the same question. Nine hundred cards become four hundred and
        fifty, then two hundred and twenty-five, and you can go on halving on your fingers: after ten looks nothing is
        left. Ten, where going card by card took up to nine hundred. And if I double the box it costs me one more look.
        Two to the tenth is 1,024, and that's the first power of two above nine hundred. You need as many looks as there
        are halvings before you're down to nothing, and ten of them are enough for the box on my desk at home.
    /frames/1/script: >-
        Now look at one line of the loop. When the middle card is too small we set low to mid plus one. Leave out the
        plus one and it still passes most tests, and with two cards left the program hangs. I've made that mistake in
        an exam. And here's the bill. Sorting the box took me three hours. A search went from fifteen minutes down to
        twenty seconds, so I need thirteen searches before that evening has paid for itself.
Good:
    /opening: The back half is out of the question, because E comes before M.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._marks import FEWEST_WORDS, per_thousand, reasons
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Section, Severity

FEWEST = Limit("LG311", "reasons", 3, "reasons per 1,000 words of a section")


@rule("LG311", "reasons-given", Severity.WARNING, Scope.DRAFT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    words, given = spoken_words(section), reasons(section)
    if words > FEWEST_WORDS and per_thousand(given, words) < (fewest := FEWEST.of(context)):
        yield Found(
            "/frames",
            f"because, why, but and however come {given} times in {words} words, at least {fewest:g} per 1,000",
            "give the reasons: why a claim holds, where it fails, what it costs",
        )
