"""The manual of the rules: their docstrings, read, and written out as docs/rules.md.

The docstring of a rule's module is its page::

    LG206 objectives-few: a section has two to four objectives.

    Why: what happens otherwise, with figures and where they come from.
    Also known as: A11
    Not covered: what it leaves to others.
    With: LG131

    Bad:
        /objectives: []
        ---
        /objectives/0/text: Understand search
    Good:
        /objectives/0/text: Explain search

``Also known as``, ``Not covered`` and ``With`` may be absent. ``With`` names the rules of error severity that the bad
examples cannot help breaking too. Examples are YAML: see ``_sample``; several are parted by a line ``---``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

import yaml

from lecturegen.rules._base import LIMITS, RULES, Rule, Scope

_HEAD = re.compile(r"(LG\d{3}) ([a-z0-9-]+): (\S.*[.])")
_FIELD = re.compile(r"^(Why|Also known as|Not covered|With|Bad|Good):", re.M)
_FAMILIES = {
    "1": "Structure",
    "2": "Assessment",
    "3": "Prose",
    "4": "Accessibility and presentation",
    "5": "Grounding",
}
_LOOKS_AT = {
    Scope.PLAN: "the plan",
    Scope.DRAFT: "a section's frames and speech",
    Scope.ASSESSMENT: "a section's assessment",
    Scope.WEEK: "the whole week",
    Scope.FILES: "the files of a week",
    Scope.DECK: "foreign Beamer slides",
}
_PREFACE = """\
# Rules

<!-- Written by lecturegen.rules._manual from the rules' docstrings; change those. -->

Every document is looked at by these rules before anything is written. An **error** is sent back to the model, and a
section that still has one is rejected; a **warning** is reported, and where it says so it is sent back once, but it
never rejects. A rule that **mends** first removes what can be removed without making anything up.

The examples are changes to one clean sample week (`lecturegen/rules/_sample.yaml`), as JSON pointers with new values:
into the plan, into the week, for rules about a section into its second section, for rules about slides into a deck of
two. A pointer that ends in `/-` appends, `null` deletes, `section` names another section (from 0), and `context` is
what the rule is told differently. The tests run every example, so what stands here is true.

Codes are never used twice. LG290 to LG297 are found when a model answers the questions without their keys, LG480 to
LG489 in exported files when these are read back (by `lecturegen export`, and by `lecturegen check` in `exports/`),
LG590 to LG599 are reported by the reader of notes, LG600 to LG629 by the exporters (see [exports.md](exports.md)); they
are no rules, and `lecturegen rules CODE` explains them.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's docstring, read. ``beside``: codes that the bad examples may break too."""

    code: str
    name: str
    title: str
    why: str
    known_as: tuple[str, ...]
    not_covered: str
    beside: frozenset[str]
    bad: tuple[Mapping[str, Any], ...]
    good: tuple[Mapping[str, Any], ...]
    bad_text: str
    good_text: str


def page(doc: str) -> Page:
    """Read a docstring. Raises ValueError, with what is missing."""
    head = _HEAD.fullmatch(doc.split("\n\n")[0].strip())
    if head is None:
        raise ValueError("the first line must read 'LG205 key-balanced: what is good.'")
    _, *pieces = _FIELD.split(doc)
    fields = dict(zip(pieces[::2], pieces[1::2], strict=True))
    if missing := {"Why", "Bad", "Good"} - set(fields):
        raise ValueError(f"{head[1]} lacks {sorted(missing)}")
    bad, good = (dedent(fields[name].strip("\n")).strip() for name in ("Bad", "Good"))
    return Page(
        code=head[1],
        name=head[2],
        title=head[3],
        why=_flat(fields["Why"]),
        known_as=tuple(_flat(fields.get("Also known as", "")).rstrip(".").replace(",", " ").split()),
        not_covered=_flat(fields.get("Not covered", "")),
        beside=frozenset(re.findall(r"LG\d{3}", fields.get("With", ""))),
        bad=tuple(yaml.safe_load_all(bad)),
        good=tuple(yaml.safe_load_all(good)),
        bad_text=bad,
        good_text=good,
    )


def scope_of(rule: Rule, example: Mapping[str, Any]) -> Scope:
    """Which document an example changes: some rules can be shown a plan, a draft or an assessment."""
    if len(rule.scopes) == 1:
        return rule.scopes[0]
    if Scope.PLAN in rule.scopes and any(pointer.startswith("/sections") for pointer in example):
        return Scope.PLAN
    assessed = any(pointer.startswith(("/assessment", "/objectives")) for pointer in example)
    return Scope.ASSESSMENT if assessed else Scope.DRAFT


def manual() -> str:
    """docs/rules.md: one page a rule, and the table from the names of the evidence to our codes."""
    rules = [RULES[code] for code in sorted(RULES)]
    parts = [_PREFACE, *_known_as(rules)]
    family = ""
    for rule in rules:
        if rule.code[2] != family:
            family = rule.code[2]
            parts.append(f"## {_FAMILIES[family]}\n")
        parts.append("\n".join(_page_lines(rule)))
    return "\n".join(parts)


def _known_as(rules: list[Rule]) -> Iterator[str]:
    """The table of provisional names."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for rule in rules:
        for name in page(rule.doc).known_as:
            named[name].append(f"[{rule.code} {rule.name}](#{rule.code.lower()}-{rule.name})")
    yield "## Where the evidence went\n"
    yield "The defects were first measured under other names; these are the rules that they became.\n"
    yield "| measured as | rule |\n| --- | --- |"
    yield "\n".join(f"| {name} | {', '.join(named[name])} |" for name in sorted(named)) + "\n"


def _page_lines(rule: Rule) -> Iterator[str]:
    read = page(rule.doc)
    yield f"### {rule.code} {rule.name}\n"
    yield f"{read.title[0].upper()}{read.title[1:]}\n"
    yield f"*{', '.join(_manners(rule))}; looks at {' and '.join(_LOOKS_AT[scope] for scope in rule.scopes)}.*\n"
    yield f"{read.why[0].upper()}{read.why[1:]}\n"
    if read.not_covered:
        yield f"Not covered: {read.not_covered}\n"
    if limits := LIMITS.get(rule.code):
        rows = (f"| `{limit.name}` | {limit.usual:g} | {limit.unit} |" for limit in limits.values())
        yield "\n".join(["| limit | usual | |", "| --- | --- | --- |", *rows]) + "\n"
    yield f"Bad:\n\n```yaml\n{read.bad_text}\n```\n"
    yield f"Good:\n\n```yaml\n{read.good_text}\n```\n"


def _manners(rule: Rule) -> Iterator[str]:
    yield rule.severity.value.capitalize()
    if rule.severity.value == "warning" and rule.again:
        yield "sent back once"
    if rule.mender is not None:
        yield "mends"
    if rule.english:
        yield "English only"
    if rule.needs:
        yield f"silent on files that do not say {' and '.join(sorted(rule.needs))}"
    if rule.guards:
        yield "cannot be ignored"
    if rule.residual:
        yield "silent where another rule has found an error"


def _flat(text: str) -> str:
    return " ".join(text.split())
