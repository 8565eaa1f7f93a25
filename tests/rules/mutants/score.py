"""Plant, look, judge: was the defect found where it stands, and nothing else?"""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from lecturegen.errors import InputError
from lecturegen.rules import RULES
from lecturegen.schema import Severity
from tests.rules.mutants.base import HARMLESS, MUTATORS, Mutant, Mutator, UnfitError
from tests.rules.mutants.hosts import NAMES, Hit, host

FAMILIES = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if path.stem not in ("__init__", "__main__", "base", "hosts", "score", "speech")
)
for family in FAMILIES:
    importlib.import_module(f"tests.rules.mutants.{family}")

STRIDE = {"mining": 4}
"""Of a week that is long to look at, every so many seeds are planted."""


class Verdict(NamedTuple):
    """``missed``: what should have been found and was not. ``strays``: what was found and should not have been."""

    mutator: Mutator
    host: str
    seed: int
    mutant: Mutant
    missed: str
    strays: tuple[Hit, ...]

    def __str__(self) -> str:
        edits = "; ".join(f"{pointer or 'file'} = {str(value)[:160]!r}" for pointer, value in self.mutant.edits.items())
        found = ", ".join(f"{hit.code} at {hit.where}" for hit in self.strays)
        planted = self.mutant.words or edits[:300]
        strays = found and f"strays: {found}"
        return f"{self.mutator.name} {self.host} seed {self.seed}: {self.missed} {strays} | {planted!r}"


def judged(mutator: Mutator, name: str, seed: int) -> Verdict | None:
    """None where the defect cannot be planted in this week."""
    try:
        document = host(name).document(mutator.into)
        mutant = mutator.plant(document, Random(f"{mutator.name} {name} {seed}"))
        hits = host(name).found(mutator.into, mutant)
    except UnfitError:
        return None
    except InputError as error:
        return Verdict(mutator, name, seed, mutant, f"the files cannot be read: {error}", ())
    if not mutator.code:
        return Verdict(mutator, name, seed, mutant, "", tuple(hits))
    own = [hit for hit in hits if hit.code == mutator.code]
    here = [hit for hit in own if mutant.section is None or hit.section == mutant.section]
    missed = "" if here else f"{mutator.code} found nothing"
    if own and not here:
        missed = f"{mutator.code} found it in section {own[0].section}, not in {mutant.section}"
    if here and mutant.words and not any(_points(hit, mutant.words) for hit in here):
        missed = f"{mutator.code} points at {here[0].quoted!r}"
    strays = [hit for hit in hits if _stray(hit, mutator, mutant)]
    return Verdict(mutator, name, seed, mutant, missed, tuple(strays))


def _points(hit: Hit, words: str) -> bool:
    """Whether a finding points at the words that were planted, or at a part of them, or at the text as a whole."""
    if not hit.quoted:
        return True
    told = hit.quoted.strip()
    return (
        told in words
        or words.strip() in told
        or any(line.strip() in told for line in words.split("\n") if line.strip())
    )


def _stray(hit: Hit, mutator: Mutator, mutant: Mutant) -> bool:
    """Other errors anywhere, and the expected ones where nothing was planted."""
    if hit.code in mutator.also:
        return False
    if hit.code == mutator.code:
        return mutant.section is not None and hit.section is not None and hit.section != mutant.section
    return hit.error


def verdicts(mutators: Iterable[Mutator], names: Iterable[str], seeds: range) -> Iterator[Verdict]:
    for mutator in mutators:
        for name in names:
            for seed in seeds[:: STRIDE.get(name, 1)]:
                if verdict := judged(mutator, name, seed):
                    yield verdict


def table(seeds: range) -> str:
    """The score of every rule as markdown, and every miss and stray below it."""
    by_rule: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts(MUTATORS, NAMES, seeds):
        by_rule[verdict.mutator.code].append(verdict)
    lines = ["| rule | | planted | caught | strays |", "| --- | --- | ---: | ---: | ---: |"]
    faults = []
    for code in sorted(RULES):
        of = by_rule.get(code, [])
        caught = sum(not verdict.missed for verdict in of)
        strays = sum(bool(verdict.strays) for verdict in of)
        lines.append(f"| {code} {RULES[code].name} | {RULES[code].severity.value} | {len(of)} | {caught} | {strays} |")
        faults += [str(verdict) for verdict in of if verdict.missed or verdict.strays]
    unharmed = list(verdicts(HARMLESS, NAMES, seeds))
    alarms = [verdict for verdict in unharmed if verdict.strays or verdict.missed]
    lines.append(f"\nharmless changes: {len(unharmed)}, with a finding: {len(alarms)}")
    return "\n".join([*lines, "", *faults, *map(str, alarms)])


def needed(code: str) -> float:
    """The share that has to be caught."""
    return 1.0 if RULES[code].severity is Severity.ERROR else 0.95
