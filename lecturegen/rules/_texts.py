"""Every text of a document, with its role and its place: what rules about words iterate over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from lecturegen.frozen import Same
from lecturegen.schema import Plan, Section, WeekFiles


class Role(StrEnum):
    SPOKEN = "spoken"  # opening, script, closing: markdown
    TITLE = "title"
    LINK = "link"  # the questions that a planned section takes up and leaves open
    POINT = "point"
    BULLET = "bullet"
    CODE = "code"
    MATHS = "maths"  # LaTeX without delimiters
    CELL = "cell"
    OBJECTIVE = "objective"
    STEM = "stem"
    OPTION = "option"
    RATIONALE = "rationale"
    EXPLANATION = "explanation"
    RUBRIC = "rubric"  # criteria of an essay and their levels
    ACTIVITY = "activity"
    DISCUSSION = "discussion"
    BODY = "body"  # a section of script.md as it stands, with its marks
    QUOTE = "quote"  # words of the notes: never mended, never judged as prose


PLANNED = frozenset({Role.TITLE, Role.LINK, Role.POINT, Role.OBJECTIVE})
DRAFTED = frozenset({Role.SPOKEN, Role.TITLE, Role.BULLET, Role.CODE, Role.MATHS, Role.CELL, Role.QUOTE})
# objectives of a foreign week come with its assessment; ours are looked at in the plan
ASSESSED = frozenset(
    {
        Role.OBJECTIVE, Role.STEM, Role.OPTION, Role.RATIONALE, Role.EXPLANATION, Role.RUBRIC, Role.ACTIVITY,
        Role.DISCUSSION,
    }
)  # fmt: skip
FILED = frozenset({Role.BODY})
EVERY = (PLANNED | DRAFTED | ASSESSED) - {Role.QUOTE}
PROSE = EVERY - {Role.CODE, Role.MATHS}
ONE_LINE = frozenset({Role.TITLE, Role.LINK, Role.POINT, Role.BULLET, Role.CELL, Role.OBJECTIVE})

# name of the innermost field that a text sits in -> its role; a field that is not here holds no prose (ids, numbers)
_ROLES = {
    "opening": Role.SPOKEN, "script": Role.SPOKEN, "closing": Role.SPOKEN, "title": Role.TITLE,
    "body": Role.BODY, "takes_up": Role.LINK, "leaves_open": Role.LINK, "points": Role.POINT,
    "bullets": Role.BULLET, "maths": Role.MATHS, "header": Role.CELL, "rows": Role.CELL, "quote": Role.QUOTE,
    "stem": Role.STEM, "answer": Role.OPTION, "rationale": Role.RATIONALE, "explanation": Role.EXPLANATION,
    "variants": Role.OPTION, "unit": Role.OPTION, "premise": Role.OPTION, "response": Role.OPTION,
    "spare": Role.OPTION, "steps": Role.OPTION, "activities": Role.ACTIVITY, "discussion": Role.DISCUSSION,
}  # fmt: skip
# `text` says nothing by itself: its owner does
_OWNERS = {
    "code": Role.CODE, "answers": Role.OPTION, "distractors": Role.OPTION, "objectives": Role.OBJECTIVE,
    "rubric": Role.RUBRIC, "levels": Role.RUBRIC,
}  # fmt: skip


class Text(NamedTuple):
    """``where``: JSON pointer into the document."""

    where: str
    role: Role
    value: str


D = TypeVar("D", Plan, Section, WeekFiles)


def texts(document: Plan | Section | WeekFiles, roles: frozenset[Role] | None = None) -> tuple[Text, ...]:
    """Every non-empty text of ``document`` with a role in ``roles`` (None: any), in the order of the document."""
    return _texts(Same(document), roles)


def bearing(
    signs: tuple[str, ...], document: Plan | Section | WeekFiles, roles: frozenset[Role] | None = None
) -> tuple[Text, ...]:
    """Those of its texts that have one of ``signs``, in lower case; all where there are no signs."""
    return _bearing(signs, Same(document), roles) if signs else texts(document, roles)


def with_texts(document: D, changes: Mapping[str, str]) -> D:
    """The document with other texts at some places."""
    if not changes:
        return document
    plain = document.model_dump(mode="json")
    for where, new in changes.items():
        _set(plain, where, new)
    return type(document).model_validate(plain)


# a few dozen rules ask for the texts of the same frozen document
@lru_cache(maxsize=256)
def _texts(key: Same[Any], roles: frozenset[Role] | None) -> tuple[Text, ...]:
    if roles is not None:
        return tuple(text for text in _texts(key, None) if text.role in roles)
    plain = key.document.model_dump()  # as it is, so that the answer of a numeric question is no text
    found: list[Text] = []
    # course and title of the week are the user's own words
    _collect({"sections": plain["sections"]} if isinstance(key.document, Plan) else plain, "", (), found)
    return tuple(found)


@lru_cache(maxsize=256)
def _lowered(key: Same[Any], roles: frozenset[Role] | None) -> tuple[str, ...]:
    """Each text in lower case, and last all of them in one."""
    lowered = [text.value.lower() for text in _texts(key, roles)]
    return (*lowered, "\n".join(lowered))


# a rule mends what it then checks
@lru_cache(maxsize=256)
def _bearing(signs: tuple[str, ...], key: Same[Any], roles: frozenset[Role] | None) -> tuple[Text, ...]:
    *lowered, together = _lowered(key, roles)
    there = [sign for sign in signs if sign in together]
    if not there:
        return ()
    return tuple(text for text, low in zip(_texts(key, roles), lowered, strict=True) if bears(low, there))


def bears(lowered: str, signs: Iterable[str]) -> bool:
    """Whether a text in lower case has one of ``signs``."""
    return any(map(lowered.__contains__, signs))


def _collect(node: Any, where: str, names: tuple[str, ...], found: list[Text]) -> None:
    """``names``: the fields that lead to the node, without the places in lists."""
    if isinstance(node, str):
        if node and (role := _role(names)):
            found.append(Text(where, role, node))
    elif isinstance(node, dict):
        for key, value in node.items():
            _collect(value, f"{where}/{key}", (*names, key), found)
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            _collect(value, f"{where}/{index}", names, found)


@lru_cache(maxsize=1024)
def _role(names: tuple[str, ...]) -> Role | None:
    if names[0] == "deck":
        return None  # LaTeX is read by its own rules
    if names[-1] == "text" and len(names) > 1:
        return _OWNERS.get(names[-2])
    if names[-2:] == ("frames", "objectives"):
        return None  # ids
    return _ROLES.get(names[-1])


def _set(document: Any, pointer: str, value: str) -> None:
    *parents, last = pointer.strip("/").split("/")
    node = document
    for part in parents:
        node = node[int(part)] if isinstance(node, list) else node[part]
    node[int(last) if isinstance(node, list) else last] = value
