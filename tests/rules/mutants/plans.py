"""Plans that are not what was asked for."""

from __future__ import annotations

from random import Random

from lecturegen.schema import Plan
from tests.rules.mutants.base import Into, Mutant, UnfitError, plants, some_section

UNSEEN = (
    "Understand how it works",
    "Know the main terms",
    "Learn about the trade-offs",
    "Appreciate the role of order",
    "Gain an understanding of the cost",
    "Be familiar with the vocabulary",
    "Become aware of the limits",
    "Explore various applications",
    "Grasp the basic idea",
    "To understand what it costs",
    "Students will understand the method",
    "Familiarize yourself with the tools",
    "Enhance problem-solving skills",
    "Foster critical thinking",
)
_SERVED = "frames that serve it are left with nothing to serve"


@plants("LG100", Into.PLAN)
def topic_dropped_or_renamed(plan: Plan, draw: Random) -> Mutant:
    index = draw.choice([n for n, section in enumerate(plan.sections) if section.topics])
    topics = list(plan.sections[index].topics)
    changed = draw.choice([topics[1:], [*topics[:-1], f"{topics[-1]} and more"], [*topics, topics[0]]])
    return Mutant({f"/sections/{index}/topics": changed})


@plants("LG100", Into.PLAN)
def topics_out_of_order(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw, 1)
    one, other = plan.sections[index - 1], plan.sections[index]
    if not one.topics or not other.topics:
        raise UnfitError
    return Mutant({f"/sections/{index - 1}/topics": list(other.topics), f"/sections/{index}/topics": list(one.topics)})


@plants("LG102", Into.PLAN, LG118=_SERVED)
def name_taken(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw, 1)
    other = plan.sections[draw.randrange(index)]
    which = draw.choice(["title", "id"])
    taken = other.title.upper() if which == "title" else other.id
    return Mutant({f"/sections/{index}/{which}": taken}, index)


@plants("LG104", Into.PLAN, LG118=_SERVED)
def objectives_missing(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    frames: dict[str, list[str]] = {
        f"/sections/{index}/frames/{n}/objectives": [] for n in range(len(plan.sections[index].frames))
    }
    return Mutant({f"/sections/{index}/objectives": [], **frames}, index)


@plants("LG104", Into.PLAN)
def objective_empty(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    return Mutant({f"/sections/{index}/objectives/0/text": draw.choice(["", " ", "\n"])}, index)


@plants("LG105", Into.PLAN, LG118="the new ones are served by nobody")
def too_many_objectives(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    objective = plan.sections[index].objectives[0].model_dump(mode="json")
    many = [{**objective, "id": f"x{n}", "text": f"Compute case {n}"} for n in range(5)]
    frames = plan.sections[index].frames
    served: dict[str, object] = {f"/sections/{index}/frames/{n}/objectives": [] for n in range(len(frames))}
    served[f"/sections/{index}/frames/0/objectives"] = [one["id"] for one in many]
    kept = many if draw.random() < 0.5 else many[:1]
    served[f"/sections/{index}/frames/0/objectives"] = [one["id"] for one in kept]
    return Mutant({f"/sections/{index}/objectives": kept, **served}, index)


@plants("LG106", Into.PLAN)
def objective_nobody_can_watch(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    at = draw.randrange(len(plan.sections[index].objectives))
    return Mutant({f"/sections/{index}/objectives/{at}/text": draw.choice(UNSEEN)}, index)


@plants("LG107", Into.PLAN)
def all_objectives_low(plan: Plan, draw: Random) -> Mutant:
    low = draw.choice(["remember", "understand"])
    edits = {
        f"/sections/{index}/objectives/{at}/bloom": low
        for index, section in enumerate(plan.sections)
        for at in range(len(section.objectives))
    }
    return Mutant(edits)


@plants("LG108", Into.PLAN)
def objective_planned_twice(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw, 1)
    text = draw.choice(plan.sections[draw.randrange(index)].objectives).text
    return Mutant({f"/sections/{index}/objectives/0/text": draw.choice([text, f"{text}.", text.upper()])}, index)


@plants("LG110", Into.PLAN, LG118=_SERVED)
def no_frames(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    return Mutant({f"/sections/{index}/frames": []}, index)


@plants("LG111", Into.PLAN)
def frames_too_many(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    frames = [frame.model_dump(mode="json") for frame in plan.sections[index].frames]
    more = [{**frames[-1], "title": f"Case {n} is another one"} for n in range(draw.randint(6, 9))]
    return Mutant({f"/sections/{index}/frames": [*frames, *more]}, index)


@plants("LG111", Into.PLAN)
def one_frame_for_all(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    section = plan.sections[index]
    frame = section.frames[0].model_dump(mode="json") | {"objectives": [o.id for o in section.objectives]}
    return Mutant({f"/sections/{index}/frames": [frame]}, index)


@plants("LG112", Into.PLAN)
def frame_without_a_point(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    at = draw.randrange(len(plan.sections[index].frames))
    return Mutant({f"/sections/{index}/frames/{at}/points": draw.choice([[], [""], ["  ", ""]])}, index)


@plants("LG113", Into.PLAN)
def too_many_points(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    at = draw.randrange(len(plan.sections[index].frames))
    points = [f"The point of case {n}" for n in range(draw.randint(6, 12))]
    return Mutant({f"/sections/{index}/frames/{at}/points": points}, index)


@plants("LG115", Into.PLAN)
def title_missing(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    at = draw.randrange(len(plan.sections[index].frames))
    pointer = draw.choice([f"/sections/{index}/frames/{at}/title", f"/sections/{index}/title"])
    return Mutant({pointer: draw.choice(["", "  "])}, index)


@plants("LG118", Into.PLAN)
def objective_nobody_serves(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    frames = plan.sections[index].frames
    if draw.random() < 0.5:
        wrong = {f"/sections/{index}/frames/0/objectives": ["nowhere.o1"]}
        return Mutant(wrong, index)
    gone = plan.sections[index].objectives[-1].id
    left = {
        f"/sections/{index}/frames/{n}/objectives": [o for o in frame.objectives if o != gone]
        for n, frame in enumerate(frames)
    }
    return Mutant(left, index)


@plants("LG120", Into.PLAN)
def minutes_do_not_add_up(plan: Plan, draw: Random) -> Mutant:
    factor = draw.choice([0.5, 0.8, 1.25, 2.0])
    return Mutant({f"/sections/{n}/minutes": section.minutes * factor for n, section in enumerate(plan.sections)})


@plants("LG124", Into.PLAN)
def no_question_between_sections(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw, 1)
    other = plan.sections[draw.randrange(index)].leaves_open
    edit = draw.choice([("takes_up", ""), ("leaves_open", " "), ("leaves_open", other), ("leaves_open", other.lower())])
    return Mutant({f"/sections/{index}/{edit[0]}": edit[1]}, index)


@plants("LG410", Into.PLAN)
def headline_too_long(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    at = draw.randrange(len(plan.sections[index].frames))
    title = " ".join(["So"] + ["many words"] * draw.randint(6, 10))
    return Mutant({f"/sections/{index}/frames/{at}/title": title}, index)


@plants("LG411", Into.PLAN)
def headline_planned_twice(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw, 1)
    title = draw.choice(plan.sections[draw.randrange(index)].frames).title
    return Mutant({f"/sections/{index}/frames/0/title": draw.choice([title, title.lower(), f"{title}."])}, index)
