"""An item -> the objective that it tests, and the frame that taught it."""

from __future__ import annotations

from collections.abc import Sequence

from lecturegen.llm.offline.item import Item, Kind
from lecturegen.llm.offline.language import normal, stems
from lecturegen.schema import AssessAsk

_OTHER_GOALS = ("Compute ", "Diagnose ", "Explain ", "Choose ", "State ", "Recognise ", "Sort ", "Name ", "Tell ")


def frame_of(item: Item, taught: Sequence[str]) -> int | None:
    """Number of the frame that says what the item rests on, the planned one first."""
    evidence = normal(item.evidence)
    order = sorted(range(len(taught)), key=lambda i: (i != item.frame, i))
    return next((i + 1 for i in order if evidence in taught[i]), None)


def serves(item: Item, objective: str) -> bool:
    """Whether an objective asks for just that: in the item's own words, or as one of several terms to be defined."""
    if item.kind is Kind.TERM and not objective.startswith(_OTHER_GOALS):
        return f" {normal(item.key)} " in f" {normal(objective)} "
    if item.kind is Kind.REASON:
        return normal(item.task.removeprefix("Explain ")) in normal(objective)
    return normal(item.task) == normal(objective)


def objective_of(item: Item, ask: AssessAsk) -> int:
    """Number of the objective that an item tests: its own, else one of the same verb, else the one nearest in words."""
    for number, objective in enumerate(ask.objectives, start=1):
        if serves(item, objective.text):
            return number
    words, verb = stems(f"{item.task} {item.key} {item.given}"), item.task.split(" ", 1)[0]
    shared = [len(words & stems(o.text)) + 9 * o.text.startswith(verb) for o in ask.objectives]
    return shared.index(max(shared)) + 1 if shared else 1
