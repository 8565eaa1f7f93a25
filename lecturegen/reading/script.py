"""script.md -> Script: the sections of ours and of foreign files, and in ours the frames.

A body is kept as it stands, so that written again it is the same. Only the strict form is understood further.

Not covered: the many ways in which foreign bodies mark their frames.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lecturegen.reading.sections import RawSection, Sort, load, outline
from lecturegen.schema.grammar import STRICT, Mark, Marked, lines
from lecturegen.schema.markdown import Script, ScriptSection, Speech, SpokenFrame
from lecturegen.schema.signs import Signs, marked


def load_script(path: Path) -> Script:
    """Raises DocumentError."""
    return read_script(load(path), str(path))


def read_script(text: str, name: str = "script.md") -> Script:
    """Raises DocumentError, which names ``name`` and the line."""
    signs, title, sections = outline(text, Sort.SCRIPT, name)
    return Script(language=signs.language, title=title, sections=tuple(_section(raw, signs) for raw in sections))


def _section(raw: RawSection, signs: Signs) -> ScriptSection:
    first, _, rest = raw.text.partition("\n")
    declared = signs.frames_pattern.fullmatch(first)
    below = rest if declared else raw.text
    # BODY NL NL; a person may have forgotten the empty line, and has lost nothing by it
    below = below.removesuffix("\n").removesuffix("\n")
    body = below.removeprefix("\n")
    return ScriptSection(
        number=raw.number,
        title=raw.title,
        frames=int(declared[1]) if declared else 1,
        body=body,
        gap=body != below,
        speech=read_speech(body),
    )


class _Piece(NamedTuple):
    """A mark, and the text from there to the next one."""

    mark: Marked
    text: str


def read_speech(body: str) -> Speech | None:
    """The frames of a body in the strict form, or None if it is in another."""
    pieces = _pieces(body)
    if not STRICT.fullmatch("".join(piece.mark.mark for piece in pieces)):
        return None
    frames: list[SpokenFrame] = []
    for mark, text in pieces[1:-1]:
        match mark.mark:
            case Mark.FRAME if mark.number == len(frames) + 1:
                frames.append(SpokenFrame(title=mark.title, text=text))
            case Mark.SHOWN:
                frames[-1] = frames[-1].model_copy(update={"shown": text})
            case Mark.ADVANCE if mark.number == len(frames) + 1 and not text:
                pass
            case _:
                return None
    minutes = pieces[0].mark.number
    if minutes <= 0:
        return None
    return Speech(minutes=minutes, opening=pieces[0].text, frames=tuple(frames), closing=pieces[-1].text)


def _pieces(body: str) -> list[_Piece]:
    """Empty if the body does not begin with a mark."""
    pieces: list[tuple[Marked, list[str]]] = []
    for line, code, _ in lines(body):
        mark = None if code else marked(line)
        if mark is not None:
            pieces.append((mark, []))
        elif not pieces:
            return []
        else:
            pieces[-1][1].append(line)
    return [_Piece(mark, "\n".join(text).strip("\n")) for mark, text in pieces]
