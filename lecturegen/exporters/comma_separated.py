"""Week -> assessment.csv: one question a row, with everything, for spreadsheets and for whatever reads tables.

Texts stay markdown. ``key`` holds numbers of options, parted by spaces: the right ones; for a matching, the response
of each premise; for an ordering, the steps in their order. A text that a spreadsheet would calculate has an apostrophe
before it, and so has one that begins with an apostrophe (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from lecturegen.exporters._base import Exported, Wishes, exporter
from lecturegen.exporters._items import Item, choices, items
from lecturegen.exporters._losses import Losses
from lecturegen.questions import (
    Criterion,
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.schema import Week

_ALWAYS = (
    "section", "number", "id", "type", "points", "bloom", "difficulty", "objective", "stem", "key", "tolerance", "unit",
    "scoring", "explanation",
)  # fmt: skip
_NUMBERED = ("option", "rationale", "variant", "premise", "criterion")
_CALCULATED = re.compile(r"[=+\-@\t\r']")
_NUMBER = re.compile(r"-?[0-9.]+")


@exporter("csv")
def export(week: Week, wishes: Wishes) -> Exported:
    losses = Losses("csv")
    rows = [dict(_cells(item)) for item in items(week, losses, markdown=True)]
    if not rows:
        return Exported({}, losses.findings())
    columns = [*_ALWAYS, *_numbered(set().union(*rows))]
    written = io.StringIO()
    table = csv.DictWriter(written, columns, restval="")
    table.writeheader()
    table.writerows({name: _safe(text) for name, text in row.items()} for row in rows)
    # Excel takes a file for UTF-8 only if it begins with this mark
    return Exported({"assessment.csv": written.getvalue().encode("utf-8-sig")}, losses.findings())


def _numbered(names: set[str]) -> Iterator[str]:
    for family in _NUMBERED:
        yield from sorted((one for one in names if one.startswith(f"{family} ")), key=lambda one: int(one.split()[1]))


def _safe(text: str) -> str:
    return f"'{text}" if _CALCULATED.match(text) and not _NUMBER.fullmatch(text) else text


def _cells(item: Item) -> Iterator[tuple[str, str]]:
    question = item.question
    yield "section", item.section.title
    yield "number", item.place.label
    yield "id", question.id
    yield "type", question.kind
    yield "points", str(question.points)
    yield "bloom", question.bloom.value if question.bloom else ""
    yield "difficulty", question.difficulty.value
    yield "objective", item.objective
    yield "stem", question.stem
    yield "explanation", question.explanation
    yield from _own_cells(item)


def _own_cells(item: Item) -> Iterator[tuple[str, str]]:
    match item.question:
        case SingleChoice():
            yield from _options(item)
        case MultipleChoice(scoring=scoring):
            yield "scoring", scoring.value
            yield from _options(item)
        case TrueFalse(answer=truth):
            yield "key", "true" if truth else "false"
        case Numeric(answer=answer, tolerance=tolerance, unit=unit):
            yield "key", f"{answer:f}"
            yield "tolerance", f"{tolerance:f}"
            yield "unit", unit
        case ShortAnswer(answer=answer, variants=variants):
            yield "key", answer
            yield from _numbers("variant", variants)
        case Essay(rubric=criteria):
            yield from _numbers("criterion", tuple(map(_criterion, criteria)))
        case Matching(pairs=pairs):
            yield "key", " ".join(str(item.shown.index(pair.response) + 1) for pair in pairs)
            yield from _numbers("premise", tuple(pair.premise for pair in pairs))
            yield from _numbers("option", item.shown)
        case Ordering(steps=steps):
            yield "key", " ".join(str(item.shown.index(step) + 1) for step in steps)
            yield from _numbers("option", item.shown)
        case unknown:
            raise TypeError(f"assessment.csv has no form for {unknown.kind} questions; give {__name__} one")


def _options(item: Item) -> Iterator[tuple[str, str]]:
    told = choices(item)
    yield "key", " ".join(str(number) for number, choice in enumerate(told, start=1) if choice.right)
    yield from _numbers("option", tuple(choice.text for choice in told))
    yield from _numbers("rationale", tuple(choice.rationale for choice in told))


def _numbers(family: str, texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((f"{family} {number}", text) for number, text in enumerate(texts, start=1))


def _criterion(criterion: Criterion) -> str:
    return "\n".join([criterion.text, *(f"{level.points}: {level.text}" for level in criterion.levels)])
