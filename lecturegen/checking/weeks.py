"""The files of a week -> the documents that rules look at, and where each text of them stands.

Script and assessment become one Week, as far as files tell: frames as they are marked, questions with the order in
which their options are printed. Of a week of ours, week.json and plan.yaml beside the files tell the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lecturegen.checking.find import Bundle
from lecturegen.checking.ours import Ours, load_ours, merged
from lecturegen.checking.places import Places, Spot
from lecturegen.checking.source import Source
from lecturegen.exporters.assessment import sheet_pieces
from lecturegen.exporters.script import script_pieces
from lecturegen.questions import Distractor, SingleChoice
from lecturegen.reading.assessment import read_assessment
from lecturegen.reading.script import read_script
from lecturegen.reading.sections import load
from lecturegen.rules import Context, Known
from lecturegen.schema import Assessment, CheckSettings, Frame, Objective, Section, Week, WeekFiles
from lecturegen.schema.body import Span, read_body
from lecturegen.schema.markdown import AssessmentSheet, Script, ScriptSection, SheetQuestion, SheetSection
from lecturegen.schema.remarks import unremarked

_NUMBER = re.compile(r"\b(?:Week|Chapter|Woche|Semaine|Semana) (\d{1,3})\b", re.I)
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class CheckedWeek:
    """``contexts``: one a section of the week, in its order. ``context`` is for the week and for its files."""

    sources: tuple[Source, ...]
    files: WeekFiles
    week: Week
    contexts: tuple[Context, ...]
    context: Context
    places: Places


def read_week(bundle: Bundle, settings: CheckSettings) -> CheckedWeek:
    """Raises DocumentError."""
    texts = {path: load(path) for path in bundle.paths}
    return read_texts(bundle, texts, settings)


def read_texts(bundle: Bundle, texts: dict[Path, str], settings: CheckSettings) -> CheckedWeek:
    """The same for texts that are not on the disk, or not yet. Raises DocumentError."""
    sources = {path: Source(path, text) for path, text in texts.items()}
    places = Places()
    script = sheet = None
    if bundle.script:
        script = read_script(texts[bundle.script], str(bundle.script))
        places.put_pieces("/script", script_pieces(script), sources[bundle.script])
    if bundle.sheet:
        sheet = read_assessment(texts[bundle.sheet], str(bundle.sheet))
        places.put_pieces("/sheet", sheet_pieces(sheet), sources[bundle.sheet])
    places.put("", Spot(sources[bundle.paths[0]], 0, 0))
    ours = load_ours(bundle.folder)
    read = [_section(pair, places) for pair in _pairs(script, sheet)]
    sections, known = merged([section for section, _ in read], ours)
    title = (script or sheet).title  # type: ignore[union-attr]  # a bundle has one of them
    week = _week(title, tuple(sections), ours, settings)
    context = _context(week, ours, settings)
    contexts = tuple(
        replace(
            context, number=number, planned=ours.planned(section) if whole else None,
            unknown=frozenset() if whole else _unknown(section, strict),
        )
        for number, (section, whole, (_, strict)) in enumerate(zip(sections, known, read, strict=True), start=1)
    )  # fmt: skip
    unknown = frozenset[Known]().union(*(one.unknown for one in contexts))
    unknown |= {Known.MINUTES} if week.minutes is None else set()
    return CheckedWeek(
        tuple(sources.values()), WeekFiles(script=script, sheet=sheet), week, contexts,
        replace(context, unknown=unknown), places,
    )  # fmt: skip


def _unknown(section: Section, strict: bool) -> frozenset[Known]:
    """What files alone do not say. In the strict form, which is ours, they say more."""
    unknown = {Known.SLIDES, Known.LINKS}
    unknown |= set() if strict else {Known.TRANSITIONS}
    return frozenset(unknown | ({Known.MINUTES} if section.minutes is None else set()))


@dataclass(frozen=True)
class _Pair:
    """A section of the week: where it stands in script and sheet, which need not both have it."""

    index: int
    script: tuple[int, ScriptSection] | None
    sheet: tuple[int, SheetSection] | None


def _pairs(script: Script | None, sheet: AssessmentSheet | None) -> Iterator[_Pair]:
    """Sections are paired by their place, which their numbers are."""
    spoken = script.sections if script else ()
    asked = sheet.sections if sheet else ()
    for index in range(max(len(spoken), len(asked))):
        yield _Pair(
            index,
            (index, spoken[index]) if index < len(spoken) else None,
            (index, asked[index]) if index < len(asked) else None,
        )


def _section(pair: _Pair, places: Places) -> tuple[Section, bool]:
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
        section = _asked(section, asked, places, base, f"/sheet/sections/{at}")
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


def _asked(section: Section, asked: SheetSection, places: Places, base: str, where: str) -> Section:
    for block in ("objectives", "activities", "discussion"):
        to = f"{base}/{block}" if block == "objectives" else f"{base}/assessment/{block}"
        _same(places, f"{where}/{block}", to, "", *(f"{n}" for n in range(len(getattr(asked, block)))))
    _same(places, f"{where}/questions", f"{base}/assessment/questions", "")
    places.put(f"{base}/assessment", places.find(f"{where}/questions") or Spot(*_nowhere(places)))
    objectives = []
    for number, text in enumerate(asked.objectives):
        _same(places, f"{where}/objectives/{number}", f"{base}/objectives/{number}/text", "")
        objectives.append(Objective(id=f"{section.id}.o{number + 1}", text=text, bloom=None))
    questions: list[SingleChoice] = []
    for number, question in enumerate(asked.questions):
        key = _key(question)
        if key is not None:  # a question whose key names no option is looked at as it is printed
            to = f"{base}/assessment/questions/{len(questions)}"
            name = f"{section.id}.q{number + 1}"
            questions.append(_question(question, key, name, places, f"{where}/questions/{number}", to))
    assessment = Assessment(questions=tuple(questions), activities=asked.activities, discussion=asked.discussion)
    return section.model_copy(update={"objectives": tuple(objectives), "assessment": assessment})


def _nowhere(places: Places) -> Spot:
    spot = places.find("")
    assert spot is not None
    return spot


def _key(question: SheetQuestion) -> int | None:
    letters = [option.letter for option in question.options]
    return letters.index(question.key) if letters.count(question.key) == 1 and question.key else None


def _question(asked: SheetQuestion, key: int, name: str, places: Places, where: str, to: str) -> SingleChoice:
    _same(places, where, to, "", "explanation")
    stem_spot = places.exact(f"{where}/stem")
    stem = asked.stem
    if stem_spot:
        stem, start = unremarked(stem, stem_spot.start)
        places.put(f"{to}/stem", Spot(stem_spot.source, start, start + len(stem)))
    _same(places, f"{where}/options/{key}/text", f"{to}/answer", "")
    others = [place for place in range(len(asked.options)) if place != key]
    for number, place in enumerate(others):
        _same(places, f"{where}/options/{place}/text", f"{to}/distractors/{number}/text", "")
    return SingleChoice(
        id=name, objective="", frame=None, bloom=None, stem=stem, answer=asked.options[key].text, place=key,
        distractors=tuple(Distractor(text=asked.options[place].text) for place in others),
        explanation=asked.explanation,
    )  # fmt: skip


def _same(places: Places, where: str, to: str, *names: str) -> None:
    """What stands at ``where`` is also known as ``to``: itself (an empty name) and its parts."""
    for name in names:
        tail = f"/{name}" if name else ""
        if spot := places.exact(where + tail):
            places.put(to + tail, spot)


def _week(title: str, sections: tuple[Section, ...], ours: Ours, settings: CheckSettings) -> Week:
    if ours.week:
        return ours.week.model_copy(update={"sections": sections})
    number = _NUMBER.search(title)
    return Week(
        course="", number=int(number[1]) if number else 0, title=title, language=settings.language, minutes=None,
        words_per_minute=settings.words_per_minute, sections=sections,
    )  # fmt: skip


def _context(week: Week, ours: Ours, settings: CheckSettings) -> Context:
    texts = [week.title, *settings.terms, *week.terms]
    texts += [text for section in week.sections for text in (section.title, *(o.text for o in section.objectives))]
    return Context(
        language=week.language,
        minutes=week.minutes or 0,
        words_per_minute=week.words_per_minute,
        topics=tuple(topic for section in week.sections for topic in section.topics),
        of=max(1, len(week.sections)),
        terms=frozenset(word for text in texts for word in _WORD.findall(text.lower())),
        offline=ours.offline,
        filed=True,
        policy=settings if settings.rules or settings.ignore else week.policy,
    )
