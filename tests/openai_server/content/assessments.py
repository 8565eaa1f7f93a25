"""What was taught -> questions, activities and discussion: what AssessReply holds."""

from __future__ import annotations

from typing import Any

from tests.openai_server.content.figures import NAMES, UNITS, Slots, number, seeded
from tests.openai_server.content.phrases import sentence
from tests.openai_server.content.prompt import AssessPrompt, FrameAsked, ObjectiveAsked
from tests.openai_server.content.questions import KINDS, Case
from tests.openai_server.content.wording import task, term, thing

_STEPS = ("apply", "analyse", "evaluate")
_DIFFICULTIES = ("easy", "medium", "hard")


def assessment(asked: AssessPrompt, salt: int = 0) -> dict[str, Any]:
    """Every objective gets a question, no two of a section are of one kind."""
    shift = number(asked.week, salt)
    return {
        "questions": [_question(asked, place, shift, salt) for place in range(asked.questions)],
        "activities": [_other(asked, "activity", shift + step, salt) for step in (0, 1)],
        "discussion": [_other(asked, "discussion", shift + step, salt) for step in (0, 1)],
    }


def _question(asked: AssessPrompt, place: int, shift: int, salt: int) -> dict[str, Any]:
    goals = asked.objectives or (ObjectiveAsked("work on " + asked.title, "apply"),)
    turn, goal = divmod(place, len(goals))
    frame = goal + turn * len(goals)  # frames take the objectives in turn
    if frame >= len(asked.frames):
        frame = min(goal, len(asked.frames) - 1)
    random = seeded("question", asked, place, salt)
    case = Case(
        topic=term(asked.title),
        name=NAMES[(shift + 5 * asked.number + place) % len(NAMES)],
        unit=UNITS[(shift + 3 * asked.number + place) % len(UNITS)],
        task=task(goals[goal].text),
        rank=(asked.number + place) % 4,
        variant=asked.number // len(KINDS) + place + shift,
        random=random,
    )
    made = KINDS[(shift + asked.number + place) % len(KINDS)](case)
    bloom = goals[goal].bloom
    return {
        "objective": goal + 1,
        "frame": max(frame, 0) + 1,
        "bloom": bloom if bloom in _STEPS else _STEPS[place % 2],
        "difficulty": _DIFFICULTIES[(asked.number + place) % len(_DIFFICULTIES)],
        **made,
    }


def _other(asked: AssessPrompt, pool: str, index: int, salt: int) -> str:
    random = seeded(pool, asked, index, salt)
    place = 2 * asked.number + index
    frame = asked.frames[index % len(asked.frames)] if asked.frames else FrameAsked(1, asked.title)
    topic = term(asked.title)
    unit, name = UNITS[place % len(UNITS)], random.choice(NAMES)
    return sentence(pool, place, Slots(random, t=topic, w=thing(frame.title, topic), u=unit, name=name))
