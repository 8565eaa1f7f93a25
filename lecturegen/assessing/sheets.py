"""A form's new sections -> its sheet, and what is noted of it beside: sections that are not new stay as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from lecturegen.assessing.opened import Opened
from lecturegen.assessing.wishes import Wishes
from lecturegen.exporters.assessment import to_sheet_sections
from lecturegen.languages import words_of
from lecturegen.questions import AnyQuestion
from lecturegen.schema import Section, Week
from lecturegen.schema.markdown import AssessmentSheet, SheetSection
from lecturegen.schema.paper import kind_of
from lecturegen.schema.signs import signs_of

Made = dict[int, Section]
"""Index of a section -> the section with its new assessment."""


def with_new(section: Section, new: Section, kind: str) -> Section:
    """The section as it stands, with new questions: all of them, or those of one kind, each in an old one's place."""
    made, old = new.assessment, section.assessment
    objectives = section.objectives or new.objectives
    if kind and made and old:
        made = old.model_copy(update={"questions": _in_places(old.questions, made.questions, kind)})
    return section.model_copy(update={"objectives": objectives, "assessment": made})


def _in_places(old: Sequence[AnyQuestion], new: Sequence[AnyQuestion], kind: str) -> tuple[AnyQuestion, ...]:
    left = iter(new)
    placed = [next(left, None) if question.kind == kind else question for question in old]
    questions = [question for question in (*placed, *left) if question is not None]
    fresh = {question.id for question in new}
    taken = {question.id for question in questions if question.kind != kind}
    free = (name for n in count(1) if (name := f"{new[0].id.rpartition('.')[0]}.q{n}") not in taken)
    return tuple(
        question.model_copy(update={"id": next(free)}) if question.id in fresh and question.kind == kind else question
        for question in questions
    )


def new_sheet(
    opened: Opened, old: AssessmentSheet | None, made: Made, wishes: Wishes, letter: str = ""
) -> AssessmentSheet:
    """The sheet with new sections in their places. ``letter``: of a parallel form, told in its title."""
    sections = tuple(made.get(index, section) for index, section in enumerate(opened.week.sections))
    # letters of all other questions lie as they are printed
    week = opened.week.model_copy(update={"sections": sections, "seed": wishes.seed})
    signs = signs_of(old.language if old else opened.script.language)
    printed = to_sheet_sections(week, tuple(made), signs)
    there = dict(enumerate(old.sections)) if old else {}
    written = []
    for index, section in enumerate(opened.week.sections):
        now = there.get(index)
        if index in printed:
            written.append(_in_place_of(now, printed[index], made[index], wishes.kind))
        else:
            written.append(now or SheetSection(number=index + 1, title=section.title))
    return AssessmentSheet(
        language=signs.language, title=old.title if old else _title(opened, letter), sections=tuple(written)
    )


def _in_place_of(old: SheetSection | None, new: SheetSection, section: Section, kind: str) -> SheetSection:
    """What a person wrote above a section stays, and what of it is not new stays as it is printed."""
    if old is None or old.title != new.title:
        return new
    same = tuple(objective.text for objective in section.objectives) == old.objectives
    update: dict[str, object] = {"remark": old.remark, "objectives": old.objectives if same else new.objectives}
    if kind:
        fresh = [question for question in new.questions if kind_of(question) == kind]
        left = iter(fresh)
        placed = [next(left, None) if kind_of(question) == kind else question for question in old.questions]
        questions = tuple(question for question in (*placed, *left) if question is not None)
        update |= {"questions": questions, "activities": old.activities, "discussion": old.discussion}
    return new.model_copy(update=update)


def _title(opened: Opened, letter: str) -> str:
    """The script's, so that the two are known to belong together."""
    title = opened.sheet.title if opened.sheet else opened.script.title
    words = words_of((opened.sheet or opened.script).language)
    return f"{title}{words.comma}{words.form.format(letter=letter.upper())}" if letter else title


def details_of(opened: Opened, made: Made, seed: int, before: Week | None) -> str:
    """What is noted beside the sheet: of new sections all but the script, of the others what was noted before."""
    noted = dict(enumerate(before.sections)) if before else {}
    sections = []
    for index, section in enumerate(opened.week.sections):
        if index in made:
            sections.append(_unspoken(made[index]))
        else:
            old = noted.get(index)
            sections.append(old if old and old.title == section.title else _unspoken(section, assessed=False))
    week = opened.week.model_copy(update={"sections": tuple(sections), "seed": seed})
    return week.model_dump_json(indent=2) + "\n"


def _unspoken(section: Section, *, assessed: bool = True) -> Section:
    update: dict[str, object] = {"frames": (), "opening": "", "closing": ""}
    return section.model_copy(update=update if assessed else update | {"assessment": None})


def week_json(opened: Opened, made: Made, seed: int) -> str:
    """week.json of ours: as it was but for what is new, and for letters that stay where they are printed."""
    assert opened.known is not None
    whole = [not context.unknown for context in opened.checked.contexts]
    sections = []
    for index, known in enumerate(opened.known.sections):
        now = made.get(index) or (opened.checked.week.sections[index] if whole[index] else None)
        update = {"objectives": now.objectives, "assessment": now.assessment} if now and now.assessment else {}
        sections.append(known.model_copy(update=update))
    return opened.known.model_copy(update={"sections": tuple(sections), "seed": seed}).model_dump_json(indent=2) + "\n"
