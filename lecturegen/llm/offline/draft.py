"""Request for a section -> its frames: what is said, in about the length asked for, and what the slide shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lecturegen.llm.offline.errors import NothingToSay
from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.language import length, normal, overlap, sentences, stems
from lecturegen.llm.offline.telling import Role, Said
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.llm.offline.week import Section
from lecturegen.schema import DraftAsk, PlannedFrame
from lecturegen.schema.wire import CodeReply, DraftReply, FrameReply, SourceReply, TableReply

_ROOM = 1.08
"""A section may be so much longer than asked before paragraphs are left out."""
_BRIM = 1.5
"""And so much longer before those go that a question rests on."""
_QUOTE = (4, 25)  # words that a quote has at least and at most
_SOURCES = 2


def drafted(ask: DraftAsk, section: Section, asked: Sequence[str], tongue: Tongue) -> DraftReply:
    """The reply for one section. ``asked``: words that its questions rest on, which have to be said.

    Raises NothingToSay if a planned frame finds nothing in the notes.
    """
    frames = _as_planned(ask, section)
    opening, closing = _opening(ask, section), _closing(ask, section, tongue)
    spoken = length(opening) + length(closing)
    kept = _fitted([frame.said for frame in frames], ask.words - spoken, [normal(words) for words in asked])
    replies = [
        _frame(frame, said, planned, section, tongue)
        for frame, said, planned in zip(frames, kept, ask.section.frames, strict=True)
    ]
    return DraftReply(opening=opening, frames=replies, closing=closing)


def _as_planned(ask: DraftAsk, section: Section) -> list[Frame]:
    """Our frames in the order of the plan, and only those that it holds. A frame that a person has reworded takes
    what is nearest to it."""
    planned = ask.section.frames
    if [normal(f.title) for f in planned] == [normal(f.title) for f in section.frames]:
        return section.frames
    if not section.frames:
        raise NothingToSay(f"the notes hold nothing for the topic {ask.section.title!r}")
    named = {normal(frame.title): frame for frame in section.frames}
    homes = [[named[normal(frame.title)]] if normal(frame.title) in named else [] for frame in planned]
    left = [frame for frame in section.frames if frame not in [own for home in homes for own in home]]
    reworded = [index for index, home in enumerate(homes) if not home]
    for index in sorted(reworded, key=lambda i: -max((_likeness(planned[i], f) for f in left), default=0)):
        if not left:
            raise NothingToSay(f"the notes hold nothing more for the frame {planned[index].title!r}")
        best = max(left, key=lambda f: _likeness(planned[index], f))
        homes[index].append(best)
        left.remove(best)
    for frame in left:
        shown = [len(set(frame.bullets) & set(one.points)) for one in planned]
        if max(shown) * 2 > len(frame.bullets):  # moved to another frame, not left out of the plan
            homes[shown.index(max(shown))].append(frame)
    return [_together(frames) for frames in homes]


def _likeness(planned: PlannedFrame, frame: Frame) -> float:
    wanted = stems(" ".join([planned.title, *planned.points]))
    return overlap(wanted, stems(f"{frame.title} {frame.text}"))


def _together(frames: Sequence[Frame]) -> Frame:
    first, *others = frames
    joined = replace(first)
    for other in others:
        joined.said = [*joined.said, *other.said]
        joined.formulas, joined.code = [*joined.formulas, *other.formulas], [*joined.code, *other.code]
        joined.tables = [*joined.tables, *other.tables]
    return joined


def _opening(ask: DraftAsk, section: Section) -> str:
    own = " ".join(said.text for said in section.opening)
    return f"{section.link} {own}".strip() or ask.section.takes_up


def _closing(ask: DraftAsk, section: Section, tongue: Tongue) -> str:
    """The question that the plan leaves open, which a person may have reworded; at the very end, thanks."""
    asked = ask.section.leaves_open
    if ask.number < ask.of:
        return f"{section.closing} {asked}".strip()
    return f"{asked} {tongue.speech.thanks}".strip()


def _fitted(frames: Sequence[Sequence[Said]], words: int, asked: Sequence[str]) -> list[list[Said]]:
    """Paragraphs, without the least needed if all together are too long. Every frame keeps its first; what is asked
    about goes only where the section would be far too long with it."""
    kept = [list(said) for said in frames]
    spare = sorted(
        ((said, index) for index, paragraphs in enumerate(kept) for said in paragraphs[1:]),
        key=lambda one: (_need(one[0], kept[one[1]].index(one[0])), -one[1]),
    )
    free = [one for one in spare if not any(words in normal(one[0].text) for words in asked)]
    for room, less in ((_ROOM, free), (_BRIM, [one for one in spare if one not in free])):
        for said, index in less:
            total = sum(s.words for paragraphs in kept for s in paragraphs)
            if total > words * room and total - said.words >= words * 0.9:
                kept[index].remove(said)
    return kept


def _need(said: Said, place: int) -> float:
    """How much a paragraph is needed: definitions can be read, further paragraphs can go before examples."""
    return {Role.DEFINITION: 1.0, Role.LIST: 2.0, Role.CLAIM: 3.0, Role.RECALL: 3.0, Role.MISTAKE: 4.0}.get(
        said.role, 4.5
    ) - min(place, 9) / 10


def _frame(frame: Frame, said: Sequence[Said], planned: PlannedFrame, section: Section, tongue: Tongue) -> FrameReply:
    paragraphs = [s.text for s in said]
    paragraphs += [f"$$\n{formula}\n$$" for formula in frame.formulas[1:]]
    code = frame.code[0] if frame.code else None
    table = frame.tables[0] if frame.tables else None
    edited = normal(planned.title) != normal(frame.title)
    bullets = [point for point in planned.points if length(point) <= 20] if edited else list(frame.bullets)
    return FrameReply(
        bullets=bullets or list(frame.bullets),
        script="\n\n".join(paragraphs),
        maths=frame.formulas[0] if frame.formulas else "",
        code=CodeReply(language=code.language if code else "", text=code.text if code else ""),
        table=TableReply(
            header=list(table.header) if table else [], rows=[list(row) for row in table.rows] if table else []
        ),
        sources=_sources(said, tongue),
    )


def _sources(said: Sequence[Said], tongue: Tongue) -> list[SourceReply]:
    """Quotes, word for word, from the passages that a frame rests on: one a passage, two at most."""
    found: dict[str, str] = {}
    pieces = tongue.material.pieces
    for one in said:
        for passage in pieces[one.piece].passages:
            if passage not in found and (quote := quote_from(tongue.material.passages[passage].text, one.text)):
                found[passage] = quote
    return [SourceReply(passage=passage, quote=quote) for passage, quote in list(found.items())[:_SOURCES]]


def quote_from(passage: str, text: str) -> str:
    """Words of ``text`` that stand in ``passage`` letter for letter: a whole sentence if one is short enough."""
    fewest, most = _QUOTE
    said = [sentence for sentence in sentences(text) if not re.search(r"[$`]", sentence)]
    for sentence in said:
        if fewest <= length(sentence) <= most and sentence in passage:
            return sentence
    for words in (sentence.split() for sentence in said):
        for size in range(min(most, len(words)), fewest + 1, -1):
            if (run := " ".join(words[:size])) in passage:
                return run.rstrip(",;:")
    return ""
