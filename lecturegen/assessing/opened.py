"""A desk's files -> what is to be renewed: the week as it stands, with ids and levels that we know, and its brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lecturegen import rules
from lecturegen.assessing.desk import Desk
from lecturegen.assessing.wishes import Wishes
from lecturegen.existing.config import config_for
from lecturegen.existing.details import load_details
from lecturegen.existing.ours import Ours, load_ours
from lecturegen.existing.weeks import CheckedWeek, read_week
from lecturegen.rules import Context
from lecturegen.schema import Assessment, Brief, CheckSettings, Objective, Section, Week
from lecturegen.schema.markdown import AssessmentSheet, Script


@dataclass(frozen=True)
class Opened:
    """``week``: every section, as far as script and sheet tell. ``known``: week.json of ours, or what we noted of our
    questions the last time; None beside files that we have not touched."""

    desk: Desk
    settings: CheckSettings
    checked: CheckedWeek
    week: Week
    known: Week | None

    @property
    def script(self) -> Script:
        assert self.checked.files.script is not None
        return self.checked.files.script

    @property
    def sheet(self) -> AssessmentSheet | None:
        return self.checked.files.sheet

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(section.title for section in self.week.sections)

    def brief(self, wishes: Wishes) -> Brief:
        """What is asked of the week's questions."""
        week, usual = self.week, Brief(course="", number=0, title="", topics=()).questions_per_section
        return Brief(
            course=week.course, number=week.number, title=week.title, topics=(), language=week.language,
            questions_per_section=wishes.questions or usual, seed=wishes.seed, policy=week.policy,
        )  # fmt: skip


def open_week(desk: Desk, wishes: Wishes) -> Opened:
    """Raises DocumentError."""
    settings = config_for(desk.script.parent.resolve()).settings
    if wishes.language:
        settings = settings.model_copy(update={"language": wishes.language})
    checked = read_week(desk.now, settings)
    ours = load_ours(desk.script.parent)
    known = ours.week or (load_details(desk.sheet) if desk.sheet.is_file() else None)
    stated = [_stated(one, context) for one, context in zip(checked.week.sections, checked.contexts, strict=True)]
    sections = _recognised(stated, known)
    if desk.ours and not _fits(sections, ours):
        desk = replace(desk, ours=False)  # a person has changed what sections there are
    return Opened(desk, settings, checked, checked.week.model_copy(update={"sections": sections}), known)


def _stated(section: Section, context: Context) -> Section:
    """Without objectives that only stand in for some: nobody could ask about "concepts from Q&A Session"."""
    alone = section.model_copy(update={"assessment": Assessment(questions=())})
    found = rules.RULES["LG203"].find(alone, rules.Scope.ASSESSMENT, replace(context, planned=None))
    hollow = {finding.where for finding in found}
    objectives = (one for n, one in enumerate(section.objectives) if f"/objectives/{n}/text" not in hollow)
    return section.model_copy(update={"objectives": tuple(objectives)})


def _fits(sections: Sequence[Section], ours: Ours) -> bool:
    known = ours.week.sections if ours.week else ()
    return [section.title for section in sections] == [section.title for section in known]


def _recognised(sections: Sequence[Section], known: Week | None) -> tuple[Section, ...]:
    """The sections with the ids that we gave them, and their objectives with the levels that we know.

    Also where questions were added or taken away since: what a request says of a section must not depend on that.
    """
    mine = dict(enumerate(known.sections)) if known else {}
    found = []
    for index, section in enumerate(sections):
        one = mine.get(index)
        found.append(_with_levels(section, one) if one and one.title == section.title else section)
    return tuple(found)


def _with_levels(section: Section, known: Section) -> Section:
    levels = {_plain(objective.text): objective.bloom for objective in known.objectives}
    given = section.objectives or known.objectives
    objectives = tuple(
        Objective(id=f"{known.id}.o{number}", text=one.text, bloom=one.bloom or levels.get(_plain(one.text)))
        for number, one in enumerate(given, start=1)
    )
    return section.model_copy(update={"id": known.id, "objectives": objectives})


def _plain(text: str) -> str:
    return " ".join(text.split())
