"""LG309 courtesies-once: one section of the week greets, and one thanks.

Why: 77.2% of 1,138 weeks greeted three times or more after the first. In generation LG300 to LG304 see to it section by
section; this one counts over a week that was put together by hand, and is only reported.

Also known as: W05

Bad:
    /sections/1/opening: Good morning, everyone. Suppose the shoebox is sorted by title.
    ---
    /sections/1/closing: Can we find a card in a look or two? Thank you for your attention.
Good:
    /sections/1/closing: Can we find a card in a look or two? No thanks to the order it is in.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._courtesies import first_sentences, is_greeting, is_thanks, last_sentences, matching
from lecturegen.rules._words import excerpt, speech
from lecturegen.schema import Section, Severity, Week


@rule("LG309", "courtesies-once", Severity.WARNING, Scope.WEEK, again=False, english=True)
def check(week: Week, context: Context) -> Iterator[Found]:
    openings = [_within(i, said[0]) for i, section in enumerate(week.sections) if (said := _said(section))]
    greeting = [(w, found[0]) for w, text in openings if (found := matching(first_sentences(text), is_greeting))]
    for where, sentence in greeting[1:]:
        message = f"the week has greeted already: {excerpt(sentence.text)}"
        yield Found(where, message, "keep the first greeting", sentence.at)
    closings = [_within(i, said[-1]) for i, section in enumerate(week.sections) if (said := _said(section))]
    thanking = [(where, found[0]) for where, text in closings if (found := matching(last_sentences(text), is_thanks))]
    for where, sentence in thanking[:-1]:
        message = f"the week goes on after this: {excerpt(sentence.text)}"
        yield Found(where, message, "keep the last thanks", sentence.at)


def _said(section: Section) -> list[tuple[str, str]]:
    """What is said in a section: in files of others nothing need stand before its frames, or after them."""
    return [(where, text) for where, text in speech(section) if text.strip()]


def _within(index: int, said: tuple[str, str]) -> tuple[str, str]:
    """A text of a section, with its place in the week."""
    where, text = said
    return f"/sections/{index}{where}", text
