"""An opened week and the wishes -> what is asked for: which questions, and what of them has to be new.

Both are what they were when a run with this seed, model and wishes first began on a section, as the journal has it: a
second run would otherwise find its own questions, and ask for others.
"""

from __future__ import annotations

import json

from lecturegen.assessing.opened import Opened
from lecturegen.assessing.versions import earlier_stems
from lecturegen.assessing.wishes import Wishes
from lecturegen.frozen import Frozen
from lecturegen.llm import Model
from lecturegen.llm.journal import Journal
from lecturegen.questions import Bloom, Question
from lecturegen.schema import Section, Slot
from lecturegen.schema.slots import deal_slots
from lecturegen.stages.renew import Renewal


class Start(Frozen):
    """How things stood with a section when a run began. ``stems``: what students may know of it."""

    stems: tuple[str, ...]
    slots: tuple[Slot, ...]


def renewal(opened: Opened, wishes: Wishes, model: Model, journal: Journal | None, *, begin: bool = True) -> Renewal:
    """``begin``: note how things stand, if this is the first run. Raises DocumentError for an old version that cannot
    be read."""
    starts = {
        index: _start(opened, index, now, wishes, model, journal, begin=begin)
        for index, now in _now(opened, wishes).items()
    }
    checked = opened.checked
    return Renewal(
        opened.brief(wishes), opened.week, checked.contexts, checked.context, tuple(starts),
        earlier={index: start.stems for index, start in starts.items()},
        slots={index: start.slots for index, start in starts.items()}, model=model, part=bool(wishes.kind),
    )  # fmt: skip


def _now(opened: Opened, wishes: Wishes) -> dict[int, Start]:
    """How things stand now with each section that is wanted."""
    brief, sections = opened.brief(wishes), opened.week.sections
    stems = earlier_stems(opened.desk, opened.titles)
    dealt = deal_slots(brief.blueprint, brief.questions_per_section, len(sections), wishes.seed)
    found = {}
    for index in wishes.chosen(opened.titles):
        if wishes.kind:
            slots = _of_kind(sections[index], wishes.kind)
        elif opened.desk.ours and wishes.questions is None:
            slots = _as_before(sections[index]) or dealt[index]
        else:
            slots = dealt[index]
        if slots:
            found[index] = Start(stems=stems[index], slots=slots)
    return found


def _start(
    opened: Opened, index: int, now: Start, wishes: Wishes, model: Model, journal: Journal | None, *, begin: bool
) -> Start:
    if journal is None:
        return now
    run = json.dumps([model.fingerprint, wishes.seed, wishes.questions, wishes.kind, opened.week.language])
    unit = f"{index + 1} {opened.titles[index]}"
    if begin:
        journal.begin(run, unit, now.model_dump_json())
    first = journal.begun(run, unit)
    return now if first is None else Start.model_validate_json(first)


def _as_before(section: Section) -> tuple[Slot, ...]:
    """Of a week of ours, the questions that its course file wanted: those it has."""
    return tuple(map(_like, section.assessment.questions)) if section.assessment else ()


def _like(question: Question) -> Slot:
    demanding = question.bloom is not None and question.bloom.rank >= Bloom.APPLY.rank
    return Slot(kind=question.kind, level=Bloom.APPLY if demanding else None, points=question.points)


def _of_kind(section: Section, kind: str) -> tuple[Slot, ...]:
    """As many of one kind as there are, for the same objectives at the same levels, as far as they are known."""
    numbers = {objective.id: number for number, objective in enumerate(section.objectives, start=1)}
    found = []
    for question in section.assessment.questions if section.assessment else ():
        number = numbers.get(question.objective, 0)
        if question.kind == kind:
            known = bool(number and question.bloom)
            found.append(Slot(kind=kind, level=question.bloom, exact=known, objective=number, points=question.points))
    return tuple(found)
