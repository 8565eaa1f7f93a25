"""Every text of a section, with its role and its place: what rules about words iterate over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from lecturegen.schema import Section


class Role(StrEnum):
    SPOKEN = "spoken"  # opening, script, closing: markdown
    TITLE = "title"
    BULLET = "bullet"
    CODE = "code"
    MATHS = "maths"  # LaTeX without delimiters
    CELL = "cell"
    OBJECTIVE = "objective"
    STEM = "stem"
    OPTION = "option"
    RATIONALE = "rationale"
    EXPLANATION = "explanation"
    ACTIVITY = "activity"
    DISCUSSION = "discussion"
    QUOTE = "quote"  # words of the notes: never mended, never judged as prose


DRAFTED = frozenset({Role.SPOKEN, Role.TITLE, Role.BULLET, Role.CODE, Role.MATHS, Role.CELL, Role.QUOTE})
ASSESSED = frozenset({Role.STEM, Role.OPTION, Role.RATIONALE, Role.EXPLANATION, Role.ACTIVITY, Role.DISCUSSION})

# name of the innermost field that a text sits in -> its role; a field that is not here holds no prose (ids, numbers)
_ROLES = {
    "opening": Role.SPOKEN, "script": Role.SPOKEN, "closing": Role.SPOKEN, "title": Role.TITLE,
    "bullets": Role.BULLET, "maths": Role.MATHS, "header": Role.CELL, "rows": Role.CELL, "quote": Role.QUOTE,
    "stem": Role.STEM, "answer": Role.OPTION, "rationale": Role.RATIONALE, "explanation": Role.EXPLANATION,
    "activities": Role.ACTIVITY, "discussion": Role.DISCUSSION,
}  # fmt: skip
# `text` says nothing by itself: its owner does
_OWNERS = {"code": Role.CODE, "distractors": Role.OPTION, "objectives": Role.OBJECTIVE}


class Text(NamedTuple):
    """``where``: JSON pointer into the section."""

    where: str
    role: Role
    value: str


def texts(section: Section, roles: frozenset[Role] | None = None) -> Iterator[Text]:
    """Every non-empty text of ``section`` with a role in ``roles`` (None: any), in the order of the document."""
    for where, role, value in _walk(section.model_dump(mode="json"), ()):
        if value and (roles is None or role in roles):
            yield Text(where, role, value)


def with_texts(section: Section, change: Callable[[Text], str]) -> Section:
    """The section with every text replaced by what ``change`` makes of it."""
    document = section.model_dump(mode="json")
    changed = False
    for where, role, value in list(_walk(document, ())):
        new = change(Text(where, role, value))
        if new != value:
            changed = True
            _set(document, where, new)
    return Section.model_validate(document) if changed else section


def _walk(node: Any, path: tuple[str, ...]) -> Iterator[tuple[str, Role, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _walk(value, (*path, key))
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            yield from _walk(value, (*path, str(index)))
    elif isinstance(node, str) and (role := _role(path)):
        yield "/" + "/".join(path), role, node


def _role(path: tuple[str, ...]) -> Role | None:
    names = [part for part in path if not part.isdigit()]
    if names[-1] == "text" and len(names) > 1:
        return _OWNERS.get(names[-2])
    if names[-2:] == ["frames", "objectives"]:
        return None  # ids
    return _ROLES.get(names[-1])


def _set(document: Any, pointer: str, value: str) -> None:
    *parents, last = pointer.strip("/").split("/")
    node = document
    for part in parents:
        node = node[int(part)] if isinstance(node, list) else node[part]
    node[int(last) if isinstance(node, list) else last] = value
