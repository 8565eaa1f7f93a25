"""A section's body -> where its frames begin, in ours and in foreign files, as offsets into the body.

A frame begins at its heading, or at the first cue to it where it has none; see ``frame_marks`` for what they look
like. No text is lost: what is no mark stands in the opening, in a frame or in the closing, and what is not understood
as a mark is left where it stands.

Not covered: frames that speech alone announces ("on this frame we see").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lecturegen.schema.frame_marks import FrameMark, Kind, marks_in
from lecturegen.schema.grammar import lines

_REMARK = re.compile(r"<!--.*?-->", re.S)
_WRAPS = re.compile(r"\s*(`{3,}|~{3,})(?:markdown|md|text|plaintext|plain)?[ \t]*\n(?!\1)")


class Span(NamedTuple):
    """Offsets into the body."""

    start: int
    end: int

    def of(self, body: str) -> str:
        return body[self.start : self.end]


class MarkedFrame(NamedTuple):
    """``text``: what is said. ``mark`` is None for a first frame that nothing announces."""

    number: int
    mark: FrameMark | None
    text: Span


class Body(NamedTuple):
    """``marks``: all that were found, also those at which no frame begins."""

    marks: tuple[FrameMark, ...]
    opening: Span
    frames: tuple[MarkedFrame, ...]
    closing: Span


@lru_cache(maxsize=256)
def read_body(body: str, declared: int) -> Body:
    """The frames of ``body``. ``declared``: how many the file says there are."""
    fence = wrapper(body)
    inside = Span(fence.opens.end, fence.closes.start) if fence else Span(0, len(body))
    marks = tuple(_marks(body, inside))
    about = marks[0] if marks and marks[0].kind is Kind.ABOUT else None
    # a remark to us may stand before it, but no speech
    about = about if about and not _REMARK.sub("", body[inside.start : about.start]).strip() else None
    first = about.end if about else inside.start
    starts = list(_starts(_ordered(marks, declared), body))
    end = next((m for m in marks if m.kind is Kind.END and (not starts or m.start > starts[-1].end)), None)
    last = end.start if end else inside.end
    # where a fence wraps the speech, what the model said to us stands behind it
    after = end.end if end else fence.closes.end if fence else len(body)
    begins = starts[0].start if starts else last
    before = _trimmed(body, first, begins)
    frames = []
    if not starts or starts[0].number > 1:
        number = starts[0].number - 1 if starts else 1
        frames.append(MarkedFrame(number, None, before))
        before = Span(first, first)
    shown = [mark.start for mark in marks if mark.kind is Kind.SHOWN]
    stops = [*(mark.start for mark in starts[1:]), last][: len(starts)]
    for mark, stop in zip(starts, stops, strict=True):
        said = next((at for at in shown if mark.end < at < stop), stop)
        frames.append(MarkedFrame(mark.number, mark, _trimmed(body, mark.end, said)))
    return Body(marks, before, tuple(frames), _trimmed(body, after, len(body)))


class Fence(NamedTuple):
    """The lines of a fence that wraps speech, their line ends included."""

    opens: Span
    closes: Span


def wrapper(body: str) -> Fence | None:
    """The fence around the whole of a body, or all of it but a remark at the end. Models wrap a reply like that."""
    if not (opened := _WRAPS.match(body)):
        return None
    closed = re.compile(rf"^{opened[1]}[ \t]*$\n?", re.M).search(body, opened.end())
    if closed is None or closed.start() <= len(body) // 2:
        return None
    return Fence(Span(opened.start(), opened.end()), Span(closed.start(), closed.end()))


def _trimmed(body: str, start: int, end: int) -> Span:
    """Without empty lines before and after."""
    text = body[start:end]
    if not text.strip():
        return Span(start, start)
    begin = start + len(text) - len(text.lstrip())
    # an indented first line is code or a list: its indentation belongs to it
    line = body.rfind("\n", start, begin) + 1
    return Span(max(line, start) if line or not start else begin, start + len(text.rstrip()))


def _ordered(marks: Sequence[FrameMark], declared: int) -> list[FrameMark]:
    """The marks that can begin a frame, each with its number."""
    numbered = [mark for mark in marks if mark.kind in (Kind.HEADING, Kind.CUE)]
    if numbered:
        return numbered
    slides = [mark for mark in marks if mark.kind is Kind.SLIDE]
    if slides and declared > 1 and max(mark.number for mark in slides) == declared:
        return slides
    following = [mark for mark in marks if mark.kind is Kind.NEXT]
    if following and len(following) == declared - 1:
        return [mark._replace(number=number) for number, mark in enumerate(following, start=2)]
    return []


def _starts(marks: Sequence[FrameMark], body: str) -> Iterator[FrameMark]:
    """In the order of the body, one mark a frame, numbers rising: its heading, or its first cue if it has none.

    A cue to a frame that stands right before its heading is one mark with it.
    """
    headed = {mark.number for mark in marks if mark.kind is not Kind.CUE}
    reached = 0
    before: FrameMark | None = None
    for mark in marks:
        if mark.number > reached and (mark.kind is not Kind.CUE or mark.number not in headed):
            reached = mark.number
            cued = before and before.kind is Kind.CUE and before.number == mark.number
            if before and cued and before.alone and not body[before.end : mark.start].strip():
                mark = mark._replace(start=before.start)
            yield mark
        before = mark


def _marks(body: str, inside: Span) -> Iterator[FrameMark]:
    for line in lines(inside.of(body)):
        if not line.code:
            yield from marks_in(line.text, inside.start + line.start)
