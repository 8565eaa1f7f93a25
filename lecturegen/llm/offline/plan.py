"""Request for a plan -> the plan that the arranged week amounts to: objectives, frames, minutes, links."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from lecturegen.llm.offline.errors import NothingToSay
from lecturegen.llm.offline.frames import FEWEST
from lecturegen.llm.offline.goals import Goal, goals
from lecturegen.llm.offline.item import Item
from lecturegen.llm.offline.language import stems
from lecturegen.llm.offline.paper import FEWEST as FEWEST_QUESTIONS
from lecturegen.llm.offline.paper import Ready
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.llm.offline.week import Section
from lecturegen.schema import PlanAsk
from lecturegen.schema.wire import ObjectiveReply, PlannedFrameReply, PlannedSectionReply, PlanReply

_CAP = 2.2
"""A section's share of the week is at most so many times the average: what is more is left unsaid."""
_PACE = 165
"""Words a minute from which on notes are more than the minutes take: single paragraphs can still go in the draft."""
_SLACK = 60  # words by which a choice of frames may be longer than another and still be as good


def planned(ask: PlanAsk, sections: Sequence[Section], ready: Sequence[Sequence[Ready]], tongue: Tongue) -> PlanReply:
    """The reply. Raises NothingToSay if a topic has nothing in the notes.

    Thin notes make short sections: nothing is padded, and the rules report what is missing to the minutes. Of full
    notes the frames are taken about which most can be asked.
    """
    lacking = [section.topic for section in sections if not section.frames]
    if lacking:
        raise NothingToSay(f"the notes hold nothing for {', '.join(map(repr, lacking))}")
    lengths = minutes([section.weight for section in sections], ask.minutes)
    return PlanReply(
        starts_from=_first_question(ask, tongue),
        sections=[
            _section(number, section, [one.item for one in ready[number]], lengths[number], tongue)
            for number, section in enumerate(sections)
        ],
    )


def _first_question(ask: PlanAsk, tongue: Tongue) -> str:
    """The problem that makes the week necessary, as a question; the notes rarely ask it."""
    return tongue.speech.starts.format(title=tongue.small(ask.title))


def _kept(section: Section, items: Sequence[Item], length: float) -> tuple[int, ...]:
    """Indices of the frames that there is time for: the first, which the others build on, and those about which enough
    can be asked."""
    frames = section.frames
    ends = section.weight - sum(frame.weight for frame in frames)
    rest = range(1, len(frames))
    choices = [(0, *some) for size in range(len(frames), 0, -1) for some in combinations(rest, size - 1)]

    def cost(kept: Sequence[int]) -> tuple[int, int, int]:
        over = max(0, ends + sum(frames[i].weight for i in kept) - round(length * _PACE))
        asked = sum(item.frame in kept for item in items)
        return over // _SLACK, -min(asked, FEWEST_QUESTIONS), -len(kept)

    return min((kept for kept in choices if len(kept) >= min(FEWEST, len(frames))), key=cost)


def _section(
    number: int, section: Section, items: Sequence[Item], length: float, tongue: Tongue
) -> PlannedSectionReply:
    kept = _kept(section, items, length)
    aims = goals([item for item in items if item.frame in kept], [section.frames[i].title for i in kept], tongue)
    return PlannedSectionReply(
        topic=number + 1, minutes=length,
        objectives=[ObjectiveReply(text=goal.text, bloom=goal.bloom) for goal in aims],
        frames=_frames(section, kept, aims), leaves_open=section.asks,
    )  # fmt: skip


def _frames(section: Section, kept: Sequence[int], goals: Sequence[Goal]) -> list[PlannedFrameReply]:
    """Each frame with its points and the numbers of the objectives that its items serve; every objective is served."""
    serves: dict[int, list[int]] = {index: [] for index in kept}
    for number, goal in enumerate(goals, start=1):
        for index in sorted({item.frame for item in goal.items} or {_nearest(section, kept, goal.text)}):
            serves[index].append(number)
    return [
        PlannedFrameReply(title=(frame := section.frames[i]).title, points=list(frame.bullets), objectives=serves[i])
        for i in kept
    ]


def _nearest(section: Section, kept: Sequence[int], text: str) -> int:
    wanted = stems(text)
    return max(kept, key=lambda i: (len(wanted & stems(section.frames[i].text)), -i))


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
