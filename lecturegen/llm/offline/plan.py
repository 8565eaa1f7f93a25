"""Request for a plan -> the plan that the arranged week amounts to: objectives, frames, minutes, links."""

from __future__ import annotations

from collections.abc import Sequence

from lecturegen.llm.offline.assess import Goal
from lecturegen.llm.offline.errors import NothingToSay
from lecturegen.llm.offline.language import stems
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.llm.offline.week import Section
from lecturegen.schema import PlanAsk
from lecturegen.schema.wire import ObjectiveReply, PlannedFrameReply, PlannedSectionReply, PlanReply

_CAP = 2.2
"""A section's share of the week is at most so many times the average: what is more is left unsaid."""


def planned(ask: PlanAsk, sections: Sequence[Section], goals: Sequence[Sequence[Goal]], tongue: Tongue) -> PlanReply:
    """The reply. Raises NothingToSay if a topic has nothing in the notes.

    Thin notes make short sections: nothing is padded, and the rules report what is missing to the minutes.
    """
    lacking = [section.topic for section in sections if not section.frames]
    if lacking:
        raise NothingToSay(f"the notes hold nothing for {', '.join(map(repr, lacking))}")
    lengths = minutes([section.weight for section in sections], ask.minutes)
    asked = [_first_question(ask, tongue), *(section.asks for section in sections)]
    return PlanReply(
        sections=[
            PlannedSectionReply(
                topic=number + 1, minutes=lengths[number], takes_up=asked[number],
                objectives=[ObjectiveReply(text=goal.text, bloom=goal.bloom) for goal in goals[number]],
                frames=_frames(section, goals[number]), leaves_open=section.asks,
            )
            for number, section in enumerate(sections)
        ]
    )  # fmt: skip


def _first_question(ask: PlanAsk, tongue: Tongue) -> str:
    """The problem that makes the week necessary, as a question; the notes rarely ask it."""
    return f"What do you need {tongue.small(ask.title)} for?" if tongue.english else f"{ask.title}?"


def _frames(section: Section, goals: Sequence[Goal]) -> list[PlannedFrameReply]:
    """Each frame with its points and the numbers of the objectives that its items serve; every objective is served."""
    serves: list[list[int]] = [[] for _ in section.frames]
    for number, goal in enumerate(goals, start=1):
        frames = {item.frame for item in goal.items} or {_nearest(section, goal.text)}
        for index in sorted(frames):
            serves[min(index, len(serves) - 1)].append(number)
    return [
        PlannedFrameReply(title=frame.title, points=list(frame.bullets), objectives=serves[index])
        for index, frame in enumerate(section.frames)
    ]


def _nearest(section: Section, text: str) -> int:
    wanted = stems(text)
    return max(range(len(section.frames)), key=lambda i: (len(wanted & stems(section.frames[i].text)), -i))


def minutes(weights: Sequence[int], total: int) -> list[float]:
    """Minutes in proportion to what there is to say, in halves where the week is long enough, that add up exactly."""
    mean = sum(weights) / max(1, len(weights))
    capped = [min(max(weight, 1), _CAP * mean) for weight in weights]
    parts = 2 if total >= 2 * len(weights) else 10
    while parts * total < 2 * len(weights):
        parts *= 10
    shares = [weight * total * parts / sum(capped) for weight in capped]
    whole = [max(1, int(share)) for share in shares]
    order = sorted(range(len(shares)), key=lambda i: (whole[i] - shares[i], i))
    missing = total * parts - sum(whole)
    place = 0
    while missing:
        index = order[place % len(order)] if missing > 0 else order[-1 - place % len(order)]
        step = 1 if missing > 0 else -1
        if whole[index] + step >= 1:
            whole[index] += step
            missing -= step
        place += 1
    return [number / parts for number in whole]
