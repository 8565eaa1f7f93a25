"""The validator's rules: one module each, named for its code, found by name.

``check`` runs every rule of a scope; ``mend`` makes the safe mends. The same code serves the pipeline and
``lecturegen check``. They are imported when the first is needed. Codes are never used twice: LG1xx structure, LG2xx
assessment, LG3xx prose, LG4xx accessibility and presentation, LG5xx grounding. LG290 to LG297 are what is found when
questions are answered without their keys, LG480 to LG489 what is not accessible in exported files, LG590 to LG599 what
the reader of notes reports, LG600 to LG629 what exporters report; they are no rules here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from lecturegen.rules._base import LIMITS, RULES, Context, Found, Known, Limit, Rule, Scope, TextRule, rule, text_rule
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Finding, Severity

# one mend can uncover work for another: a fence is taken off, and a banner stands below it
_ROUNDS = 10
_WORD = re.compile(r"[^\W\d_]{3,}")


def check(document: Any, scope: Scope, context: Context, base: str = "") -> tuple[Finding, ...]:
    """All findings of the rules of ``scope``, in order of code. ``document`` is what the scope says.

    ``base``: where the document stands in what the findings are to point into.
    """
    found = [(r, finding) for r in _of(scope) for finding in r.find(document, scope, context, base)]
    named = {f.where for r, f in found if f.severity is Severity.ERROR and not r.residual}
    return tuple(f for r, f in found if not (r.residual and f.where in named))


def mend(document: Any, scope: Scope, context: Context) -> Any:
    """The document after every safe mend of ``scope``; a mend makes nothing up. Mending twice changes nothing more."""
    for _ in range(_ROUNDS):
        before = document
        for r in _of(scope):
            document = r.mended(document, scope, context)
        if document == before:
            break
    return document


def subject_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of ``texts``, lower case: what no rule about prose may count if they are about the subject."""
    return frozenset(word for text in texts for word in _WORD.findall(text.lower()))


def exempt(terms: frozenset[str]) -> tuple[str, ...]:
    """Those of ``terms`` that rules about prose would count, were they not words of the subject; sorted."""
    from lecturegen.rules._marks import is_marked

    return tuple(sorted(term for term in terms if is_marked(term)))


@cache
def _of(scope: Scope) -> list[Rule]:
    return [RULES[code] for code in sorted(RULES) if scope in RULES[code].scopes]


__all__ = [
    "LIMITS",
    "RULES",
    "Context",
    "Found",
    "Known",
    "Limit",
    "Rule",
    "Scope",
    "TextRule",
    "check",
    "mend",
    "rule",
    "spoken_words",
    "subject_words",
    "text_rule",
]
