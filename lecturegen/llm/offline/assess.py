"""Request for an assessment -> questions, activities and discussion questions of one section.

Only what the frames, as they were taught, still say is asked about: a person may have changed them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lecturegen.llm.offline.about import is_thing
from lecturegen.llm.offline.aims import frame_of, serves
from lecturegen.llm.offline.forms import Desk, Steps
from lecturegen.llm.offline.item import Item, Kind
from lecturegen.llm.offline.language import length, normal
from lecturegen.llm.offline.paper import FEWEST, Paper, Ready
from lecturegen.llm.offline.telling import STAGE
from lecturegen.llm.offline.terms import with_article
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.llm.offline.types import asked_as_wanted
from lecturegen.llm.offline.week import Section, spoken_name
from lecturegen.schema import AssessAsk
from lecturegen.schema.blueprint import kinds_of
from lecturegen.schema.replies import wire_name
from lecturegen.schema.wire import AssessReply, assess_reply

_BRACKET = re.compile(r"\s*\([^()]*\)")


def assessed(ask: AssessAsk, section: Section, paper: Paper, tongue: Tongue) -> AssessReply:
    """The reply for one section, with as many of the questions as what was taught answers: none is invented."""
    place = ask.number - 1
    taught = [f" {normal(frame.title)} {normal(frame.text)} " for frame in ask.frames]
    fit = [(one, frame) for one in paper.ready[place] if (frame := frame_of(one.item, taught)) is not None]
    order: list[tuple[Ready, int]] = []
    for objective in ask.objectives:
        order += [one for one in fit if one not in order and serves(one[0].item, objective.text)][:1]
    # what tests an objective goes before what is only related to one
    rest = [one for one in fit if one not in order]
    order += sorted(rest, key=lambda one: not any(serves(one[0].item, o.text) for o in ask.objectives))
    desk = Desk(
        ask=ask, tongue=tongue, name="" if section.share.review else spoken_name(section, tongue), ready=tuple(order),
        terms=tuple((item, frame) for item in paper.terms[place] if (frame := frame_of(item, taught)) is not None),
        elsewhere=tuple(item for number, own in enumerate(paper.terms) if number != place for item in own),
        steps=tuple(_taught_steps(section, taught)),
        open=tuple((one, frame) for one in paper.open[place] if (frame := frame_of(one.item, taught)) is not None),
    )  # fmt: skip
    activities, discussion = practice(section, ask.number, [one.item for one, _ in fit], tongue)
    questions: dict[str, list[object]] = {}
    for question in asked_as_wanted(desk, min(5, max(FEWEST, len(ask.slots)))):
        questions.setdefault(wire_name(question.kind), []).append(question)
    reply = {"questions": questions, "activities": activities, "discussion": discussion}
    return assess_reply(kinds_of(ask.slots)).model_validate(reply)


def _taught_steps(section: Section, taught: Sequence[str]) -> Iterator[Steps]:
    """Numbered lists of the notes whose every step was said in one frame."""
    for head, steps in (found for frame in section.frames for found in frame.steps):
        for number, text in enumerate(taught, start=1):
            if all(normal(step) in text for step in steps):
                yield Steps(head, steps, number)
                break


def practice(section: Section, number: int, items: Sequence[Item], tongue: Tongue) -> tuple[list[str], list[str]]:
    """Activities and discussion questions: the notes' own, else one of each made of the section's own words."""
    activities, discussion = list(section.activities), list(section.discussion)
    named = _names(section, items, tongue)
    here = named[0] if section.recalls and named else spoken_name(section, tongue)
    first, second = (*named, here, "")[:2]
    own, other = tongue.material.stems_of(first), tongue.material.stems_of(second)
    apart = not own <= other and not other <= own
    words = {"here": here, "first": first, "second": second if apart else ""}
    fit = [
        [p for p in patterns if words["second"] or "{second}" not in p]
        for patterns in (tongue.speech.activities, tongue.speech.discussions)
    ]
    if not activities:
        activities = [fit[0][number % len(fit[0])].format(**words)]
    if not discussion:
        discussion = [fit[1][number % len(fit[1])].format(**words)]
    return activities, discussion


def _names(section: Section, items: Sequence[Item], tongue: Tongue) -> list[str]:
    """Things that a section is about, as they stand inside a sentence: what is asked about, else its headings."""
    found = []
    for item in items:
        if item.term:
            found.append(with_article(item.term, tongue) if tongue.english else item.term.name)
        elif item.kind in (Kind.THING, Kind.MEMBER, Kind.SAID) and length(item.key) <= 6 and "," not in item.key:
            found.append(tongue.small(_BRACKET.sub("", item.found.subject if item.found else item.key)))
    found = found or [one.subject for frame in section.frames for one in frame.recalls]
    heads = [STAGE.sub("", head) for frame in section.frames for head in frame.heads]
    found = found or [tongue.small(head) for head in heads if is_thing(head) and length(head) <= 7]
    apart = {tongue.material.stems_of(name): name for name in reversed(found)}  # a short form is no second name
    return list(dict.fromkeys(reversed(apart.values())))
