"""The files of a week -> the documents that rules look at, and where each text of them stands.

Script and assessment become one Week, as far as files tell: frames as they are marked, questions with the order in
which their options are printed. Of a week of ours, week.json and plan.yaml beside the files tell the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from lecturegen import rules
from lecturegen.existing.details import detailed, load_details
from lecturegen.existing.find import Bundle
from lecturegen.existing.ours import Ours, load_ours, merged
from lecturegen.existing.places import Places, Spot
from lecturegen.existing.sections import pairs, section_of
from lecturegen.existing.source import Source
from lecturegen.exporters.assessment import sheet_pieces
from lecturegen.exporters.script import script_pieces
from lecturegen.languages import week_number, words_of
from lecturegen.reading.assessment import read_assessment
from lecturegen.reading.beamer import missing_figures, read_deck
from lecturegen.reading.script import read_script
from lecturegen.reading.sections import load
from lecturegen.rules import Context, Known
from lecturegen.schema import CheckSettings, Section, Week, WeekFiles
from lecturegen.schema.deck import Deck
from lecturegen.schema.markdown import AssessmentSheet, Script

_LINKS = frozenset({Known.LINKS})
_CHAPTER = re.compile(r"\bChapter (\d{1,3})\b", re.I)


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
    script = sheet = deck = None
    if bundle.script:
        script = read_script(texts[bundle.script], str(bundle.script))
        places.put_pieces("/script", script_pieces(script), sources[bundle.script])
    if bundle.sheet:
        sheet = read_assessment(texts[bundle.sheet], str(bundle.sheet))
        places.put_pieces("/sheet", sheet_pieces(sheet), sources[bundle.sheet])
    if bundle.deck:
        deck = read_deck(texts[bundle.deck], str(bundle.deck))
        _put_deck(deck, sources[bundle.deck], places)
    places.put("", Spot(sources[bundle.paths[0]], 0, 0))
    ours = load_ours(bundle.folder)
    read = [section_of(pair, places) for pair in pairs(script, sheet)]
    sections, known = merged([section for section, _ in read], ours)
    details = load_details(bundle.sheet) if bundle.sheet and not all(known) else None
    linked = known
    if details:
        sections, detail = detailed(sections, details)
        linked = [one or other for one, other in zip(known, detail, strict=True)]
    week = _week(script or sheet, tuple(sections), ours, settings)
    context = _context(week, ours, settings)
    contexts = tuple(
        replace(
            context, number=number, planned=ours.planned(section) if whole else None,
            unknown=frozenset() if whole else _unknown(section, strict) - (_LINKS if tied else frozenset()),
        )
        for number, (section, whole, tied, (_, strict)) in enumerate(
            zip(sections, known, linked, read, strict=True), start=1
        )
    )  # fmt: skip
    unknown = frozenset[Known]().union(*(one.unknown for one in contexts))
    unknown |= {Known.MINUTES} if week.minutes is None else set()
    figures = missing_figures(deck, bundle.folder) if deck else frozenset[str]()
    return CheckedWeek(
        tuple(sources.values()), WeekFiles(script=script, sheet=sheet, deck=deck), week, contexts,
        replace(context, unknown=unknown, missing_figures=figures), places,
    )  # fmt: skip


def _put_deck(deck: Deck, source: Source, places: Places) -> None:
    for where, start in deck.places().items():
        _, _, index, *name = where.split("/") if where.startswith("/frames/") else ("", "", "", "preamble")
        text = getattr(deck.frames[int(index)] if index else deck, name[0]) if name else ""
        places.put(f"/deck{where}", Spot(source, start, start + len(text)))


def _unknown(section: Section, strict: bool) -> frozenset[Known]:
    """What files alone do not say. In the strict form, which is ours, they say more."""
    unknown = {Known.SLIDES, Known.LINKS}
    unknown |= set() if strict else {Known.TRANSITIONS}
    return frozenset(unknown | ({Known.MINUTES} if section.minutes is None else set()))


def _week(
    document: Script | AssessmentSheet | None, sections: tuple[Section, ...], ours: Ours, settings: CheckSettings
) -> Week:
    if ours.week:
        return ours.week.model_copy(update={"sections": sections})
    title = document.title if document else ""
    # the first line of a file tells its language, unless somebody has said it
    told = document.language if document and "language" not in settings.model_fields_set else settings.language
    number = week_number().search(title) or _CHAPTER.search(title)
    return Week(
        course="", number=int(number[1]) if number else 0, title=title, language=told, minutes=None,
        words_per_minute=settings.words_per_minute or words_of(told).pace.usual, sections=sections,
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
        terms=rules.subject_words(texts),
        offline=ours.offline,
        filed=True,
        policy=settings if settings.rules or settings.ignore else week.policy,
    )
