"""LG344 successor-true: a section that announces the next one announces the one that follows.

Why: 0.7% of 13,959 sections announced another, as a rule because the outline had changed, and what is promised and does
not come is waited for. Many such sentences mean a later section on purpose, so this asks for more than its
counterpart (LG343): every word of a title of two words or more, one of which no other title has, where the next
section's title has none of them.

Also known as: S38

Bad:
    /sections/0/closing: So what would I have to know? In the next section, we build hash tables.
Good:
    /sections/0/closing: So what would I have to know? In the next section we'll see a binary search.
    ---
    /sections/0/closing: So what would I have to know? Hash tables come later.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._references import announcements, fit, named
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity, Week

_FEWEST_WORDS = 2


@rule("LG344", "successor-true", Severity.WARNING, Scope.WEEK, english=True)
def check(week: Week, context: Context) -> Iterator[Found]:
    for index, section in enumerate(week.sections[:-2]):
        following = week.sections[index + 1]
        for reference in announcements(section):
            if fit(reference, following).words:
                continue
            for later in range(index + 2, len(week.sections)):
                words, share = fit(reference, week.sections[later])
                if share == 1 and words >= _FEWEST_WORDS and _has_own_word(week, later):
                    message = f"this is section {later + 1}, not the next: {excerpt(reference.words.text)}"
                    fix = f"lead to {following.title!r}"
                    yield Found(f"/sections/{index}{reference.where}", message, fix, reference.words.at)
                    break


def _has_own_word(week: Week, index: int) -> bool:
    others = [named(section) for number, section in enumerate(week.sections) if number != index]
    return bool(named(week.sections[index]).difference(*others))
