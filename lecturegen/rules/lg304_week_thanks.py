"""LG304 week-thanks: the last section ends on thanks, or on a call for questions.

Why: a lecture that stops in mid-thought leaves the room waiting; this is the one place where courtesy belongs.

Bad:
    section: 2
    /closing: So which box do I want? The hash table, because all I ever ask is who has this one.
Good:
    section: 2
    /closing: So which box do I want? The hash table, because I never browse. Any questions?
    ---
    /closing: So which box do I want? The hash table, because all I ever ask is who has this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._courtesies import is_call_for_questions, is_thanks, last_sentences
from lecturegen.rules._endings import final
from lecturegen.schema import Section, Severity


@rule("LG304", "week-thanks", Severity.WARNING, Scope.DRAFT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    where, text = final(section, context)
    ends = any(is_thanks(s.text) or is_call_for_questions(s.text) for s in last_sentences(text))
    if context.last and text.strip() and not ends:
        yield Found(where, "the week ends without thanks", "thank the room and ask for questions, in one sentence")
