"""Planted defects are found where they were planted, and nothing else is; harmless changes are let pass.

How well each rule does over more seeds: ``python -m tests.rules.mutants --seeds 40``.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from lecturegen.rules import RULES
from tests.rules.mutants.base import HARMLESS, MUTATORS, Into, Mutator
from tests.rules.mutants.hosts import NAMES, host
from tests.rules.mutants.score import Verdict, needed, verdicts

FEW, MANY = range(2), range(2, 22)
QUICK = ("sample", "chance", "tides", "types")
"""The weeks that are planted into each time; the long one is when a defect fits no other."""
FOUND = {"chance": {"LG233"}}
"""What is found in a week before anything is planted: the tests' own model asks in other words than it teaches."""
MUTATED = [pytest.param(mutator, id=mutator.name) for mutator in MUTATORS]
CHANGED = [pytest.param(mutator, id=mutator.name) for mutator in HARMLESS]


def test_every_rule_has_a_defect_that_is_planted_for_it() -> None:
    lacking = sorted(RULES.keys() - {mutator.code for mutator in MUTATORS})
    assert not lacking, f"plant one for {', '.join(lacking)}: decorate a function with @plants in tests/rules/mutants/"


def test_every_planted_defect_names_rules_that_there_are() -> None:
    assert {code for mutator in MUTATORS for code in (mutator.code, *mutator.also)} <= RULES.keys()


@pytest.mark.parametrize("name", NAMES)
def test_weeks_that_are_planted_into_are_clean(name: str) -> None:
    assert {hit.code for hit in host(name).clean()} <= FOUND.get(name, set())


def all_found(mutator: Mutator, names: tuple[str, ...], seeds: range) -> None:
    found = list(verdicts([mutator], names, seeds)) or list(verdicts([mutator], NAMES, seeds))
    assert found, "it can be planted in none of the weeks"
    strays = [str(verdict) for verdict in found if verdict.strays]
    assert not strays, "\n".join(strays)
    missed = [str(verdict) for verdict in found if verdict.missed]
    assert len(found) - len(missed) >= needed(mutator.code) * len(found), "\n".join(missed)


@pytest.mark.parametrize("mutator", MUTATED)
def test_planted_defect_is_found_in_its_place_and_no_other(mutator: Mutator) -> None:
    all_found(mutator, QUICK, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("mutator", MUTATED)
def test_planted_defect_is_found_wherever_and_however_it_is_planted(mutator: Mutator) -> None:
    all_found(mutator, NAMES, MANY)


@pytest.mark.parametrize("mutator", CHANGED)
def test_harmless_change_is_let_pass(mutator: Mutator) -> None:
    alarms = [str(verdict) for verdict in verdicts([mutator], QUICK, range(6)) if verdict.strays or verdict.missed]
    assert not alarms, "\n".join(alarms)


def test_defects_are_planted_in_first_middle_and_last_sections() -> None:
    """So that a rule that looks at one place only would be found out."""
    places: dict[str, set[int]] = defaultdict(set)
    speech = [mutator for mutator in MUTATORS if mutator.code in ("LG142", "LG156", "LG320", "LG432")]
    for verdict in verdicts(speech, ["sample"], range(16)):
        assert isinstance(verdict, Verdict)
        if verdict.mutator.into is Into.WEEK and verdict.mutant.section is not None:
            places[verdict.mutator.code].add(verdict.mutant.section)
    assert all(found == {0, 1, 2} for found in places.values()), places
