"""LG301 week-greeted: the opening of the first section greets the room.

Why: somebody walks in and begins to speak to people.

Bad:
    section: 0
    /opening: There's a shoebox on my desk at home with nine hundred cards, because I lend books out.
Good:
    section: 0
    /opening: Hello, everyone. There's a shoebox on my desk at home with nine hundred cards, because I lend books out.
    ---
    /opening: There's a shoebox on my desk at home with nine hundred cards, because I lend books out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._courtesies import first_sentences, is_greeting, matching
from lecturegen.schema import Section, Severity


@rule("LG301", "week-greeted", Severity.WARNING, Scope.DRAFT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    scripts = [section.frames[0].script] if context.foreign and section.frames else []
    begins = [text for text in (section.opening, *scripts) if text.strip()]
    if context.number == 1 and begins and not any(matching(first_sentences(text), is_greeting) for text in begins):
        yield Found("/opening", "the week begins without a greeting", "greet the room in one short sentence")
