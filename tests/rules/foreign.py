"""Somebody else's script.md and assessment.md -> documents that rules can look at, as far as questions go."""

from __future__ import annotations

import re
from pathlib import Path

from lecturegen.questions import Distractor, SingleChoice
from lecturegen.reading.assessment import load_assessment
from lecturegen.reading.script import load_script
from lecturegen.rules import Context
from lecturegen.rules._base import Known
from lecturegen.schema import Assessment, Frame, Objective, Section, Week, WeekFiles
from lecturegen.schema.markdown import SheetQuestion, SheetSection

SHARED = Path(__file__).parents[3] / "shared"


def files(script: Path, sheet: Path) -> WeekFiles:
    return WeekFiles(script=load_script(script), sheet=load_assessment(sheet))


def week(of: WeekFiles) -> Week:
    """A question whose printed key names no option is left out."""
    bodies = {section.number: section.body for section in of.script.sections} if of.script else {}
    sections = tuple(_section(one, bodies.get(one.number, "")) for one in (of.sheet.sections if of.sheet else ()))
    return Week(course="", number=0, title="", minutes=None, sections=sections)


def context(number: int, of: int) -> Context:
    return Context(number=number, of=of, unknown=frozenset(Known))


def _section(sheet: SheetSection, body: str) -> Section:
    name = f"s{sheet.number}"
    asked = [_question(f"{name}.q{n}", q) for n, q in enumerate(sheet.questions, start=1)]
    return Section(
        id=name,
        title=sheet.title,
        minutes=None,
        objectives=tuple(
            Objective(id=f"{name}.o{n}", text=text, bloom=None) for n, text in enumerate(sheet.objectives, start=1)
        ),
        opening="",
        frames=(Frame(title=sheet.title, script=re.sub(r"\n---\s*$", "", body)),),
        closing="",
        assessment=Assessment(
            questions=tuple(q for q in asked if q), activities=sheet.activities, discussion=sheet.discussion
        ),
    )


def _question(name: str, printed: SheetQuestion) -> SingleChoice | None:
    places = [i for i, option in enumerate(printed.options) if option.letter == printed.key]
    if len(places) != 1:
        return None
    texts = [option.text for option in printed.options]
    place = places[0]
    return SingleChoice(
        id=name,
        objective="",
        frame=None,
        bloom=None,
        stem=printed.stem,
        explanation=printed.explanation,
        answer=texts[place],
        distractors=tuple(Distractor(text=text) for i, text in enumerate(texts) if i != place),
        place=place,
    )
