"""A line of a body -> the marks of frames in it, in ours and in foreign files.

Frames are announced by headings (``### Frame 2: Title``, ``**Frame 2**``, ``[Frame 2: Title]``), by cues (``(Advance to
Frame 2)``, ``**Transition to Frame 2:**``), by cues without numbers (``[Next frame]``), or are called slides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from lecturegen.schema.grammar import Mark
from lecturegen.schema.signs import marked


class Kind(StrEnum):
    """What a mark does."""

    ABOUT = "about"  # ours: how long the section takes
    HEADING = "heading"
    CUE = "cue"
    NEXT = "next"  # a cue to the next frame, without a number
    SLIDE = "slide"  # a heading that calls the frame a slide
    SHOWN = "shown"  # ours: what the slide shows follows
    END = "end"  # ours: the frames are over


class FrameMark(NamedTuple):
    """A place in a body that announces a frame. ``number`` is 0 if the mark has none.

    ``start`` and ``end`` are offsets into the body; they take in the mark and nothing that is spoken. ``title``: the
    frame's, if the mark has one. ``spelling``: what it is set in, such as ``###``, ``**``, ``[``, ``**[``. ``alone``:
    nothing else stands on the line.
    """

    kind: Kind
    number: int
    start: int
    end: int
    title: str = ""
    spelling: str = ""
    alone: bool = True


_DASH = r"[:.–—-]"
_TITLE = rf"(?:\s*(?:{_DASH}\s*)+(?P<title>\S.*))?"
_HEADING = re.compile(
    rf"(?:slide |begin(?:ning of)? |start(?:ing)?(?: of)? )?frame (?P<number>\d{{1,4}})(?: of \d+)?"
    rf"(?: (?:explanation|conclusion|continued|script|content|overview|introduction|begins?))?\W{{0,3}}{_TITLE}",
    re.I,
)
_HEADING_BEHIND = re.compile(r"(?P<title>.+\S) [(\[–-] ?frame (?P<number>\d{1,4})", re.I)
_SLIDE = re.compile(rf"slide (?P<number>\d{{1,4}})(?: of \d+)?{_TITLE}", re.I)
_VERB = (
    r"(?:advanc\w+|transition\w*|mov\w+|proceed\w*|click\w*|switch\w*|chang\w+|go(?:ing)?|turn\w*|display\w*|show\w*|next"
    r"|continu\w+|shift\w*|pause|smoothly|slide|frame|please|now|let['’]s|on|onto|into|to|for|the|and|in|with|starting)"
)
_CUE = re.compile(rf"(?:{_VERB}[\s,:–—-]+){{1,7}}frame (?P<number>\d{{1,4}})(?: transition)?{_TITLE}", re.I)
_CUE_BEHIND = re.compile(rf"frame (?P<number>\d{{1,4}}) transition{_TITLE}", re.I)
_NEXT = re.compile(
    rf"(?:{_VERB}[\s,:–—-]+){{0,7}}(?:next|final|last|following|change) frame\b[^.?!]{{0,40}}|(?:advance|next) frames?"
    r"|frame transition",
    re.I,
)
_ENDED = re.compile(r"end(?:ing)?\b|close\b|closing\b|back to\b|return\w*\b|recall\b|see\b|in\b", re.I)
# what a label is set in: a heading, a bullet before a cue, emphasis, brackets, quotation marks; and what closes it
_OPENS = re.compile(r"(?:#{1,6}[ \t]+|[*-][ \t]+(?=[\[(*]))?[*_]{0,3}[\[(]?[*_]{0,3}[\"“]?")
_CLOSES = re.compile(r"[\s*_\])\"”:.]*$")
_STRONG = re.compile(r"[ \t]*([*_]{1,3})([^*_\n]{1,200})\1(?=[ \t:]|$)")
_BRACKETED = re.compile(r"[*_]{0,3}(?:\(([^()\n]{1,160})\)|\[([^\[\]\n]{1,160})\](?!\())[*_]{0,3}")
_MOST_WORDS = 24
"""A longer line is speech, whatever it begins with."""


def marks_in(line: str, at: int) -> Iterator[FrameMark]:
    """The marks in ``line``, which begins at the offset ``at``."""
    if (own := _own(line, at)) is not None:
        yield own
        return
    lowered = line.lower()
    if "frame" not in lowered and "slide" not in lowered:
        return
    start = len(line) - len(line.lstrip())
    whole = line.rstrip()
    strong = _STRONG.match(whole)
    rest = whole[strong.end() :].lstrip(" \t:") if strong else ""
    if strong and rest and (mark := _label(strong[0], start, at, alone=False)):
        yield mark._replace(end=at + len(whole) - len(rest))
    elif len(whole.split()) <= _MOST_WORDS and (mark := _label(whole, start, at, alone=True)):
        yield mark
    else:
        for cue in _BRACKETED.finditer(line):
            mark = _label(line[: cue.end()], cue.start(), at, alone=False)
            if mark is not None and mark.kind is Kind.CUE:
                yield mark


def _own(line: str, at: int) -> FrameMark | None:
    found = marked(line)
    if found is None:
        return None
    heads = found.mark is Mark.FRAME
    numbered = heads or found.mark is Mark.ADVANCE
    return FrameMark(
        kind=_OURS[found.mark], number=int(found.number) if numbered else 0, start=at, end=at + len(line),
        title=found.title, spelling="###" if heads else "*(",
    )  # fmt: skip


def _label(line: str, start: int, at: int, *, alone: bool) -> FrameMark | None:
    """The mark that ``line[start:]`` is from end to end."""
    opens = _OPENS.match(line, start)
    begin = opens.end() if opens else start
    spelling = line[start:begin].strip().replace(" ", "")
    closes = _CLOSES.search(line, begin)
    text = line[begin : closes.start() if closes else len(line)]
    if not spelling and not alone:
        return None
    for kind, pattern in _KINDS:
        if not spelling and (kind in (Kind.SLIDE, Kind.NEXT) or pattern is _HEADING_BEHIND):
            continue  # without any setting such a line is speech
        if (match := pattern.fullmatch(text)) and not _ENDED.match(text):
            said = match.groupdict()
            return FrameMark(
                kind=kind, number=int(said.get("number") or 0), start=at + start, end=at + len(line),
                title=said.get("title") or "", spelling=spelling.rstrip('"“'), alone=alone,
            )  # fmt: skip
    return None


_OURS = {
    Mark.ABOUT: Kind.ABOUT, Mark.FRAME: Kind.HEADING, Mark.ADVANCE: Kind.CUE, Mark.SHOWN: Kind.SHOWN,
    Mark.END: Kind.END,
}  # fmt: skip
_KINDS = (
    (Kind.CUE, _CUE_BEHIND),
    (Kind.HEADING, _HEADING),
    (Kind.CUE, _CUE),
    (Kind.NEXT, _NEXT),
    (Kind.SLIDE, _SLIDE),
    (Kind.HEADING, _HEADING_BEHIND),
)
