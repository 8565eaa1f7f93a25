"""A planned section -> what is shown and said: what DraftReply holds."""

from __future__ import annotations

from typing import Any

from tests.openai_server.content.figures import UNITS, number, seeded
from tests.openai_server.content.paragraphs import Writer
from tests.openai_server.content.phrases import count, sentence
from tests.openai_server.content.prompt import DraftPrompt, FrameAsked
from tests.openai_server.content.quotes import sources
from tests.openai_server.content.shown import bullets, code, maths, table
from tests.openai_server.content.wording import term

_GREETING = "Hello, everyone."
_THANKS = "Thank you all for coming. Do you have any questions?"
_ROOM_FOR_MORE = 110  # words of a frame that leave room for an example beside its points
_NO_CODE: dict[str, str] = {"language": "", "text": ""}
_NO_TABLE: dict[str, list[Any]] = {"header": [], "rows": []}


def draft(asked: DraftPrompt, salt: int = 0) -> dict[str, Any]:
    """The section, as long as was asked for: each frame makes up for what the one before was short of."""
    shift = number(asked.week, salt)
    planned = set(" ".join(point for frame in asked.frames for point in frame.points).split())
    unit = next((unit for unit in UNITS if unit in planned), UNITS[(asked.number + shift) % len(UNITS)])
    writer = Writer(term(asked.title), unit, asked.number, shift, seeded(shift, asked.number, asked.frames))
    opening, closing = _opening(asked, writer), _closing(asked, writer)
    frames: list[dict[str, Any]] = []
    said, room = count(opening), asked.words - count(opening) - count(closing)
    for place, frame in enumerate(asked.frames):
        due = count(opening) + room * (place + 1) / len(asked.frames)
        made = _frame(asked, frame, writer, round(due - said))
        said += count(made["script"])
        frames.append(made)
    return {"opening": opening, "frames": frames, "closing": closing}


def _opening(asked: DraftPrompt, writer: Writer) -> str:
    slots = writer.slots(asked.takes_up)
    spoken = [writer.say("opener", slots), asked.takes_up, writer.say("bridge", slots)]
    return " ".join([_GREETING, *spoken] if asked.number == 1 else spoken)


def _closing(asked: DraftPrompt, writer: Writer) -> str:
    spoken = [writer.say("parting", writer.slots(asked.leaves_open)), asked.leaves_open]
    return " ".join([*spoken, _THANKS] if asked.number == asked.of else spoken)


def _frame(asked: DraftPrompt, frame: FrameAsked, writer: Writer, words: int) -> dict[str, Any]:
    place, last = frame.number - 1, len(asked.frames) - 1
    about = " ".join((frame.title, *frame.points))
    slots = writer.slots(about)
    shows = _shows(asked.number, place, last)
    special = _special(writer, about, place, last) if words >= _ROOM_FOR_MORE else ""
    pointer = sentence(f"{shows}_line", asked.number, slots) if shows else ""
    spoken = writer.paragraphs(frame.title, frame.points, special, words - count(pointer))
    if pointer:
        spoken[0] = f"{spoken[0]} {pointer}"
    return {
        "bullets": bullets(frame, writer),
        "script": "\n\n".join(spoken),
        "maths": maths(slots.count, asked.number) if shows == "maths" else "",
        "code": code(slots.count, writer.unit, asked.number) if shows == "code" else _NO_CODE,
        "table": table(slots.count, writer.unit) if shows == "table" else _NO_TABLE,
        "sources": sources(about, asked.passages, asked.number + place),
    }


def _special(writer: Writer, about: str, place: int, last: int) -> str:
    """The second frame works an example, the third tells the mistake, the last asks."""
    match place:
        case 1:
            return writer.worked(about)
        case 2:
            return writer.mistake(about)
        case _ if place == last:
            return writer.asked(about)
        case _:
            return ""


def _shows(number: int, place: int, last: int) -> str:
    """What stands on a slide beside its bullets: a formula in most sections, a table or code in some."""
    if place == min(1, last):
        return ("maths", "code", "maths", "table")[number % 4]
    if place == min(2, last):
        return ("table", "", "code")[number % 3]
    return ""
