"""Rules: what they are, what they look at, and how they are entered in the registry.

A rule looks at a document (``rule``) or at one text at a time (``text_rule``); the engine in ``lecturegen.rules`` runs
both. The docstring of the module a check stands in is the rule's manual page: see ``_manual``. Figures that a user may
want different are limits: see ``Limit``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from inspect import getdoc, getmodule
from typing import Any

from lecturegen.registry import Plugins
from lecturegen.rules._texts import ASSESSED, DRAFTED, FILED, PLANNED, Role, Text, bearing, with_texts
from lecturegen.schema import Finding, PlannedSection, Policy, Severity, Slot


class Scope(StrEnum):
    """What a rule looks at, and so when it can run.

    PLAN takes a Plan; DRAFT a Section, its frames and transitions; ASSESSMENT a Section whose assessment is there;
    WEEK a Week, for what only several sections together can get wrong; FILES a WeekFiles, for what files say beside
    that: how frames are marked, which letters are printed, whether script and assessment agree; DECK takes a Deck:
    foreign Beamer slides.
    """

    PLAN = "plan"
    DRAFT = "draft"
    ASSESSMENT = "assessment"
    WEEK = "week"
    FILES = "files"
    DECK = "deck"


class Known(StrEnum):
    """What our own weeks say and foreign files may not. A rule that needs it is silent where it is unknown."""

    SLIDES = "what the slides show"
    MINUTES = "how long it is meant to take"
    LINKS = "objective, frame and level of a question"
    TRANSITIONS = "which paragraphs lead from section to section"


ROLES: dict[Scope, frozenset[Role]] = {
    Scope.PLAN: PLANNED,
    Scope.DRAFT: DRAFTED,
    Scope.ASSESSMENT: ASSESSED,
    Scope.WEEK: frozenset(),  # every text of a week was looked at in its section
    Scope.FILES: FILED,
    Scope.DECK: frozenset(),  # LaTeX is read by its own rules
}


AS_SHIPPED = Policy()


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may need to know beside the document.

    ``number`` of ``of``: the section's place in the week, from 1. ``questions``: how many a section has; ``slots``: the
    ones that were asked for here, empty where nobody asked. ``planned`` is None for a week without a plan.
    ``passages``: id -> text of the notes; None if the notes are not at hand. ``terms``: words of the subject
    (topics, objectives, notes), lower case, that no prose rule may count. ``offline``: the text was selected from the
    notes, so it can be no longer than they are. ``unknown``: what the document does not say. ``policy``: what the user
    wants of the rules. ``filed``: the document was read from files, in which people may write remarks to us.
    ``missing_figures``: names that a deck shows and for which no file lies beside it; empty where nobody has looked.
    ``earlier``: stems that students of this section have met, from which new ones are to differ.
    ``kinds``: types of question that were asked for; empty where nobody said.
    """

    language: str = "en"
    minutes: int = 60
    words_per_minute: int = 140
    questions: int = 4
    slots: tuple[Slot, ...] = ()
    topics: tuple[str, ...] = ()
    number: int = 1
    of: int = 1
    planned: PlannedSection | None = None
    passages: Mapping[str, str] | None = None
    terms: frozenset[str] = frozenset()
    offline: bool = False
    unknown: frozenset[Known] = frozenset()
    policy: Policy = AS_SHIPPED
    filed: bool = False
    missing_figures: frozenset[str] = frozenset()
    earlier: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()

    @property
    def english(self) -> bool:
        return self.language.split("-")[0] == "en"

    @property
    def foreign(self) -> bool:
        """Whether the text is somebody else's: nothing tells its transitions from its frames, and no mend may take
        a spoken sentence out of it."""
        return Known.TRANSITIONS in self.unknown

    @property
    def last(self) -> bool:
        return self.number == self.of


@dataclass(frozen=True, slots=True)
class Found:
    """What a check yields: the rule's code and severity are added by the engine.

    ``where`` is a JSON pointer into the document that the check was given. ``message`` says what is wrong and ``fix``
    what to do instead: both are sent to the model as they stand. ``at``: start and end, in the text at ``where``, of
    the words that are wrong.
    """

    where: str
    message: str
    fix: str = ""
    at: tuple[int, int] | None = None


LIMITS: Plugins[dict[str, Limit]] = Plugins("lecturegen.rules")
"""Code -> name -> limit."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure of a rule that a user may want different. ``unit`` says what is counted; its source is on the page."""

    code: str
    name: str
    usual: float
    unit: str

    def __post_init__(self) -> None:
        LIMITS.entered.setdefault(self.code, {})[self.name] = self

    def of(self, context: Context, usual: float | None = None) -> float:
        """What the user wants; else ``usual``, where a language has a figure of its own."""
        return context.policy.limit(self.code, self.name, self.usual if usual is None else usual)


Check = Callable[[Any, Context], Iterator[Found]]
Mend = Callable[[Any, Context], Any]


@dataclass(slots=True)
class Rule:
    """One rule over a whole document. ``doc`` is its manual page, with Bad and Good examples that a test runs.

    ``again``: in generation a finding sends the unit back to the model even though it does not reject it.
    ``english``: it knows English words only, and is silent about texts in other languages.
    ``residual``: it is silent where another rule has found an error, because it would say the same less exactly.
    ``needs``: what a document must say for the rule to be heard. ``guards``: without it documents could not be written
    so that they are read back the same, so no policy reaches it.
    """

    code: str
    name: str
    severity: Severity
    scopes: tuple[Scope, ...]
    check: Check
    doc: str
    again: bool = True
    english: bool = False
    residual: bool = False
    needs: frozenset[Known] = frozenset()
    guards: bool = False
    mender: Mend | None = field(default=None)

    def mend(self, mender: Mend) -> Mend:
        """Enter the decorated function as the safe mend of this rule. It takes and gives what the check takes."""
        self.mender = mender
        return mender

    def find(self, document: Any, scope: Scope, context: Context, base: str = "") -> list[Finding]:
        """The findings in ``document``, which is what ``scope`` says and stands at ``base``."""
        if not self.applies(context):
            return []
        return [
            Finding(
                code=self.code,
                rule=self.name,
                severity=context.policy.severity(self.code, self.severity),
                where=base + found.where,
                message=found.message,
                fix=found.fix,
                at=found.at,
            )
            for found in self.look(document, scope, context)
        ]

    def mended(self, document: Any, scope: Scope, context: Context) -> Any:
        """The document after this rule's safe mend, if it has one."""
        if self.mender is None or not self.applies(context):
            return document
        return self.change(self.mender, document, scope, context)

    def applies(self, context: Context) -> bool:
        if self.english and not context.english:
            return False
        return self.needs.isdisjoint(context.unknown) and not context.policy.ignores(self.code)

    def look(self, document: Any, scope: Scope, context: Context) -> Iterator[Found]:
        return self.check(document, context)

    def change(self, mender: Mend, document: Any, scope: Scope, context: Context) -> Any:
        return mender(document, context)


@dataclass(slots=True)
class TextRule(Rule):
    """One rule over texts: the check takes a Text and the context, the mend gives the new text.

    ``signs``: every text that it finds or mends something in has one of these, in lower case, so others are spared it.
    """

    roles: frozenset[Role] = frozenset()
    signs: tuple[str, ...] = ()

    def look(self, document: Any, scope: Scope, context: Context) -> Iterator[Found]:
        for text in self._suspects(document, scope, context):
            yield from self.check(text, context)

    def change(self, mender: Mend, document: Any, scope: Scope, context: Context) -> Any:
        suspects = self._suspects(document, scope, context)
        return with_texts(
            document, {text.where: new for text in suspects if (new := str(mender(text, context))) != text.value}
        )

    def _suspects(self, document: Any, scope: Scope, context: Context) -> Sequence[Text]:
        return bearing(self.signs, document, self.looked_at(scope, context))

    def looked_at(self, scope: Scope, context: Context) -> frozenset[Role]:
        # objectives that were planned were looked at in the plan; who writes the questions cannot change them
        looked_at = self.roles & ROLES[scope]
        return looked_at - {Role.OBJECTIVE} if scope is Scope.ASSESSMENT and context.planned else looked_at


RULES: Plugins[Rule] = Plugins("lecturegen.rules")


def rule(
    code: str,
    name: str,
    severity: Severity,
    *scopes: Scope,
    again: bool = True,
    english: bool = False,
    residual: bool = False,
    needs: Iterable[Known] = (),
    guards: bool = False,
) -> Callable[[Check], Rule]:
    """Enter the decorated check of a document under ``code``. In several ``scopes`` it is shown several documents."""

    def enter(check: Check) -> Rule:
        made = Rule(
            code, name, severity, scopes, check, _manual_of(check), again, english, residual, frozenset(needs), guards
        )
        return _entered(made)

    return enter


def text_rule(
    code: str,
    name: str,
    severity: Severity,
    roles: frozenset[Role],
    *,
    again: bool = True,
    english: bool = False,
    needs: Iterable[Known] = (),
    guards: bool = False,
    signs: tuple[str, ...] = (),
) -> Callable[[Check], Rule]:
    """Enter the decorated check of a single text under ``code``; it is shown every text whose role is in ``roles``.

    It runs in each scope that has such texts. With ``signs`` it is shown only texts that have one of them.
    """
    scopes = tuple(scope for scope in Scope if roles & ROLES[scope])

    def enter(check: Check) -> Rule:
        doc = _manual_of(check)
        made = TextRule(
            code, name, severity, scopes, check, doc, again, english, needs=frozenset(needs), guards=guards,
            roles=roles, signs=signs,
        )  # fmt: skip
        return _entered(made)

    return enter


def _entered(made: Rule) -> Rule:
    if taken := RULES.entered.get(made.code):
        raise ValueError(f"{made.code} is taken by {taken.name!r}")
    RULES.entered[made.code] = made
    return made


def _manual_of(check: Check) -> str:
    return getdoc(getmodule(check)) or ""
