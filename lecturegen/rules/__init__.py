"""The validator's rules: one module each, named for its code, found by name.

``check`` runs every rule of a scope; ``mend`` makes the safe mends. The same code serves the pipeline and
``lecturegen check``.
"""

from __future__ import annotations

from typing import Any

from lecturegen.registry import import_all
from lecturegen.rules._base import RULES, Context, Found, Rule, Scope, rule
from lecturegen.schema import Finding

import_all(__name__)


def check(document: Any, scope: Scope, context: Context) -> tuple[Finding, ...]:
    """All findings of the rules of ``scope``, in order of code. ``document`` is what the scope says."""
    return tuple(finding for r in _of(scope) for finding in r.find(document, context))


def mend(document: Any, scope: Scope, context: Context) -> Any:
    """The document after every safe mend of ``scope``; a mend makes nothing up."""
    for r in _of(scope):
        if r.mender is not None:
            document = r.mender(document, context)
    return document


def _of(scope: Scope) -> list[Rule]:
    return [RULES[code] for code in sorted(RULES) if RULES[code].scope is scope]


__all__ = ["RULES", "Context", "Found", "Rule", "Scope", "check", "mend", "rule"]
