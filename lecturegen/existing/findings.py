"""A week that was read from files -> all findings of the rules on its sections and on itself."""

from __future__ import annotations

from lecturegen import rules
from lecturegen.existing.weeks import CheckedWeek
from lecturegen.rules import Scope
from lecturegen.schema import Finding


def findings_in(read: CheckedWeek) -> tuple[Finding, ...]:
    """Without the rules of files and decks, whose places lie outside the week. ``where`` is a pointer into the week."""
    found = [
        finding
        for place, (section, context) in enumerate(zip(read.week.sections, read.contexts, strict=True))
        for scope in (Scope.DRAFT, Scope.ASSESSMENT)
        for finding in rules.check(section, scope, context, f"/sections/{place}")
    ]
    return (*found, *rules.check(read.week, Scope.WEEK, read.context))
