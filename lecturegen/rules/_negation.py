"""Stems that ask for what is not the case: set off in capitals or in bold, or easily overread. English."""

from __future__ import annotations

import re

from lecturegen.rules._maths import without_maths

# NOT NULL and NOT IN are SQL, a NOT gate is logic
_SET_OFF = re.compile(
    r"\b(?:NOT|EXCEPT)\b(?! (?:NULL|IN|EXISTS|LIKE|BETWEEN|[Gg]ates?|[Oo]perat\w+|[Ff]unctions?)\b)"
    r"|(?<=\*\*)(?:not|except)(?=\*\*)"
)
_WORD = r"(?!(?:when|if|where|that|whose|while|because|although)\b)\w[\w'’-]*"
_OVERREAD = re.compile(
    rf"^(?:[Ww]hich|[Ww]hat|[Ww]ho)(?: {_WORD}){{0,6}} "
    r"(?:(?:is|are|was|were|do|does|did|would|will|can|could|should|has|have) (not)|(?:is|are|was|were)(n['’]t)) "
    r"|\b(except)\W*$|\b(least likely)\b"
    rf"|^(?:[Ww]hich|[Ww]hat)(?: {_WORD}){{0,6}} (?:is|are|was|were) (false|incorrect|untrue|wrong)\W*$"
)
_SENTENCE_END = re.compile(r"(?<=[.!:])\s+")


def overread(stem: str) -> tuple[int, int] | None:
    """Where a negation stands that is not set off."""
    # the question is the last sentence; what stands before it is the situation
    asked = _SENTENCE_END.split(stem.strip())[-1]
    match = _OVERREAD.search(asked)
    if match is None or match.lastindex is None:
        return None
    before = len(stem.rstrip()) - len(asked)
    start, end = match.span(match.lastindex)
    return before + start, before + end


def is_negative(stem: str) -> bool:
    """Whether the stem asks for what is not the case."""
    return set_off(stem) is not None or overread(stem) is not None


def set_off(stem: str) -> tuple[int, int] | None:
    """Where a negation stands in capitals or in bold."""
    match = _SET_OFF.search(without_maths(stem))
    return match.span() if match else None
