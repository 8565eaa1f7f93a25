"""Short answer: a word or a few, and what else is accepted."""

from __future__ import annotations

from typing import Literal

from lecturegen.questions._base import Question


class ShortAnswer(Question):
    """``variants`` are accepted as well as ``answer``: other spellings, synonyms, the abbreviation. Case is ignored."""

    kind: Literal["short-answer"] = "short-answer"
    answer: str
    variants: tuple[str, ...] = ()
