"""Weeks and files of questions -> entries for the bank, with the flaws that the rules find in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lecturegen import rules
from lecturegen.bank.entry import Entry, Origin
from lecturegen.bank.quiz import to_week
from lecturegen.bank.store import Item
from lecturegen.errors import DocumentError, InputError
from lecturegen.existing.config import config_for
from lecturegen.existing.find import find
from lecturegen.existing.findings import findings_in
from lecturegen.existing.weeks import read_week
from lecturegen.reading.gift import load_gift
from lecturegen.rules import Context, Known, Scope
from lecturegen.schema import CheckSettings, Finding, Week

GIFT = (".gift", ".txt")
_ITEM = re.compile(r"/sections/(\d+)/assessment/questions/(\d+)\b")


def entries_of(week: Week, findings: Iterable[Finding], source: str, origin: Origin = Origin.MADE) -> Iterator[Entry]:
    """Of every question of a week. ``findings``: what is known of the week, as in its report."""
    flaws = defaultdict[tuple[int, int], set[str]](set)
    for finding in findings:
        if place := _ITEM.match(finding.where):
            flaws[int(place[1]), int(place[2])].add(finding.code)
    for at, section in enumerate(week.sections):
        objectives = {objective.id: objective.text for objective in section.objectives}
        for number, question in enumerate(section.assessment.questions if section.assessment else ()):
            yield Entry(
                question=question, objective=objectives.get(question.objective, ""), section=section.title,
                week=week.number, number=at + 1, language=week.language, origin=origin, source=source,
                flaws=tuple(sorted(flaws[at, number])),
            )  # fmt: skip


def read_weeks(paths: Sequence[str], origin: Origin) -> Iterator[Entry]:
    """Of every week that ``paths`` name, ours or foreign. Raises InputError for the first that cannot be read."""
    bundles, problems = find(paths)
    if problems:
        raise DocumentError(*problems)
    for bundle in bundles:
        if bundle.sheet:
            read = read_week(bundle, config_for(bundle.folder.resolve()).settings)
            yield from entries_of(read.week, findings_in(read), str(bundle.sheet), origin)


def read_gift_file(path: Path, settings: CheckSettings) -> Iterator[Entry]:
    """Of every question of a GIFT file; its categories are the sections. Raises DocumentError, CourseError."""
    read = load_gift(path)
    bare = [
        Entry(question=one.question, section=one.category, language=settings.language, source=str(path)) for one in read
    ]
    week = to_week([Item(entry) for entry in bare], path.stem)
    context = Context(language=settings.language, unknown=frozenset(Known), filed=True)
    found = [
        finding.model_copy(update={"where": f"/sections/{place}{finding.where}"})
        for place, section in enumerate(week.sections)
        for finding in rules.check(section, Scope.ASSESSMENT, context)
    ]
    checked = entries_of(week, found, str(path), Origin.IMPORTED)
    for entry, before in zip(checked, bare, strict=True):
        yield before.model_copy(update={"flaws": entry.flaws, "origin": Origin.IMPORTED})


def read_any(paths: Sequence[str]) -> list[Entry]:
    """A person's own questions, from GIFT files and from assessments in our grammar. Raises InputError."""
    entries: list[Entry] = []
    problems: list[InputError] = []
    for path in paths:
        try:
            if Path(path).suffix.lower() in GIFT and not _is_ours(Path(path)):
                entries += read_gift_file(Path(path), config_for(Path(path).resolve().parent).settings)
            else:
                entries += read_weeks([path], Origin.IMPORTED)
        except InputError as error:
            problems.append(error)
    if problems:
        raise DocumentError(*(problem for error in problems for problem in error.problems))
    return entries


def _is_ours(path: Path) -> bool:
    """Whether a text file is one of our documents under another name."""
    try:
        with path.open("rb") as file:
            return file.readline(100).startswith((b"# Assessment: ", b"# Slides Script: "))
    except OSError:
        return False
