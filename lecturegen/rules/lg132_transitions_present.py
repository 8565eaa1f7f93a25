"""LG132 transitions-present: the section has an opening and a closing.

Why: they carry the question from one section to the next; without them a week is a pile of sections.

Bad:
    /opening: ""
    ---
    /closing: "  "
Good:
    /closing: So can we find a card at once and still throw new ones in anywhere?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, Scope, rule
from lecturegen.rules._words import count
from lecturegen.schema import Section, Severity


@rule("LG132", "transitions-present", Severity.ERROR, Scope.DRAFT, needs=[Known.TRANSITIONS])
def check(section: Section, context: Context) -> Iterator[Found]:
    if not count(section.opening):
        yield Found("/opening", "the opening is empty", "take up, in one spoken paragraph, what was left open before")
    if not count(section.closing):
        yield Found("/closing", "the closing is empty", "say in one or two sentences what is left open")
