"""Week -> script.md: what the lecturer says, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.exporters._base import Exported, Piece, Wishes, exporter, guard, joined, text_file, tidy, titled
from lecturegen.exporters._blocks import blocks, is_quoted
from lecturegen.schema import Frame, Section, Week
from lecturegen.schema.grammar import (
    CLOSE,
    DIVIDER,
    SCRIPT,
    SHOWN,
    about_sign,
    advance_sign,
    frame_sign,
    frames_sign,
    section_sign,
    transition_sign,
)
from lecturegen.schema.markdown import Script, ScriptSection, Speech, SpokenFrame
from lecturegen.schema.writable import unwritable_speech


@exporter("script")
def export(week: Week, wishes: Wishes) -> Exported:
    return text_file("script.md", write_script(to_script(week, wishes.title)))


def to_script(week: Week, title: str) -> Script:
    """Raises Unwritable."""
    guard(week, unwritable_speech)
    of = len(week.sections)
    sections = tuple(_section(section, number, of) for number, section in enumerate(week.sections, start=1))
    return Script(title=titled(week, title), sections=sections)


def write_script(script: Script) -> str:
    return joined(script_pieces(script))


def script_pieces(script: Script) -> Iterator[Piece]:
    """script.md, piece by piece: whoever reads a file can tell from them where each text of it stands."""
    yield Piece(SCRIPT)
    yield Piece(script.title, "/title")
    yield Piece("\n\n")
    for index, section in enumerate(script.sections):
        where = f"/sections/{index}"
        yield Piece(section_sign(section.number), where)
        yield Piece(section.title, f"{where}/title")
        yield Piece("\n")
        if section.frames > 1:
            yield Piece(frames_sign(section.frames), f"{where}/frames")
            yield Piece("\n")
        yield Piece("\n" if section.gap else "")
        yield Piece(section.body, f"{where}/body")
        yield Piece(f"\n\n{DIVIDER}\n\n")


def _section(section: Section, number: int, of: int) -> ScriptSection:
    if section.minutes is None:
        raise ValueError(f"section {number} does not say how long it takes; foreign files are not written anew")
    speech = Speech(
        minutes=max(0.5, round(section.minutes * 2) / 2),
        opening=tidy(section.opening),
        frames=tuple(_frame(frame) for frame in section.frames),
        closing=tidy(section.closing),
    )
    end = transition_sign(number + 1) if number < of else CLOSE
    body = "\n\n".join(part for part in _parts(speech, end) if part)
    return ScriptSection(number=number, title=section.title, frames=len(section.frames), body=body, speech=speech)


def _frame(frame: Frame) -> SpokenFrame:
    script = tidy(frame.script)
    unquoted = [block.markdown for block in blocks(frame) if not is_quoted(block, script)]
    return SpokenFrame(title=frame.title, text=script, shown="\n\n".join(unquoted))


def _parts(speech: Speech, end: str) -> Iterator[str]:
    """The strict form, in the order of its marks."""
    yield about_sign(speech.minutes)
    yield speech.opening
    for number, frame in enumerate(speech.frames, start=1):
        if number > 1:
            yield advance_sign(number)
        yield frame_sign(number, frame.title)
        yield frame.text
        if frame.shown:
            yield SHOWN
            yield frame.shown
    yield end
    yield speech.closing
