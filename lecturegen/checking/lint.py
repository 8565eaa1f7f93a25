"""A week's files -> what the rules find in them, each finding with its line.

One code path with the pipeline: the same rules, on the same documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lecturegen import rules
from lecturegen.existing.config import is_ignored
from lecturegen.existing.places import Spot
from lecturegen.existing.source import Position, Source
from lecturegen.existing.weeks import CheckedWeek
from lecturegen.rules import Scope
from lecturegen.schema import Finding, Ignore
from lecturegen.schema.remarks import remarks


class Located(NamedTuple):
    """A finding in a file. ``source_line`` is the line that it begins in, as it stands there."""

    finding: Finding
    path: Path
    start: Position
    end: Position
    source_line: str


class Silence(NamedTuple):
    """A comment that asks not to be told about ``codes`` in one section or question of a file."""

    source: Source
    start: int
    end: int
    codes: tuple[str, ...]


class Checked(NamedTuple):
    """What was found in one week, in the order of its files, and how many findings were not to be heard about."""

    found: tuple[Located, ...]
    ignored: int


def lint(week: CheckedWeek, ignores: tuple[Ignore, ...] = (), root: Path | None = None) -> Checked:
    """All findings. ``ignores`` hold for files below ``root``."""
    silences = tuple(_silences(week))
    found, ignored = [], 0
    for finding in findings(week):
        spot = week.places.find(finding.where)
        assert spot is not None
        place = _exact(spot, finding)
        if _silenced(finding.code, spot, silences) or is_ignored(finding.code, spot.source.path, ignores, root):
            ignored += 1
        else:
            found.append(_located(finding, place))
    order = {source.path: number for number, source in enumerate(week.sources)}
    found.sort(key=lambda one: (order[one.path], one.start, one.finding.code))
    return Checked(tuple(found), ignored)


def findings(week: CheckedWeek) -> Iterator[Finding]:
    """As the pipeline finds them, in the order of its scopes; where they stand is told from the week or its files."""
    for index, (section, context) in enumerate(zip(week.week.sections, week.contexts, strict=True)):
        base = f"/sections/{index}"
        scopes = [Scope.DRAFT] if section.frames else []
        scopes += [Scope.ASSESSMENT] if section.assessment else []
        for scope in scopes:
            yield from rules.check(section, scope, context, base)
    yield from rules.check(week.week, Scope.WEEK, week.context)
    yield from rules.check(week.files, Scope.FILES, week.context)
    if week.files.deck:
        yield from rules.check(week.files.deck, Scope.DECK, week.context, "/deck")


def _exact(spot: Spot, finding: Finding) -> Spot:
    """The wrong words, if the rule names them."""
    if finding.at is None:
        return spot
    start, end = finding.at
    return Spot(spot.source, spot.offset(start), spot.offset(end))


def _located(finding: Finding, spot: Spot) -> Located:
    start = spot.source.position(spot.start)
    line = spot.source.line(start.line)
    # a whole text is pointed at by its first line
    end = spot.source.position(spot.end) if finding.at else Position(start.line, len(line) + 1)
    return Located(finding, spot.source.path, start, end, line)


def _silences(week: CheckedWeek) -> Iterator[Silence]:
    """Every comment that silences, with the stretch it holds for: its question, else its section."""
    for prefix, sections in (("/script", week.files.script), ("/sheet", week.files.sheet)):
        units = [
            unit
            for index, section in enumerate(sections.sections if sections else ())
            for unit in (
                f"{prefix}/sections/{index}",
                *(f"{prefix}/sections/{index}/questions/{n}" for n in range(len(getattr(section, "questions", ())))),
            )
        ]
        spots = [spot for unit in units if (spot := week.places.exact(unit))]
        for source in {spot.source.path: spot.source for spot in spots}.values():
            starts = sorted(spot.start for spot in spots)
            sections_at = sorted(s.start for u, s in zip(units, spots, strict=True) if u.count("/") == 3)
            for remark in remarks(source.text):
                start = max((at for at in starts if at <= remark.start), default=0)
                later = sections_at if start in sections_at else starts
                end = min((at for at in later if at > remark.start), default=len(source.text))
                if remark.codes:
                    yield Silence(source, start, end, remark.codes)


def _silenced(code: str, spot: Spot, silences: tuple[Silence, ...]) -> bool:
    return any(
        code in one.codes and one.source.path == spot.source.path and one.start <= spot.start < one.end
        for one in silences
    )
