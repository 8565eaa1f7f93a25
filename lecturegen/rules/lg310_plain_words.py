"""LG310 plain-words: at most six marked words per 1,000 spoken.

Why: the sum of such words (enhance, crucial, delve, explore, key, essential, significant, dive into, not only, in
summary, exclamation marks …) tells machine from person almost without overlap: people say 1.2 to 2.9 per 1,000, six
at their 95th percentile, machines 31.4 (3.1 M words in 3,716 machine-written sections against 671 k
transcribed). A word of the subject does not count: what topics, objectives or notes contain. Two words in a short
section are no pattern.

Bad:
    /opening: >-
        Let's dive into binary search, a powerful and essential method! Suppose the shoebox is sorted by title, which is
        crucial. I pull one card from the middle, it says Moby-Dick, and I'm after Emma. What insight do I gain?
Good:
    /opening: >-
        The key to the box is an essential part of it. I pull one card from the middle, it says Moby-Dick, and I'm after
        Emma. What has that one look told me? That the back half is out of the question, because E comes before M.
    ---
    /opening: >-
        It's significant at five percent, and not significant at one, so significance is what we test: the
        significance of one look at the middle. What has that one look told me? That the back half is out, because E
        comes before M.
    context: {terms: [significance]}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._marks import FEWEST_WORDS, marked_words, per_thousand
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Section, Severity

MOST = Limit("LG310", "marked", 6.0, "marked words per 1,000 spoken")
_NO_PATTERN = 2


@rule("LG310", "plain-words", Severity.WARNING, Scope.DRAFT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    words = spoken_words(section)
    found = marked_words(section, context.terms)
    rate = per_thousand(found.total(), words)
    if words > FEWEST_WORDS and found.total() > _NO_PATTERN and rate > (most := MOST.of(context)):
        spelled = ", ".join(f"{number} x {word!r}" for word, number in found.most_common(12))
        yield Found(
            "/frames",
            f"{rate:.0f} marked words per 1,000, at most {most:g}: {spelled}",
            "say in plain words what happens, with the number or the reason, and drop sentences true of any topic",
        )
