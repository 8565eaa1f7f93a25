"""A plan of which some topics changed -> what of it stands, and the gaps that are to be planned.

The question that a section takes up is its own, since its frames answer it; the section before has to leave it open. So
a section whose topic is still there is written anew only where another one comes after it. A question whose answer has
gone is taken up by whatever comes in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from lecturegen.schema import Plan, PlannedSection


@dataclass(frozen=True, slots=True)
class Gap:
    """Topics without a section, one after the other. ``at``: how many sections stand before them.

    ``minutes``: what they may take. ``takes_up`` and ``leaves_open``: the questions that join them to the sections
    around; empty: theirs to find.
    """

    at: int
    topics: tuple[str, ...]
    minutes: float
    takes_up: str
    leaves_open: str


def standing(former: Plan, topics: Sequence[str]) -> Plan:
    """The sections of ``former`` whose topic is one of ``topics``, in the order of these."""
    by_topic = {topic: section for section in former.sections for topic in section.topics}
    kept = [by_topic[topic] for topic in topics if topic in by_topic]
    for place, (one, after) in enumerate(pairwise(kept)):
        if _follows(topics, one, after):
            kept[place] = _leaving(one, after.takes_up)
    last = former.sections[-1]
    if kept and last in kept[:-1] and kept[-1].topics == (topics[-1],):
        kept[-1] = _leaving(kept[-1], last.leaves_open)  # it ends the week now
    return former.model_copy(update={"sections": tuple(kept)})


def gaps(former: Plan, standing: Plan, topics: Sequence[str], minutes: float, most: float) -> Iterator[Gap]:
    """The gaps in ``standing``, in order; ``at`` holds when those before have been filled.

    ``minutes``: of the week; ``most``: what it may have. What comes in the place of sections that are gone takes as
    long as they did. What is added takes an equal share, or what there is, if that is the half of it at least.
    """
    there = {topic for section in standing.sections for topic in section.topics}
    gone = [section.minutes for section in former.sections if not there.intersection(section.topics)]
    each = sum(gone) / len(gone) if gone else minutes / len(topics)
    room = (most - sum(section.minutes for section in standing.sections)) / max(1, len(topics) - len(there))
    if each / 2 <= room < each:
        each = room
    at = 0
    kept = iter(standing.sections)
    before: PlannedSection | None = None
    for known, run in groupby(topics, there.__contains__):
        new = tuple(run)
        if known:
            *_, before = (next(kept) for _ in new)
        else:
            after = _at(standing, before)
            free = before is not None and _answer_gone(former, before, there)
            yield Gap(
                at, new, each * len(new), before.leaves_open if before and free else "", after.takes_up if after else ""
            )
        at += len(new)


def filled(plan: Plan, gap: Gap, sections: Sequence[PlannedSection]) -> Plan:
    """``plan`` with ``sections`` in its gap, joined to those around them."""
    new, before = list(sections), list(plan.sections[: gap.at])
    if new and gap.leaves_open:
        new[-1] = _leaving(new[-1], gap.leaves_open)
    if new and gap.takes_up:
        new[0] = new[0].model_copy(update={"takes_up": gap.takes_up})
    elif new and before:
        before[-1] = _leaving(before[-1], new[0].takes_up)
    given = sum(section.minutes for section in new)
    # in halves, so that lengths stay what people plan with
    halves = [max(1, int(round(2 * section.minutes * gap.minutes / given, 6))) for section in new]
    new = [one.model_copy(update={"minutes": half / 2}) for one, half in zip(new, halves, strict=True)]
    return plan.model_copy(update={"sections": (*before, *new, *plan.sections[gap.at :])})


def _follows(topics: Sequence[str], one: PlannedSection, after: PlannedSection) -> bool:
    return topics.index(after.topics[0]) == topics.index(one.topics[0]) + 1


def _leaving(section: PlannedSection, question: str) -> PlannedSection:
    return section.model_copy(update={"leaves_open": question})


def _at(standing: Plan, before: PlannedSection | None) -> PlannedSection | None:
    """The section of ``standing`` that comes after ``before``, or the first."""
    place = standing.sections.index(before) + 1 if before else 0
    return standing.sections[place] if place < len(standing.sections) else None


def _answer_gone(former: Plan, section: PlannedSection, there: set[str]) -> bool:
    """Whether the section that answered what ``section`` leaves open is no longer there."""
    place = next(n for n, one in enumerate(former.sections) if one.id == section.id) + 1
    return place < len(former.sections) and not there.intersection(former.sections[place].topics)
