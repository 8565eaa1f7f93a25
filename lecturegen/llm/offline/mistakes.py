"""A paragraph about a mistake -> its parts: what people do, what comes of it, what to do instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.grammar import is_order
from lecturegen.llm.offline.item import PRIVATE, Item, Kind
from lecturegen.llm.offline.language import capitalised, ended, length, sentences
from lecturegen.llm.offline.predications import Names
from lecturegen.llm.offline.telling import Role
from lecturegen.questions import Bloom


@dataclass(frozen=True, slots=True)
class Mistake:
    """``habit``: what people do; ``cost``: what comes of it; ``advice``: what to do instead; either may be missing."""

    habit: str
    why: str
    cost: str
    advice: str


def mistake_of(text: str) -> Mistake | None:
    """The parts of a paragraph about a mistake."""
    parts = sentences(text)
    if len(parts) < 2 or not 5 <= length(parts[0]) <= 26 or PRIVATE.search(parts[0]):
        return None
    habit, *rest = parts
    habit = re.split(r", (?:but then|because|and then)\b", habit)[0]
    advice = ""
    last = rest[-1]
    if is_order(last) and not PRIVATE.search(last):
        advice, rest = last, rest[:-1]
    elif "; " in last and is_order(last.rpartition("; ")[2]):
        rest[-1], _, advice = last.rpartition("; ")
        advice = capitalised(advice)
    costs = [s for s in rest if length(s) >= 7 and not PRIVATE.search(s)]
    return Mistake(habit.rstrip("."), " ".join(rest), costs[-1].rstrip(".") if costs else "", advice.rstrip("."))


def mistakes_in(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    for said in frame.said:
        if said.role is Role.MISTAKE and (made := mistake_of(said.text.removeprefix(said.lead))):
            told = made.advice or made.cost
            if told:
                task = _task_of(made.habit, names)
                given = f"advice|{told}" if made.advice else f"cost|{told}"
                why = " ".join([s for s in sentences(made.why) if not PRIVATE.search(s)][:2]) or ended(told)
                ends = (made.cost, made.advice)
                yield Item(
                    Kind.MISTAKE, index, made.habit, given, made.habit, why, task, Bloom.ANALYSE, ends=ends
                )  # fmt: skip


def _task_of(habit: str, names: Names) -> str:
    if re.match(
        r"(?:most |many |some )?(?:people|teams|students|beginners|users|universities|developers)\b|the team\b",
        habit,
        re.I,
    ):
        return f"Diagnose what goes wrong when {names.clause(habit)}"
    return f"Diagnose the mistake: {names.clause(habit)}"
