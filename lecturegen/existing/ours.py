"""What lies beside the files of a week of ours: week.json with all that markdown does not say, and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lecturegen.existing.week_json import load_week
from lecturegen.schema import Origin, Plan, PlannedSection, Section, Week
from lecturegen.schema.paper import completed
from lecturegen.stages.plan_file import load_plan

WEEK, PLAN = "week.json", "plan.yaml"


@dataclass(frozen=True)
class Ours:
    """Both are None beside foreign files."""

    week: Week | None = None
    plan: Plan | None = None

    @property
    def offline(self) -> bool:
        return self.week is not None and self.week.origin is Origin.OFFLINE

    def planned(self, section: Section) -> PlannedSection | None:
        """What was planned for a section; None if a person has since given its frames other titles."""
        found = next((one for one in self.plan.sections if one.id == section.id), None) if self.plan else None
        if found is None or (section.frames and [f.title for f in section.frames] != [f.title for f in found.frames]):
            return None
        return found


def load_ours(folder: Path) -> Ours:
    """Raises InputError for a week.json or plan.yaml that cannot be read: whoever broke it should know."""
    path = folder / WEEK
    if not path.is_file():
        return Ours()
    plan = load_plan(folder / PLAN) if (folder / PLAN).is_file() else None
    return Ours(load_week(path, "check script and assessment alone"), plan)


def merged(read: Sequence[Section], ours: Ours) -> tuple[list[Section], list[bool]]:
    """What was read, completed by week.json; and of each section, whether it was.

    The files are what students get, so their texts stand, also where a person edited them. A section whose frames or
    questions are not those of week.json any more is taken as any foreign one.
    """
    known = ours.week.sections if ours.week else ()
    sections, whole = [], []
    for index, section in enumerate(read):
        mine = known[index] if index < len(known) else None
        complete = _completed(section, mine) if mine else None
        sections.append(complete or section)
        whole.append(complete is not None)
    return sections, whole


def _completed(read: Section, known: Section) -> Section | None:
    """None if they are not the same section any more."""
    if read.title != known.title:
        return None
    if read.frames and len(read.frames) != len(known.frames):
        return None
    update: dict[str, object] = {"frames": (), "opening": "", "closing": "", "assessment": None}
    if read.frames:
        frames = zip(read.frames, known.frames, strict=True)
        update["frames"] = tuple(mine.model_copy(update={"title": f.title, "script": f.script}) for f, mine in frames)
        # a body that is not in our form any more does not say how long it takes
        minutes = known.minutes if read.minutes is None else read.minutes
        update |= {"opening": read.opening, "closing": read.closing, "minutes": minutes}
    if read.assessment and known.assessment:
        asked = _asked(read, known)
        if asked is None:
            return None
        update |= asked
    return known.model_copy(update=update)


def with_assessment(read: Section, known: Section) -> Section | None:
    """What was read, its questions completed from ``known``; None if they are not the same questions any more."""
    asked = _asked(read, known)
    return read.model_copy(update={"id": known.id} | asked) if asked else None


def _asked(read: Section, known: Section) -> dict[str, object] | None:
    """Objectives and assessment as they are printed, with what ``known`` says beside; None if they are others."""
    if not read.assessment or not known.assessment:
        return None
    asked, mine = read.assessment.questions, known.assessment.questions
    if len(asked) != len(mine) or len(read.objectives) != len(known.objectives):
        return None
    questions = [completed(one, other) for one, other in zip(asked, mine, strict=True)]
    objectives = zip(read.objectives, known.objectives, strict=True)
    return {
        "objectives": tuple(mine.model_copy(update={"text": o.text}) for o, mine in objectives),
        "assessment": read.assessment.model_copy(update={"questions": tuple(questions)}),
    }
