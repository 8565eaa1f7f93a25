"""What was taught -> questions, activities and discussion: what AssessReply holds."""

from __future__ import annotations

from typing import Any

from tests.openai_server.content.figures import NAMES, UNITS, Slots, number, seeded
from tests.openai_server.content.phrases import sentence
from tests.openai_server.content.prompt import AssessPrompt, FrameAsked, ObjectiveAsked, SlotAsked
from tests.openai_server.content.questions import KINDS, Case
from tests.openai_server.content.types import TYPES
from tests.openai_server.content.wording import task, term, thing

ALIKE = 0.45
"""A little below what our rule lets pass: words are counted in another way here."""
_STEPS = ("apply", "analyse", "evaluate", "create")
_DIFFICULTIES = ("easy", "medium", "hard")
_RECALLED = {"true_false": "understand", "short_answer": "remember", "matching": "understand"}


def assessment(asked: AssessPrompt, salt: int = 0) -> dict[str, Any]:
    """Every objective gets a question, every slot one of its type; no two single choices of a section are alike.

    Where earlier questions are named, each is tried in other words and numbers until it differs from all of them.
    """
    shift = number(asked.week, salt)
    questions: dict[str, list[dict[str, Any]]] = {}
    known = list(asked.earlier)
    for place, slot in enumerate(asked.slots):
        made = (
            _new(asked, place, slot, shift, salt, known)
            if asked.earlier
            else _question(asked, place, slot, shift, salt)
        )
        known.append(made["stem"])
        questions.setdefault(slot.kind, []).append(made)
    return {
        "questions": questions,
        "activities": [_other(asked, "activity", shift + step, salt) for step in (0, 1)],
        "discussion": [_other(asked, "discussion", shift + step, salt) for step in (0, 1)],
    }


def objectives(asked: AssessPrompt, salt: int = 0) -> dict[str, Any]:
    """Two things that can be done with what the section is about."""
    topic = term(asked.title)
    verbs = _verbs(asked, salt)
    texts = (f"{verbs[0]} a share for {topic}", f"{verbs[1]} two settings of {topic} by their cost")
    return {
        "objectives": [{"text": text, "bloom": bloom} for text, bloom in zip(texts, ("apply", "analyse"), strict=True)]
    }


def _verbs(asked: AssessPrompt, salt: int) -> list[str]:
    return seeded("objectives", asked.week, asked.number, salt).sample(("Compute", "Compare", "Rank", "Diagnose"), 2)


def _new(asked: AssessPrompt, place: int, slot: SlotAsked, shift: int, salt: int, known: list[str]) -> dict[str, Any]:
    """The first of sixty tries that differs enough, else the one that differs most; the only try in a new week."""
    best, least = _question(asked, place, slot, shift, salt), 2.0
    if not asked.earlier:
        return best
    for attempt in range(1, 61):
        made = _question(asked, place, slot, shift, salt, attempt)
        most = max(likeness(made["stem"], stem) for stem in known)
        if most < least:
            best, least = made, most
        if least < ALIKE:
            break
    return best


def likeness(one: str, other: str) -> float:
    """Runs of three words that two texts share, as a part of those of the shorter."""
    a, b = (_runs(text.lower().split()) for text in (one, other))
    return len(a & b) / max(1, min(len(a), len(b)))


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + 3]) for start in range(max(1, len(words) - 2))}


def _question(
    asked: AssessPrompt, place: int, slot: SlotAsked, shift: int, salt: int, attempt: int = 0
) -> dict[str, Any]:
    goals = asked.objectives or (ObjectiveAsked("work on " + asked.title, "apply"),)
    turn, goal = divmod(place, len(goals))
    if 0 < slot.objective <= len(goals):
        goal = slot.objective - 1
    frame = goal + turn * len(goals)  # frames take the objectives in turn
    if frame >= len(asked.frames):
        frame = min(goal, len(asked.frames) - 1)
    todo = task(goals[goal].text)
    case = Case(
        topic=term(asked.title),
        name=NAMES[(shift + 5 * asked.number + place + 3 * attempt) % len(NAMES)],
        unit=UNITS[(shift + 3 * asked.number + place + 2 * attempt) % len(UNITS)],
        # what is known holds the objective word for word
        task=todo if not attempt else " ".join(todo.split()[:3]),
        rank=(asked.number + place) % 4,
        variant=asked.number // len(KINDS) + place + shift + attempt,
        random=seeded("question", asked.week, asked.number, asked.title, place, salt, *([attempt] if attempt else [])),
        taught=asked.words,
    )
    return {
        "objective": goal + 1,
        "frame": max(frame, 0) + 1,
        "bloom": slot.level if slot.exact else _level(slot, goals[goal].bloom, place),
        "difficulty": _DIFFICULTIES[(asked.number + place) % len(_DIFFICULTIES)],
        **TYPES[slot.kind](case, shift + asked.number + place + attempt // 3, slot.points),
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
