"""What a person may leave out of plan.yaml is filled in; what a schema cannot see is checked.

May be left out: ``id`` of a section (made from its title) and of an objective (``<section>.o1``), ``objectives`` of a
frame (then all of the section; numbers from 1 stand for ids), and ``topics``, ``takes_up``, ``leaves_open``.
Not covered: whether the topics are those of the course file; that is a rule's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import count
from typing import Any

from lecturegen.reading.yaml_source import Fault, Step, YamlSource
from lecturegen.schema.ids import objective_id, section_id


def completed(data: Any) -> Any:
    """``data`` with what a person may leave out. Whatever has the wrong shape stays as it is, to be reported."""
    data = _trimmed(data)
    if not isinstance(data, dict) or not isinstance(data.get("sections"), list):
        return data
    taken = {section["id"] for section in _mappings(data["sections"]) if isinstance(section.get("id"), str)}
    sections = []
    for section in data["sections"]:
        if isinstance(section, dict):
            own = section.get("id") or section_id(str(section.get("title", "")), taken)
            section = {"topics": [], "takes_up": "", "leaves_open": ""} | section | {"id": own}
            taken.add(str(own))
            section = _with_objectives(section)
        sections.append(section)
    return data | {"sections": sections}


def _trimmed(data: Any) -> Any:
    """YAML's block texts (``|`` and ``>``) end in a line break that nobody means."""
    match data:
        case dict():
            return {key: _trimmed(value) for key, value in data.items()}
        case list():
            return [_trimmed(value) for value in data]
        case str():
            return data.rstrip("\n")
    return data


def _with_objectives(section: dict[str, Any]) -> dict[str, Any]:
    """Ids for objectives, and ids in place of numbers in frames."""
    objectives, frames = section.get("objectives"), section.get("frames")
    if not isinstance(objectives, list):
        return section
    ids = _objective_ids(section["id"], objectives)
    named = [one | {"id": own} if isinstance(one, dict) else one for one, own in zip(objectives, ids, strict=True)]
    section = section | {"objectives": named}
    if isinstance(frames, list):
        section["frames"] = [_serving(frame, ids) if isinstance(frame, dict) else frame for frame in frames]
    return section


def _objective_ids(section: Any, objectives: list[Any]) -> list[Any]:
    given = [one.get("id") if isinstance(one, dict) else None for one in objectives]
    ids: list[Any] = []
    for place, own in enumerate(given, 1):
        free = (one for n in count(place) if (one := objective_id(section, n)) not in given and one not in ids)
        ids.append(own or next(free))
    return ids


def _serving(frame: dict[str, Any], ids: list[Any]) -> dict[str, Any]:
    """The frame with ids for numbers; a number that no objective has stays, as text, to be reported by its line."""
    wanted = frame.get("objectives", ids)
    if not isinstance(wanted, list):
        return frame
    meant = [_named(one, ids) if isinstance(one, int) and not isinstance(one, bool) else one for one in wanted]
    return frame | {"objectives": meant}


def _named(number: int, ids: list[Any]) -> Any:
    return ids[number - 1] if 1 <= number <= len(ids) else str(number)


def plan_faults(source: YamlSource) -> Iterator[Fault]:
    """Ids that appear twice, objectives that do not exist, and what must not be empty."""
    first: dict[str, int] = {}
    if source.data.get("sections") == []:
        yield Fault(source.line("sections"), "sections is empty; add at least 1, or delete the file to plan anew")
    for s, section in enumerate(_list(source.data.get("sections"))):
        if not isinstance(section, dict):
            continue
        at = ("sections", s)
        yield from _repeated(source, (*at, "id"), section.get("id"), first)
        for n, objective in enumerate(_list(section.get("objectives"))):
            if isinstance(objective, dict):
                yield from _repeated(source, (*at, "objectives", n, "id"), objective.get("id"), first)
        yield from _untitled(source, at, section)
        if section.get("frames") == []:
            yield Fault(source.line(*at, "frames"), "frames is empty; add at least 1, or remove the section")
        for f, frame in enumerate(_list(section.get("frames"))):
            if isinstance(frame, dict):
                yield from _untitled(source, (*at, "frames", f), frame)
                yield from _unknown(source, (*at, "frames", f, "objectives"), frame, section)


def _repeated(source: YamlSource, at: tuple[Step, ...], own: Any, first: dict[str, int]) -> Iterator[Fault]:
    line = source.line(*at)
    if isinstance(own, str) and first.setdefault(own, line) != line:
        remedy = f"leave this `id:` out, and it is made anew (the other is in line {first[own]})"
        yield Fault(line, f"id {own!r} appears twice; {remedy}")


def _untitled(source: YamlSource, at: tuple[Step, ...], data: dict[str, Any]) -> Iterator[Fault]:
    title = data.get("title")
    if isinstance(title, str) and not title.strip():
        yield Fault(source.line(*at, "title"), "title is empty; fill it in")
    elif isinstance(title, str) and "\n" in title:
        yield Fault(source.line(*at, "title"), "title must stay on one line; remove the line break")


def _unknown(
    source: YamlSource, at: tuple[Step, ...], frame: dict[str, Any], section: dict[str, Any]
) -> Iterator[Fault]:
    """Objectives that a frame names but its section does not have."""
    ids = [one["id"] for one in _mappings(section.get("objectives")) if isinstance(one.get("id"), str)]
    for n, wanted in enumerate(_list(frame.get("objectives"))):
        if not isinstance(wanted, str) or wanted in ids:
            continue
        close = get_close_matches(wanted, ids, n=1)
        remedy = f"did you mean {close[0]!r}?" if close else f"write a number from 1 to {len(ids)}"
        yield Fault(source.line(*at, n), f"the section has no objective {wanted!r}; {remedy}")


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
