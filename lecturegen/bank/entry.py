"""What the bank keeps of a question, and what makes two questions the same."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from pydantic import Field

from lecturegen.frozen import Frozen
from lecturegen.questions import AnyQuestion, Question

_NOT_ASKED = frozenset("id objective frame bloom difficulty points explanation rationale place places scoring".split())
"""Fields that can change while the question stays the same one."""


class Origin(StrEnum):
    MADE = "made"
    """By us: it stood in a week's assessment."""
    IMPORTED = "imported"
    """A person's own: never rewritten."""


class Entry(Frozen):
    """A question with what a quiz needs to know of it. Texts are empty where a file does not say."""

    question: AnyQuestion
    objective: str = Field(default="", description="what the student can do, in words")
    section: str = ""
    week: int = 0
    number: int = Field(default=0, description="of the section in its week, from 1")
    language: str = "en"
    origin: Origin = Origin.MADE
    source: str = Field(default="", description="the file that it came from")
    flaws: tuple[str, ...] = Field(default=(), description="codes of the findings on it")

    @cached_property
    def id(self) -> str:
        return identity(self.question)


def identity(question: Question) -> str:
    """12 hexadecimal digits, the same for the same question however it is spaced, cased, explained or ordered.

    With 48 bits two of 100,000 questions share one by chance once in 56,000 banks.
    """
    asked = question.model_dump(mode="json", exclude={"id"})
    return sha256(json.dumps(_folded(asked), sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def _folded(value: object, ordered: bool = False) -> object:
    """``ordered``: lists whose order is what is asked (steps) keep it."""
    match value:
        case dict():
            kept = {name: part for name, part in value.items() if name not in _NOT_ASKED}
            return {name: _folded(part, name == "steps") for name, part in kept.items()}
        case list():
            parts = [_folded(part) for part in value]
            return parts if ordered else sorted(parts, key=lambda part: json.dumps(part, sort_keys=True))
        case str():
            return " ".join(value.split()).casefold()
        case _:
            return value
