"""What lies beside the files of a week of ours: week.json with all that markdown does not say, and the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from lecturegen.errors import CourseError, DocumentError, Problem
from lecturegen.questions import Question, SingleChoice
from lecturegen.questions.order import deal
from lecturegen.reading.text_file import read_text
from lecturegen.schema import Origin, Plan, PlannedSection, Section, Week
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
    try:
        return Ours(Week.model_validate_json(read_text(path)), plan)
    except CourseError as error:
        raise DocumentError(*error.problems) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "/" + "/".join(map(str, first["loc"]))
        fault = f"{where}: {first['msg']}; move the file away to check script and assessment alone"
        raise DocumentError(Problem(str(path), fault)) from None


def merged(read: Sequence[Section], ours: Ours) -> tuple[list[Section], list[bool]]:
    """What was read, completed by week.json; and of each section, whether it was.

    The files are what students get, so their texts stand, also where a person edited them. A section whose frames or
    questions are not those of week.json any more is taken as any foreign one.
    """
    known = ours.week.sections if ours.week else ()
    shown = deal(ours.week) if ours.week else {}
    sections, whole = [], []
    for index, section in enumerate(read):
        mine = known[index] if index < len(known) else None
        complete = _completed(section, mine, shown) if mine else None
        sections.append(complete or section)
        whole.append(complete is not None)
    return sections, whole


def _completed(read: Section, known: Section, shown: Mapping[str, tuple[str, ...]]) -> Section | None:
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
        asked, mine = read.assessment.questions, known.assessment.questions
        if len(asked) != len(mine) or len(read.objectives) != len(known.objectives):
            return None
        questions = [_question(one, other, shown) for one, other in zip(asked, mine, strict=True)]
        objectives = zip(read.objectives, known.objectives, strict=True)
        update["objectives"] = tuple(mine.model_copy(update={"text": o.text}) for o, mine in objectives)
        update["assessment"] = read.assessment.model_copy(update={"questions": tuple(questions)})
    return known.model_copy(update=update)


def _question(read: Question, known: Question, shown: Mapping[str, tuple[str, ...]]) -> Question:
    """The printed question with what week.json knows of it; a rationale belongs to the text of its option."""
    if not isinstance(read, SingleChoice) or not isinstance(known, SingleChoice):
        return read
    reasons = {" ".join(d.text.split()): d.rationale for d in known.distractors}
    distractors = tuple(
        d.model_copy(update={"rationale": reasons.get(" ".join(d.text.split()), "")}) for d in read.distractors
    )
    return known.model_copy(
        update={
            "stem": read.stem, "answer": read.answer, "distractors": distractors, "explanation": read.explanation,
            "place": read.place,
        }
    )  # fmt: skip
