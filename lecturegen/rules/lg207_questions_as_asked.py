"""LG207 questions-as-asked: a section has the questions that were asked for, at their levels and with their points.

Why: a course file says what a quiz is to be, and forms A and B of it are fair only if they are alike. Models drift to
what is easy to write: single choice, at Remember. Where a section holds nothing for a type, the one that may stand in
for it is as good.

Not covered: questions that nobody asked for, which LG200 bounds; a section arranged from notes, which hold what they
hold.

Bad:
    context: {slots: [{kind: single-choice}, {kind: numeric}]}
    ---
    context: {slots: [{kind: numeric, instead: essay}]}
    ---
    context: {slots: [{kind: single-choice, level: create}]}
    ---
    asked: [essay]
    context: {slots: [{kind: essay, points: 40}]}
Good:
    context: {slots: [{kind: single-choice, level: apply}, {kind: numeric, instead: single-choice}]}
    ---
    context: {slots: [{kind: numeric}], offline: true}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lecturegen.questions import Essay
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import Item, items
from lecturegen.schema import Section, Severity, Slot


@rule("LG207", "questions-as-asked", Severity.WARNING, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    if context.offline:
        return
    for slot, item in _filled(context.slots, list(items(section))):
        if item is None:
            wanted = _wanted(slot)
            yield Found("/assessment/questions", f"a question is missing: {wanted} was asked for", f"write {wanted}")
            continue
        where, question = item
        if slot.level and question.bloom and question.bloom.rank < slot.level.rank:
            message = f"this asks to {question.bloom}, and {slot.level} or above was asked for"
            fix = "give a case that was not shown, numbers, an output to diagnose or a choice with consequences"
            yield Found(f"{where}/bloom", message, fix)
        if isinstance(question, Essay) and question.points != slot.points:
            message = f"the best levels of the rubric make {question.points} points, not {slot.points}"
            yield Found(f"{where}/rubric", message, f"share out {slot.points} points among the criteria")


def _filled(slots: Sequence[Slot], left: list[Item]) -> Iterator[tuple[Slot, Item | None]]:
    """Each slot with the question that fills it; the highest levels get the highest that there are."""
    ranked = sorted(slots, key=lambda slot: -(slot.level.rank if slot.level else -1))
    left.sort(key=lambda item: -(item.question.bloom.rank if item.question.bloom else -1))
    filled: dict[int, Item] = {}
    for stands_in in (False, True):
        for number, slot in enumerate(ranked):
            kind = slot.instead if stands_in else slot.kind
            found = next((item for item in left if item.question.kind == kind), None)
            if number not in filled and found:
                filled[number] = found
                left.remove(found)
    for number, slot in enumerate(ranked):
        yield slot, filled.get(number)


def _wanted(slot: Slot) -> str:
    at = f" at {slot.level} or above" if slot.level else ""
    other = f" (or {_named(slot.instead)})" if slot.instead else ""
    return f"{_named(slot.kind)}{other}{at}"


def _named(kind: str) -> str:
    return f"one {kind.replace('-', ' ')}"
