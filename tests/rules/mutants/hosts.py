"""The clean weeks: whole documents of the pipeline, and files as `lecturegen check` reads them.

sample: the week that the manual's examples are laid over. mining: the committed week of the example course. chance: a
week that the pipeline makes while the test runs. tides: a good week of somebody else, in the marks that foreign files
have. types: the sample with a question of every type in its second section.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from lecturegen import rules
from lecturegen.checking.lint import Checked, lint
from lecturegen.existing.find import Bundle
from lecturegen.existing.weeks import CheckedWeek, read_texts
from lecturegen.reading.sections import load
from lecturegen.rules import Context, Scope
from lecturegen.rules._sample import laid_over, overlaid, sample_context, sample_plan, sample_questions
from lecturegen.schema import CheckSettings, Finding, Plan, Policy, RuleSetting, Section, Severity, Week
from lecturegen.stages.plan_file import load_plan
from tests.command import made, make_week
from tests.openai_server.server import running
from tests.rules.mutants.base import Into, Mutant, UnfitError

ROOT = Path(__file__).parents[3]
MINING = ROOT / "outputs" / "data-mining" / "week-10"
TIDES = Path(__file__).parent / "tides"
_SECTION = re.compile(r"^(?:(?:/script|/sheet)?/sections|/deck/frames)/(\d+)")


class Hit(NamedTuple):
    """A finding. ``quoted``: the words it points at, empty if it points at a whole text. ``section``: its index."""

    code: str
    error: bool
    section: int | None
    where: str
    quoted: str
    text: str


def new(hits: list[Hit], known: list[Hit]) -> list[Hit]:
    """Those that were not there before."""
    left = Counter((hit.code, hit.where) for hit in known)
    found = []
    for hit in hits:
        if left[hit.code, hit.where] > 0:
            left[hit.code, hit.where] -= 1
        else:
            found.append(hit)
    return found


@dataclass(frozen=True)
class Documents:
    """A week of ours, and its plan: what the pipeline hands to the rules."""

    name: str
    plan: Plan
    week: Week
    contexts: tuple[Context, ...]

    def document(self, into: Into) -> Any:
        if into in (Into.SCRIPT, Into.SHEET, Into.DECK):
            raise UnfitError
        return self.plan if into is Into.PLAN else self.week

    def found(self, into: Into, mutant: Mutant) -> list[Hit]:
        """What the rules find in the mutant, and did not find before."""
        document = self.document(into)
        plain = document.model_dump(mode="json")
        for pointer, value in mutant.edits.items():
            plain = overlaid(plain, pointer, value)
        changed = type(document).model_validate(plain)
        known = () if mutant.told or into is Into.PLAN else self.week.sections
        return new(list(_hits(self, changed, dict(mutant.told), known)), self.clean())

    def clean(self) -> list[Hit]:
        return _clean(self.name)


def _hits(
    host: Documents, document: Plan | Week, told: dict[str, Any], known: tuple[Section, ...] = ()
) -> Iterator[Hit]:
    """A section that is the same as it is ``known`` is not looked at again: rules see nothing else."""
    if isinstance(document, Plan):
        yield from _hits_of(document, rules.check(document, Scope.PLAN, replace(host.contexts[0], **told)), "")
        return
    for index, (section, context) in enumerate(zip(document.sections, host.contexts, strict=True)):
        if index < len(known) and section == known[index]:
            continue
        for scope in (Scope.DRAFT, Scope.ASSESSMENT):
            yield from _hits_of(section, rules.check(section, scope, replace(context, **told)), f"/sections/{index}")
    yield from _hits_of(document, rules.check(document, Scope.WEEK, replace(host.contexts[0], **told)), "")


def _hits_of(document: Plan | Week | Section, findings: tuple[Finding, ...], base: str) -> Iterator[Hit]:
    if not findings:
        return
    plain = document.model_dump(mode="json")
    for finding in findings:
        node = plain
        for part in finding.where.split("/")[1:]:
            node = node[int(part)] if isinstance(node, list) else node[part]
        text = node if isinstance(node, str) else ""
        yield _hit(finding, base + finding.where, text, text[slice(*finding.at)] if finding.at else "")


def _hit(finding: Finding, where: str, text: str, quoted: str) -> Hit:
    section = _SECTION.match(where)
    error = finding.severity is Severity.ERROR
    return Hit(finding.code, error, int(section[1]) if section else None, where, quoted, text)


@dataclass(frozen=True)
class Files:
    """A week as it lies in a folder."""

    name: str
    bundle: Bundle

    @property
    def texts(self) -> dict[Path, str]:
        return {path: load(path) for path in self.bundle.paths}

    def path(self, into: Into) -> Path | None:
        bundle = self.bundle
        return {Into.SCRIPT: bundle.script, Into.SHEET: bundle.sheet, Into.DECK: bundle.deck}.get(into)

    def document(self, into: Into) -> Any:
        if into is Into.WEEK:
            return _read(self.name).week
        path = self.path(into)
        if path is None:
            raise UnfitError
        return self.texts[path]

    def found(self, into: Into, mutant: Mutant) -> list[Hit]:
        if mutant.told:
            raise UnfitError
        texts = self.texts
        if into is Into.WEEK:
            read = _read(self.name)
            spots = {pointer: read.places.exact(pointer) for pointer in mutant.edits}
            if not all(spot and spot.text for spot in spots.values()):
                raise UnfitError
            # number, tolerance and unit are one text of the file, which no edit of one of them replaces
            if any(spot and pointer.endswith(_IN_A_KEY) and "±" in spot.text for pointer, spot in spots.items()):
                raise UnfitError
            ordered = sorted(((s, p) for p, s in spots.items() if s), key=lambda pair: -pair[0].start)
            for spot, pointer in ordered:
                path, text = spot.source.path, texts[spot.source.path]
                if not isinstance(mutant.edits[pointer], str):
                    raise UnfitError
                texts[path] = text[: spot.start] + mutant.edits[pointer] + text[spot.end :]
        else:
            changed = self.path(into)
            assert changed is not None
            texts[changed] = mutant.edits[""]
        week = read_texts(self.bundle, texts, CheckSettings())
        return new(list(_located(week, lint(week))), self.clean())

    def clean(self) -> list[Hit]:
        return _clean(self.name)


def _located(week: CheckedWeek, checked: Checked) -> Iterator[Hit]:
    for one in checked.found:
        spot = week.places.find(one.finding.where)
        text = spot.text if spot else ""
        yield _hit(one.finding, one.finding.where, text, text[slice(*one.finding.at)] if one.finding.at else "")


_IN_A_KEY = ("/answer", "/tolerance", "/unit")

Host = Documents | Files
NAMES = ("sample", "chance", "mining", "tides", "types")


@cache
def host(name: str) -> Host:
    if name == "sample":
        return _sample(name, [])
    if name == "types":
        return _sample(name, list(sample_questions()))
    if name == "chance":
        return _made()
    folder = MINING if name == "mining" else TIDES
    deck = folder / "slides.tex"
    return Files(name, Bundle(folder / "script.md", folder / "assessment.md", deck if deck.exists() else None))


@cache
def _read(name: str) -> CheckedWeek:
    files = host(name)
    assert isinstance(files, Files)
    return read_texts(files.bundle, files.texts, CheckSettings())


@cache
def _clean(name: str) -> list[Hit]:
    one = host(name)
    if isinstance(one, Files):
        return list(_located(_read(name), lint(_read(name))))
    return [*_hits(one, one.plan, {}), *_hits(one, one.week, {})]


def _sample(name: str, asked: list[str]) -> Documents:
    """With questions of these types in its second section, some defects of which are questions more."""
    week = laid_over(Scope.WEEK, {"asked": asked}).document
    first, second, last = (sample_context(index) for index in range(3))
    many = Policy(rules={"LG200": RuleSetting(limits={"most": 13})}) if asked else Policy()
    return Documents(name, sample_plan(), week, (first, replace(second, policy=many), last))


def _made() -> Documents:
    """What the pipeline makes of three topics with the tests' own model."""
    with TemporaryDirectory() as folder, running() as server:
        make_week(server, Path(folder))
        path = made(Path(folder))
        read = read_texts(*_bundle(path), CheckSettings())
        contexts = tuple(replace(context, filed=False) for context in read.contexts)
        return Documents("chance", load_plan(path / "plan.yaml"), read.week, contexts)


def _bundle(path: Path) -> tuple[Bundle, dict[Path, str]]:
    bundle = Bundle(path / "script.md", path / "assessment.md")
    return bundle, {one: load(one) for one in bundle.paths}
