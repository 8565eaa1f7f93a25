"""Week -> script.md: what the lecturer says, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.errors import Unwritable
from lecturegen.exporters._base import Exported, Piece, Wishes, exporter, guard, joined, text_file, tidy, titled
from lecturegen.exporters._blocks import blocks, is_quoted
from lecturegen.schema import Frame, Section, Week
from lecturegen.schema.grammar import DIVIDER
from lecturegen.schema.markdown import Script, ScriptSection, Speech, SpokenFrame
from lecturegen.schema.signs import Signs, signs_of
from lecturegen.schema.writable import unwritable_speech


@exporter("script")
def export(week: Week, wishes: Wishes) -> Exported:
    return text_file("script.md", write_script(to_script(week, wishes.title)))


def to_script(week: Week, title: str) -> Script:
    """Raises Unwritable."""
    guard(week, unwritable_speech)
    of, signs = len(week.sections), signs_of(week.language)
    sections = tuple(_section(section, number, of, signs) for number, section in enumerate(week.sections, start=1))
    return Script(language=signs.language, title=titled(week, title), sections=sections)


def write_script(script: Script) -> str:
    return joined(script_pieces(script))


def script_pieces(script: Script) -> Iterator[Piece]:
    """script.md, piece by piece: whoever reads a file can tell from them where each text of it stands."""
    signs = signs_of(script.language)
    yield Piece(signs.script)
    yield Piece(script.title, "/title")
    yield Piece("\n\n")
    for index, section in enumerate(script.sections):
        where = f"/sections/{index}"
        yield Piece(signs.section(section.number), where)
        yield Piece(section.title, f"{where}/title")
        yield Piece("\n")
        if section.frames > 1:
            yield Piece(signs.frames(section.frames), f"{where}/frames")
            yield Piece("\n")
        yield Piece("\n" if section.gap else "")
        yield Piece(section.body, f"{where}/body")
        yield Piece(f"\n\n{DIVIDER}\n\n")


def _section(section: Section, number: int, of: int, signs: Signs) -> ScriptSection:
    if section.minutes is None:
        raise Unwritable(f"section {number} does not say how long it takes; foreign files are not written anew")
    speech = Speech(
        minutes=max(0.5, round(section.minutes * 2) / 2),
        opening=tidy(section.opening),
        frames=tuple(_frame(frame) for frame in section.frames),
        closing=tidy(section.closing),
    )
    end = signs.transition(number + 1) if number < of else signs.close
    body = "\n\n".join(part for part in _parts(speech, end, signs) if part)
    return ScriptSection(number=number, title=section.title, frames=len(section.frames), body=body, speech=speech)


def _frame(frame: Frame) -> SpokenFrame:
    script = tidy(frame.script)
    unquoted = [block.markdown for block in blocks(frame) if not is_quoted(block, script)]
    return SpokenFrame(title=frame.title, text=script, shown="\n\n".join(unquoted))


def _parts(speech: Speech, end: str, signs: Signs) -> Iterator[str]:
    """The strict form, in the order of its marks."""
    yield signs.about(speech.minutes)
    yield speech.opening
    for number, frame in enumerate(speech.frames, start=1):
        if number > 1:
            yield signs.advance(number)
        yield signs.frame(number, frame.title)
        yield frame.text
        if frame.shown:
            yield signs.shown
            yield frame.shown
    yield end
    yield speech.closing
