"""A section of script.md and of assessment.md -> one Section, and where each of its texts stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lecturegen.existing.places import Places, Spot
from lecturegen.questions import Question
from lecturegen.schema import Assessment, Frame, Objective, Section
from lecturegen.schema.body import Span, read_body
from lecturegen.schema.markdown import AssessmentSheet, Script, ScriptSection, SheetQuestion, SheetSection
from lecturegen.schema.paper import Misprint, understood
from lecturegen.schema.remarks import unremarked
from lecturegen.schema.signs import ENGLISH_SIGNS, Signs, signs_of


@dataclass(frozen=True)
class Pair:
    """A section of the week: where it stands in script and sheet, which need not both have it.

    ``signs``: those of the sheet.
    """

    index: int
    script: tuple[int, ScriptSection] | None
    sheet: tuple[int, SheetSection] | None
    signs: Signs = ENGLISH_SIGNS


def pairs(script: Script | None, sheet: AssessmentSheet | None) -> Iterator[Pair]:
    """Sections are paired by their place, which their numbers are."""
    spoken = script.sections if script else ()
    asked = sheet.sections if sheet else ()
    for index in range(max(len(spoken), len(asked))):
        yield Pair(
            index,
            (index, spoken[index]) if index < len(spoken) else None,
            (index, asked[index]) if index < len(asked) else None,
            signs_of(sheet.language) if sheet else ENGLISH_SIGNS,
        )


def section_of(pair: Pair, places: Places) -> tuple[Section, bool]:
    """The section, and whether its body is in the strict form."""
    base, name = f"/sections/{pair.index}", f"section-{pair.index + 1}"
    section = Section(id=name, title="", minutes=None, objectives=(), opening="", frames=(), closing="")
    strict = True
    if pair.script:
        at, spoken = pair.script
        strict = spoken.speech is not None
        _same(places, f"/script/sections/{at}", base, "", "title")
        section = _spoken(section, spoken, places, base, f"/script/sections/{at}/body")
    if pair.sheet:
        at, asked = pair.sheet
        if not pair.script:
            _same(places, f"/sheet/sections/{at}", base, "", "title")
            section = section.model_copy(update={"title": asked.title})
        section = _asked(section, asked, places, base, f"/sheet/sections/{at}", pair.signs)
    return section, strict


def _spoken(section: Section, spoken: ScriptSection, places: Places, base: str, where: str) -> Section:
    body = read_body(spoken.body, spoken.frames)
    spot = places.exact(where)
    assert spot is not None

    def said(span: Span, name: str) -> str:
        text, start = unremarked(span.of(spoken.body), span.start)
        places.put(f"{base}/{name}", Spot(spot.source, spot.start + start, spot.start + start + len(text)))
        return text

    frames = []
    for index, frame in enumerate(body.frames):
        if frame.mark:
            here = Spot(spot.source, spot.start + frame.mark.start, spot.start + frame.mark.end)
            places.put(f"{base}/frames/{index}", here)
        title = frame.mark.title if frame.mark else ""
        frames.append(Frame(title=title, script=said(frame.text, f"frames/{index}/script")))
    minutes = spoken.speech.minutes if spoken.speech else None
    return section.model_copy(
        update={
            "title": spoken.title, "minutes": minutes, "opening": said(body.opening, "opening"),
            "frames": tuple(frames), "closing": said(body.closing, "closing"),
        }
    )  # fmt: skip


def _asked(section: Section, asked: SheetSection, places: Places, base: str, where: str, signs: Signs) -> Section:
    for block in ("objectives", "activities", "discussion"):
        to = f"{base}/{block}" if block == "objectives" else f"{base}/assessment/{block}"
        _same(places, f"{where}/{block}", to, "", *(f"{n}" for n in range(len(getattr(asked, block)))))
    _same(places, f"{where}/questions", f"{base}/assessment/questions", "")
    places.put(f"{base}/assessment", places.find(f"{where}/questions") or Spot(*_nowhere(places)))
    objectives = []
    for number, text in enumerate(asked.objectives):
        _same(places, f"{where}/objectives/{number}", f"{base}/objectives/{number}/text", "")
        objectives.append(Objective(id=f"{section.id}.o{number + 1}", text=text, bloom=None))
    questions: list[Question] = []
    for number, printed in enumerate(asked.questions):
        to = f"{base}/assessment/questions/{len(questions)}"
        question = _question(printed, places, f"{where}/questions/{number}", to, signs)
        if question is not None:
            questions.append(question.model_copy(update={"id": f"{section.id}.q{number + 1}"}))
    assessment = Assessment(questions=tuple(questions), activities=asked.activities, discussion=asked.discussion)
    return section.model_copy(update={"objectives": tuple(objectives), "assessment": assessment})


def _nowhere(places: Places) -> Spot:
    spot = places.find("")
    assert spot is not None
    return spot


def _question(asked: SheetQuestion, places: Places, where: str, to: str, signs: Signs) -> Question | None:
    """None for a question whose key names no option: rules look at it as it is printed."""
    try:
        question, texts, starts = understood(asked, signs)
    except Misprint:
        return None
    _same(places, where, to, "")
    for name, there in texts.items():
        if spot := places.exact(where + there):
            places.put(to + name, spot._replace(start=spot.start + starts.get(name, 0)))
    spot = places.exact(f"{to}/stem")
    if spot is None:
        return question
    stem, start = unremarked(asked.stem, spot.start)
    places.put(f"{to}/stem", Spot(spot.source, start, start + len(stem)))
    return question.model_copy(update={"stem": stem})


def _same(places: Places, where: str, to: str, *names: str) -> None:
    """What stands at ``where`` is also known as ``to``: itself (an empty name) and its parts."""
    for name in names:
        tail = f"/{name}" if name else ""
        if spot := places.exact(where + tail):
            places.put(to + tail, spot)
