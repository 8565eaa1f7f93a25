"""What was taught -> questions, activities and discussion: what AssessReply holds."""

from __future__ import annotations

from typing import Any

from tests.openai_server.content.figures import NAMES, UNITS, Slots, number, seeded
from tests.openai_server.content.phrases import sentence
from tests.openai_server.content.prompt import AssessPrompt, FrameAsked, ObjectiveAsked, SlotAsked
from tests.openai_server.content.questions import KINDS, Case
from tests.openai_server.content.types import TYPES
from tests.openai_server.content.wording import task, term, thing

_STEPS = ("apply", "analyse", "evaluate", "create")
_DIFFICULTIES = ("easy", "medium", "hard")
_RECALLED = {"true_false": "understand", "short_answer": "remember", "matching": "understand"}


def assessment(asked: AssessPrompt, salt: int = 0) -> dict[str, Any]:
    """Every objective gets a question, every slot one of its type; no two single choices of a section are alike."""
    shift = number(asked.week, salt)
    questions: dict[str, list[dict[str, Any]]] = {}
    for place, slot in enumerate(asked.slots):
        questions.setdefault(slot.kind, []).append(_question(asked, place, slot, shift, salt))
    return {
        "questions": questions,
        "activities": [_other(asked, "activity", shift + step, salt) for step in (0, 1)],
        "discussion": [_other(asked, "discussion", shift + step, salt) for step in (0, 1)],
    }


def _question(asked: AssessPrompt, place: int, slot: SlotAsked, shift: int, salt: int) -> dict[str, Any]:
    goals = asked.objectives or (ObjectiveAsked("work on " + asked.title, "apply"),)
    turn, goal = divmod(place, len(goals))
    frame = goal + turn * len(goals)  # frames take the objectives in turn
    if frame >= len(asked.frames):
        frame = min(goal, len(asked.frames) - 1)
    case = Case(
        topic=term(asked.title),
        name=NAMES[(shift + 5 * asked.number + place) % len(NAMES)],
        unit=UNITS[(shift + 3 * asked.number + place) % len(UNITS)],
        task=task(goals[goal].text),
        rank=(asked.number + place) % 4,
        variant=asked.number // len(KINDS) + place + shift,
        random=seeded("question", asked.week, asked.number, asked.title, place, salt),
        taught=asked.words,
    )
    return {
        "objective": goal + 1,
        "frame": max(frame, 0) + 1,
        "bloom": _level(slot, goals[goal].bloom, place),
        "difficulty": _DIFFICULTIES[(asked.number + place) % len(_DIFFICULTIES)],
        **TYPES[slot.kind](case, shift + asked.number + place, slot.points),
    }


def _level(slot: SlotAsked, objective: str, place: int) -> str:
    if not slot.level and slot.kind in _RECALLED:
        return _RECALLED[slot.kind]
    found = objective if objective in _STEPS else _STEPS[place % 2]
    lowest = slot.level if slot.level in _STEPS else _STEPS[0]
    return max(found, lowest, key=_STEPS.index)


def _other(asked: AssessPrompt, pool: str, index: int, salt: int) -> str:
    random = seeded(pool, asked.week, asked.number, asked.title, index, salt)
    place = 2 * asked.number + index
    frame = asked.frames[index % len(asked.frames)] if asked.frames else FrameAsked(1, asked.title)
    topic = term(asked.title)
    unit, name = UNITS[place % len(UNITS)], random.choice(NAMES)
    return sentence(pool, place, Slots(random, t=topic, w=thing(frame.title, topic), u=unit, name=name))
