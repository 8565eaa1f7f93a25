"""LG343 predecessor-true: a section that names what came before names the section before.

Why: sections are written side by side, and a transition is copied from one to the next: of the references in 13,959
sections that can be told, 36% name another section than the one before. The room wonders what it has missed. Named
is an earlier section if the words hold at least 60% of its title, and less than 50% of the title before; about 85% of
those found are right, so it is a warning.

Also known as: S37

Not covered: a reference without a word of any title.

Bad:
    /sections/1/title: Halving
    /sections/2/opening: >-
        As we move from looking at every card in a linear search, let's turn to hash tables. But why?
    ---
    /sections/1/title: Halving
    /sections/2/opening: In our previous section, we discussed how a linear search looks at each card. But why?
Good:
    /sections/2/opening: >-
        As we move from a binary search, which beat linear search by far, let's turn to hash tables. But why?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._references import FITS, MISSES, Reference, fit, references
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity, Week


@rule("LG343", "predecessor-true", Severity.WARNING, Scope.WEEK, english=True)
def check(week: Week, context: Context) -> Iterator[Found]:
    for index, section in enumerate(week.sections[2:], start=2):
        before = week.sections[index - 1]
        for reference in references(section):
            meant = _meant(reference, week.sections[: index - 1])
            if meant is not None and fit(reference, before).share < MISSES:
                message = (
                    f"this is section {meant + 1}, and section {index} came before: {excerpt(reference.words.text)}"
                )
                fix = f"take up what {before.title!r} left open"
                yield Found(f"/sections/{index}{reference.where}", message, fix, reference.words.at)
                break


def _meant(reference: Reference, sections: Sequence[Section]) -> int | None:
    """The index of the section whose title fits, of several the one with most of its words."""
    fits = [(fit(reference, section), index) for index, section in enumerate(sections)]
    return max(((one.words, index) for one, index in fits if one.share >= FITS), default=(0, None))[1]
