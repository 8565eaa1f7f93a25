"""Faults inside a reply that is good JSON: the wrong shape, and what no finished file may hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.openai_server.asked import Asked
from tests.openai_server.faults._base import Effect, fault
from tests.openai_server.reply import Reply

_UNITS = ("sections", "frames", "questions")  # what a plan, a draft and an assessment are lists of
_PROSE = {"sections": "leaves_open", "frames": "script", "questions": "explanation"}  # a text of each
_MAKES = {
    "single_choice": "distractors", "multiple_choice": "answers", "true_false": "answer", "short_answer": "variants",
    "numeric": "answer", "matching": "pairs", "ordering": "steps", "essay": "rubric",
}  # fmt: skip
_QUOTE = "words that nobody ever wrote into these notes"

Damage = Callable[[dict[str, Any], Asked], bool]


def _damage(name: str) -> Callable[[Damage], Effect]:
    """Enter a function that spoils the parsed reply in place and says whether it could."""

    def enter(damage: Damage) -> Effect:
        def effect(reply: Reply, asked: Asked) -> Reply:
            try:
                document = json.loads(reply.content or "")
            except ValueError:
                return reply
            # answers to a sheet of questions have no units, and no text to spoil
            if not any(name in document for name in _UNITS) or not damage(document, asked):
                return reply
            return replace(reply, content=json.dumps(document, ensure_ascii=False))

        effect.__doc__ = damage.__doc__
        return fault(name)(effect)

    return enter


def _units(document: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """What the reply is a list of; of questions the first type that there are any of."""
    name = next(name for name in _UNITS if name in document)
    units = document[name]
    return name, next(filter(None, units.values()), []) if isinstance(units, dict) else units


def _rewrite(document: dict[str, Any], change: Callable[[str], str], **fields: str) -> bool:
    """Change one text of the first unit: ``fields`` names it per kind of unit; kinds not named are left alone."""
    name, units = _units(document)
    if name not in fields or not units:
        return False
    units[0][fields[name]] = change(units[0][fields[name]])
    return True


@_damage("wrong-schema")
def _(document: dict[str, Any], asked: Asked) -> bool:
    """one field missing, one too many"""
    name, units = _units(document)
    del units[0][_PROSE[name]]
    units[0]["confidence"] = 0.93
    return True


@_damage("wrong-count")
def _(document: dict[str, Any], asked: Asked) -> bool:
    """the right schema, but one section, frame or question too few"""
    _units(document)[1].pop()
    return True


@_damage("preamble")
def _(document: dict[str, Any], asked: Asked) -> bool:
    """draft: the first script begins with a paragraph "Certainly! Here's a comprehensive speaking script …" """
    preamble = "Certainly! Here's a comprehensive speaking script for your slide that addresses your requirements."
    return _rewrite(document, lambda text: f"{preamble}\n\n{text}", frames="script")


@_damage("placeholder")
def _(document: dict[str, Any], asked: Asked) -> bool:
    """`[Insert example here]` in the first script, stem, or question left open"""
    return _rewrite(
        document,
        lambda text: f"[Insert example here] {text}",
        frames="script",
        questions="stem",
        sections="leaves_open",
    )


@_damage("mojibake")
def _(document: dict[str, Any], asked: Asked) -> bool:
    """â€™ where an apostrophe was: text decoded with the wrong code page"""
    return _rewrite(
        document, lambda text: f"{text} That isnâ€™t the count youâ€™d expect, because it’s halved.", **_PROSE
    )


@_damage("marked-words")
def _(document: dict[str, Any], asked: Asked) -> bool:
    """draft: the first script is full of crucial, delve, comprehensive and their like"""
    praise = (
        "Let's delve into this fascinating journey! It's important to explore these crucial, comprehensive and "
        "robust insights, not only to unlock their essential power but also to enhance and leverage them."
    )
    return _rewrite(document, lambda text: f"{praise}\n\n{text}", frames="script")


@_damage("duplicate-options")
def _(document: dict[str, Any], asked: Asked) -> bool:
    """assess: a distractor of the first question says the same as its answer"""
    for question in document.get("questions", {}).get("single_choice", [])[:1]:
        question["distractors"][0]["text"] = question["answer"]
        return True
    return False


@_damage("malformed")
def _(document: dict[str, Any], asked: Asked) -> bool:
    """assess: in the first question of each type, what makes it one is a text like "about three" """
    questions = document.get("questions", {})
    for kind, made in questions.items():
        made[0][_MAKES[kind]] = "about three"
    return bool(questions)


@_damage("letters")
def _(document: dict[str, Any], asked: Asked) -> bool:
    """assess: the first explanation names "option B" """
    return _rewrite(document, lambda text: f"{text} So option B is correct.", questions="explanation")


@_damage("bad-quote")
def _(document: dict[str, Any], asked: Asked) -> bool:
    """draft: the first frame quotes words that no passage holds"""
    for frame in document.get("frames", [])[:1]:
        known = frame["sources"][0]["passage"] if frame["sources"] else "p1"
        frame["sources"] = [{"passage": known, "quote": _QUOTE}]
        return True
    return False
