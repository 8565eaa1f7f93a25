"""docs/comparison.md: our counts beside those of an independent measurement, and a reason where they differ.

``python -m tests.rules.comparison`` prints it, ``--write`` writes it. It needs the weeks that were measured; where they
are absent there is nothing to compare. Lines are quoted by file and number.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lecturegen.checking.fixes import mended_files
from lecturegen.checking.lint import Located, lint
from lecturegen.existing.find import Bundle
from lecturegen.existing.weeks import read_texts
from lecturegen.reading.sections import load
from lecturegen.rules import RULES
from lecturegen.schema import CheckSettings, Week, WeekFiles
from tests.reading.foreign import SHARED, WEEKS
from tests.rules.reasons import DROPPED, MEASURES, Measure

PAGE = Path(__file__).parents[2] / "docs" / "comparison.md"
SETTINGS = CheckSettings()
_SECTION = re.compile(r"^(?:(?:/script|/sheet)?/sections|/deck/frames)/(\d+)")
_ITEM = re.compile(r"/(?:questions|objectives)/\d+")


@dataclass(frozen=True)
class Looked:
    """A week that was looked at: what is found in it, and what is left of that after every mend."""

    name: str
    week: Week
    after: Week
    files: tuple[WeekFiles, WeekFiles]
    found: tuple[Located, ...]
    left: tuple[Located, ...]


def bundles() -> dict[str, Bundle]:
    """The seeds, which are a week with its assessment and one without, and the measured weeks; by short name."""
    seeds = {path.name[:3]: path for path in (SHARED / "seeds").glob("00[012]*")}
    weeks = {f"d{path.parent.name[1:3]}": path for path in sorted(WEEKS.glob("*/script.md"))}
    return {
        "000": Bundle(seeds["000"], seeds["002"]),
        "001": Bundle(seeds["001"]),
        **{name: _bundle(path.parent) for name, path in weeks.items()},
    }


def _bundle(folder: Path) -> Bundle:
    return Bundle(folder / "script.md", folder / "assessment.md", folder / "slides.tex")


@cache
def looked(name: str) -> Looked:
    bundle = bundles()[name]
    before = {path: load(path) for path in bundle.paths}
    mended = mended_files(bundle, SETTINGS)
    after = before | {one.path: one.after for one in mended}
    read, again = (read_texts(bundle, texts, SETTINGS) for texts in (before, after))
    return Looked(name, read.week, again.week, (read.files, again.files), lint(read).found, lint(again).found)


def affected(found: tuple[Located, ...], measure: Measure) -> int:
    """Sections, items, frames or weeks in which a rule of ``measure`` has found something."""
    units: set[tuple[str, str]] = set()
    for one in found:
        if one.finding.code in measure.codes:
            section = _SECTION.match(one.finding.where)
            item = _ITEM.search(one.finding.where) if measure.unit == "items" else None
            here = "" if measure.unit == "weeks" else section[1] if section else ""
            units.add((here, item[0] if item else ""))
    return len(units)


@cache
def measured() -> dict[str, dict[str, int]]:
    """Week -> name of a measurement -> its count there."""
    index: dict[str, Any] = json.loads((SHARED / "corpus" / "index.json").read_text("utf-8"))
    kinds = ("script_sections_per_rule", "assessment_defects", "slides_defects")
    return {week["id"][:3]: {k: n for kind in kinds for k, n in week[kind].items()} for week in index["weeks"]}


@cache
def of_seeds() -> dict[str, int]:
    """Name of a measurement -> hits in the seeds, as the evidence tells them."""
    text = (SHARED / "design" / "rules.md").read_text("utf-8")
    rows = re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    told = {name: re.search(r"seeds: (\d+) hits in (\d+) of", row) for name, row in rows}
    # what has hits in no section is counted in weeks; the slides of the seeds are not at hand
    return {
        name: int(hits[1] if hits[2] == "0" or name[0] != "S" else hits[2])
        for name, hits in told.items()
        if hits and (name[0] != "T" or name.startswith("T02")) and not name.startswith("S44")
    }


def names() -> list[str]:
    """Every measurement that there is, in the order of its family and number."""
    known = {name for week in measured().values() for name in week} | set(of_seeds())
    return sorted(known, key=lambda name: ("SWAXTO".index(name[0]), name))


def page() -> str:
    return "\n".join([*_head(), *_table(), "", *_differences(), *_dropped(), *_left()]) + "\n"


def _head() -> Iterator[str]:
    yield """\
# Our counts beside an independent measurement's

<!-- Written by tests/rules/comparison.py; change that, or the reasons in tests/rules/reasons.py. -->

Twelve machine-written weeks were measured before our rules were written, with word lists of its own (d01 to d12); two
more scripts and one assessment came with counts as well (000, 001, 002). Here every name of that measurement stands
beside the rules that it became, counted in the same unit: sections, items (questions or objectives), frames (slides) or
weeks in which something is found. Where the counts differ, the reason is given below, with lines by file and number
(`s` is script.md, `a` is assessment.md, `t` is slides.tex). Neither is the truth: some of the differences are the
measurement's errors, some are ours. Where a reason names no line it was told from the two definitions.
"""


def _table() -> Iterator[str]:
    yield "| measured as | rules | unit | measured | ours | seeds | ours |"
    yield "| --- | --- | --- | ---: | ---: | ---: | ---: |"
    for name in names():
        if measure := MEASURES.get(name):
            told = sum(week.get(name, 0) for week in measured().values())
            ours = sum(affected(looked(week).found, measure) for week in measured())
            seeds = sum(affected(looked(week).found, measure) for week in ("000", "001"))
            both = (of_seeds()[name], seeds) if name in of_seeds() else ("–", "–")
            row = (name, ", ".join(measure.codes), measure.unit, told, ours, *both)
            yield f"| {' | '.join(map(str, row))} |"


def differs(name: str, measure: Measure) -> bool:
    """Whether the counts of any single week, or of the seeds, are not the same."""
    weeks = any(affected(looked(week).found, measure) != told.get(name, 0) for week, told in measured().items())
    seeds = sum(affected(looked(week).found, measure) for week in ("000", "001"))
    return weeks or seeds != of_seeds().get(name, seeds)


def _differences() -> Iterator[str]:
    yield "## Where the counts differ\n"
    for name in names():
        measure = MEASURES.get(name)
        if measure and differs(name, measure):
            weeks = {
                week: (told.get(name, 0), affected(looked(week).found, measure)) for week, told in measured().items()
            }
            told = ", ".join(f"{week} {one}/{other}" for week, (one, other) in weeks.items() if one != other)
            yield f"**{name}** ({told or 'the seeds only'}). {measure.why or 'NOT EXPLAINED'}\n"


def _dropped() -> Iterator[str]:
    yield "## What became no rule\n"
    for name, why in DROPPED.items():
        yield f"- {name}: {why}"
    yield ""


def _left() -> Iterator[str]:
    """What `check --fix` leaves, by code."""
    yield "## What `check --fix` leaves\n"
    yield "Findings in the fourteen weeks before and after every safe mend, of the rules that mend or are errors.\n"
    yield "| rule | severity | mends | before | after | sections after |"
    yield "| --- | --- | --- | ---: | ---: | --- |"
    before, after = Counter[str](), Counter[str]()
    where: defaultdict[str, set[str]] = defaultdict(set)
    for name in bundles():
        before.update(one.finding.code for one in looked(name).found)
        for one in looked(name).left:
            after[one.finding.code] += 1
            section = _SECTION.match(one.finding.where)
            where[one.finding.code].add(f"{name}.{int(section[1]) + 1}" if section else name)
    for code in sorted(before | after):
        rule = RULES[code]
        if rule.mender or rule.severity.value == "error":
            places = ", ".join(sorted(where[code])) if len(where[code]) <= 12 else f"{len(where[code])} sections"
            mends = "yes" if rule.mender else ""
            row = (f"{code} {rule.name}", rule.severity.value, mends, before[code], after[code], places)
            yield f"| {' | '.join(map(str, row))} |"


def unexplained() -> list[str]:
    """Names that no rule and no reason stands beside, and differences without one."""
    lacking = [name for name in names() if name not in MEASURES and name not in DROPPED]
    return lacking + [name for name, one in MEASURES.items() if not one.why and differs(name, one)]


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), "utf-8")
    else:
        sys.stdout.write(page())
