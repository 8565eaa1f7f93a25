"""A form's new sections -> its sheet, and what is noted of it beside: sections that are not new stay as they stand."""

from __future__ import annotations

from lecturegen.assessing.opened import Opened
from lecturegen.exporters.assessment import to_sheet_sections
from lecturegen.schema import Section, Week
from lecturegen.schema.markdown import AssessmentSheet, SheetSection

Made = dict[int, Section]
"""Index of a section -> the section with its new assessment."""


def week_with(opened: Opened, made: Made, seed: int) -> Week:
    """The week with what is new. The letters of all other questions lie as they are printed."""
    sections = tuple(made.get(index, section) for index, section in enumerate(opened.week.sections))
    return opened.week.model_copy(update={"sections": sections, "seed": seed})


def new_sheet(opened: Opened, old: AssessmentSheet | None, made: Made, seed: int, letter: str = "") -> AssessmentSheet:
    """The sheet with new sections in their places. ``letter``: of a parallel form, told in its title."""
    printed = to_sheet_sections(week_with(opened, made, seed), tuple(made))
    there = dict(enumerate(old.sections)) if old else {}
    sections = []
    for index, section in enumerate(opened.week.sections):
        now = there.get(index)
        if index in printed:
            sections.append(_in_place_of(now, printed[index]))
        else:
            sections.append(now or SheetSection(number=index + 1, title=section.title))
    return AssessmentSheet(title=old.title if old else _title(opened, letter), sections=tuple(sections))


def _in_place_of(old: SheetSection | None, new: SheetSection) -> SheetSection:
    """What a person wrote above a section stays, and its objectives stay as they are printed."""
    if old is None or old.title != new.title:
        return new
    return new.model_copy(update={"remark": old.remark, "objectives": old.objectives or new.objectives})


def _title(opened: Opened, letter: str) -> str:
    """The script's, so that the two are known to belong together."""
    title = opened.sheet.title if opened.sheet else opened.script.title
    return f"{title}, form {letter.upper()}" if letter else title


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
