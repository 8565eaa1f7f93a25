"""LG184 language-served: the fixed words of the documents are in the language of the week.

Why: a Portuguese lecture under "Learning Objectives" looks like a mistake, and nobody finds out before the room does.
What we have words for is one file a language (docs/languages.md); all other documents have the words of English.

Not covered: whether the text itself is in that language.

Bad:
    /language: pt-BR
Good:
    /language: en
    ---
    /language: de-AT
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.languages import served_by, tags
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.schema import Severity, Week


@rule("LG184", "language-served", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    if served_by(week.language) is None:
        known = ", ".join(sorted(tags()))
        yield Found(
            "/language",
            f"no file has the fixed words of '{week.language}', so headings and cues are in English",
            f"add one (docs/languages.md), take one of {known}, or ignore LG184",
        )
