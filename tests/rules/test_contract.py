"""What every rule owes: a page that can be read, and examples that are true. New rules are covered by being there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from sys import modules
from typing import Any

import pytest

from lecturegen import rules
from lecturegen.rules import RULES, Rule, TextRule
from lecturegen.rules._manual import manual, page, scope_of
from lecturegen.rules._sample import Case, laid_over
from lecturegen.schema import Finding, Severity

Example = Mapping[str, Any]
ROOT = Path(__file__).parents[2]
QUOTED = re.compile(r"(?<!\w)'(.+?)'(?!\w)|\"(.+?)\"")
NEAR = 40
"""Characters beside the words themselves that a message may quote, so that one sees where they stand."""


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{number}")
        for rule in RULES.values()
        for number, example in enumerate(getattr(page(rule.doc), kind), start=1)
    ]


def shown(rule: Rule, example: Example) -> tuple[Case, tuple[Finding, ...]]:
    case = laid_over(scope_of(rule, example), example)
    return case, rules.check(case.document, case.scope, case.context)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES.values()])
def test_page_names_the_rule_it_stands_over(rule: Rule) -> None:
    read = page(rule.doc)
    module = modules[rule.check.__module__]
    file = Path(str(module.__file__)).stem
    assert (read.code, read.name) == (rule.code, rule.name)
    assert file == f"{rule.code}_{rule.name}".lower().replace("-", "_")
    assert read.bad
    assert read.good


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_bad_example_makes_this_rule_fire_and_no_other_error(rule: Rule, example: Example) -> None:
    _, found = shown(rule, example)
    errors = {finding.code for finding in found if finding.severity is Severity.ERROR}
    assert rule.code in {finding.code for finding in found}
    assert errors <= {rule.code} | page(rule.doc).beside, found


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_good_example_is_quiet(rule: Rule, example: Example) -> None:
    _, found = shown(rule, example)
    assert rule.code not in {finding.code for finding in found}, found
    assert not [finding for finding in found if finding.severity is Severity.ERROR], found


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_finding_points_into_the_document_and_says_what_to_do(rule: Rule, example: Example) -> None:
    case, found = shown(rule, example)
    plain = case.document.model_dump(mode="json")
    for finding in found:
        node = plain
        for part in finding.where.split("/")[1:]:
            node = node[int(part)] if isinstance(node, list) else node[part]
        if finding.at is not None:
            assert isinstance(node, str), finding
            points_to_the_words(node, finding)
        assert finding.message
        assert finding.fix
        assert len(finding.message.split()) < 60, finding.message


def points_to_the_words(text: str, finding: Finding) -> None:
    """``at`` is a piece of ``text``, and what the message quotes stands there, or begins or ends there."""
    assert finding.at is not None
    start, end = finding.at
    assert 0 <= start < end <= len(text), finding
    there = " ".join(text[max(0, start - NEAR) : end + NEAR].split())
    quotes = [quote.removesuffix(" …") for pair in QUOTED.findall(finding.message) for quote in pair if quote]
    known = [quote for quote in quotes if " ".join(quote.split()) in " ".join(text.split())]
    assert all(" ".join(quote.split()) in there for quote in known), finding


@pytest.mark.parametrize("rule", [pytest.param(r, id=r.code) for r in RULES.values() if r.mender])
def test_rule_that_mends_mends_one_of_its_bad_examples(rule: Rule) -> None:
    left = []
    for example in page(rule.doc).bad:
        case = laid_over(scope_of(rule, example), example)
        mended = rule.mended(case.document, case.scope, case.context)
        left.append(rule.code in {finding.code for finding in rules.check(mended, case.scope, case.context)})
    assert not all(left)


def test_codes_belong_to_a_family_and_leave_the_reader_of_notes_its_own() -> None:
    numbers = [int(code.removeprefix("LG")) for code in RULES]
    assert all(100 <= number < 590 for number in numbers)


def test_manual_in_docs_is_what_the_rules_say() -> None:
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert written == manual(), "run `lecturegen rules --write`"


@pytest.mark.parametrize(
    ("doc", "fault"),
    [
        ("LG999 no-title\n\nWhy: x.", "the first line"),
        ("LG999 a-rule: all is well.\n\nWhy: x.\n\nBad:\n    /a: 1", "lacks ['Good']"),
    ],
)
def test_page_that_lacks_something_says_what(doc: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault.replace("[", r"\[").replace("]", r"\]")):
        page(doc)


SIGNED = [rule for rule in RULES.values() if isinstance(rule, TextRule) and rule.signs]


def spoken_faults() -> list[Case]:
    """Every text that any page calls bad, in the places where such texts stand."""
    shown = [laid_over(scope_of(rule, example), example) for rule in RULES.values() for example in page(rule.doc).bad]
    return [case for case in shown if case.scope in {scope for rule in SIGNED for scope in rule.scopes}]


def test_signs_spare_a_rule_nothing_that_it_would_find_or_mend() -> None:
    cases = spoken_faults()
    for rule in SIGNED:
        assert all(sign == sign.lower() and "\n" not in sign for sign in rule.signs), rule.code
        shown_all = replace(rule, signs=())
        for case in cases:
            given = case.document, case.scope, case.context
            if case.scope in rule.scopes:
                assert list(rule.find(*given)) == list(shown_all.find(*given)), rule.code
                assert rule.mended(*given) == shown_all.mended(*given), rule.code
