"""Rules: what they are, what they look at, and how they are entered in the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from inspect import getdoc, getmodule
from typing import Any

from lecturegen.schema import Finding, PlannedSection, Severity


class Scope(StrEnum):
    """What a rule looks at, and so when it can run.

    PLAN takes a Plan; DRAFT a Section, its frames and transitions; ASSESSMENT a Section whose assessment is there;
    WEEK a Week, for what only several sections together can get wrong.
    """

    PLAN = "plan"
    DRAFT = "draft"
    ASSESSMENT = "assessment"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may need to know beside the document.

    ``number`` of ``of``: the section's place in the week, from 1. ``planned`` is None for a week without a plan.
    ``passages``: id -> text of the notes; None if the notes are not at hand. ``terms``: words of the subject
    (topics, objectives, notes), lower case, that no prose rule may count.
    """

    language: str = "en"
    minutes: int = 60
    words_per_minute: int = 140
    questions: int = 4
    topics: tuple[str, ...] = ()
    number: int = 1
    of: int = 1
    planned: PlannedSection | None = None
    passages: Mapping[str, str] | None = None
    terms: frozenset[str] = frozenset()

    @property
    def english(self) -> bool:
        return self.language.split("-")[0] == "en"


@dataclass(frozen=True, slots=True)
class Found:
    """What a check yields: the rule's code and severity are added by the engine.

    ``where`` is a JSON pointer into the document that the check was given.
    """

    where: str
    message: str
    fix: str = ""


Check = Callable[[Any, Context], Iterator[Found]]
Mend = Callable[[Any, Context], Any]


@dataclass(slots=True)
class Rule:
    """One rule. ``doc`` is its manual page, with Bad and Good examples that a test runs.

    ``again``: in generation a finding sends the unit back to the model even though it does not reject it.
    """

    code: str
    name: str
    severity: Severity
    scope: Scope
    check: Check
    doc: str
    again: bool = True
    mender: Mend | None = field(default=None)

    def mend(self, mender: Mend) -> Mend:
        """Enter the decorated function as the safe mend of this rule: document and context -> document."""
        self.mender = mender
        return mender

    def find(self, document: Any, context: Context) -> Iterator[Finding]:
        for found in self.check(document, context):
            yield Finding(
                code=self.code,
                rule=self.name,
                severity=self.severity,
                where=found.where,
                message=found.message,
                fix=found.fix,
            )


RULES: dict[str, Rule] = {}


def rule(code: str, name: str, severity: Severity, scope: Scope, *, again: bool = True) -> Callable[[Check], Rule]:
    """Enter the decorated check under ``code``; the docstring of its module is the rule's manual page."""

    def enter(check: Check) -> Rule:
        if code in RULES:
            raise ValueError(f"{code} is taken by {RULES[code].name!r}")
        made = Rule(code, name, severity, scope, check, getdoc(getmodule(check)) or "", again)
        RULES[code] = made
        return made

    return enter
