"""What the schema of a blueprint cannot say: amounts that do not add up, and more questions than a section has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from lecturegen.reading.yaml_source import Fault, Step, YamlSource
from lecturegen.schema import Blueprint, Course
from lecturegen.schema.replies import REPLIES
from lecturegen.schema.slots import deal_slots, fewest_points

_FEWEST, _MOST = 3, 5
"""Questions of a section, as LG200 and ``questions_per_section`` have them."""
_SECTIONS = 40
"""A week has no more, so whatever types may meet in a section meet in one of these."""
_USUAL: int = Course.model_fields["questions_per_section"].default


def blueprint_faults(source: YamlSource) -> Iterator[Fault]:
    """Of the course's blueprint, and of each week's own together with what it takes from the course."""
    course = source.data
    yield from _faults(source, (), course, course)
    for at, week in enumerate(weeks if isinstance(weeks := course.get("weeks"), list) else []):
        own = week.get("overrides") if isinstance(week, dict) else None
        if isinstance(own, dict) and {"blueprint", "questions_per_section"} & own.keys():
            yield from _faults(source, ("weeks", at, "overrides"), own, course | own)


def _faults(source: YamlSource, at: tuple[Step, ...], own: dict[str, Any], all_: dict[str, Any]) -> Iterator[Fault]:
    """``own``: what stands at ``at``; ``all_``: what holds there."""
    try:
        blueprint = Blueprint.model_validate_json(json.dumps(all_.get("blueprint", {})), strict=True)
    except ValidationError:
        return  # the schema's to say
    asked = all_.get("questions_per_section", _USUAL)
    if not isinstance(asked, int):
        return
    place: tuple[Step, ...] = (*at, "blueprint") if "blueprint" in own else (*at, "questions_per_section")

    def fault(key: str, message: str) -> Fault:
        return Fault(source.line(*place, key), message)

    every, shares = blueprint.every_section.total, blueprint.shares.total
    if shares not in (0, 100):
        yield fault("shares", f"the shares make {shares}%; they have to make 100")
    if shares and every > asked:
        yield fault("every_section", f"every_section makes {every} questions, and a section has {asked}")
    elif every and not shares:
        stated = "questions_per_section" in all_ and every != asked
        if stated:
            remedy = "make them agree, or give `shares:` for the rest"
            yield fault("every_section", f"every_section makes {every} questions, and a section has {asked}; {remedy}")
        elif not _FEWEST <= every <= _MOST:
            remedy = f"a section has {_FEWEST} to {_MOST}"
            yield fault("every_section", f"every_section makes {_questions(every)}, and {remedy}")
    points = blueprint.points_per_section
    least = max(map(fewest_points, deal_slots(blueprint, asked, _SECTIONS, 0)))
    if points is not None and points < least:
        remedy = f"give {least} or more (an essay has {REPLIES['essay'].fewest_points} at least, others 1)"
        yield fault("points_per_section", f"{points} points are too few for the questions of a section; {remedy}")


def _questions(number: int) -> str:
    return "1 question" if number == 1 else f"{number} questions"
