"""Week -> slides.pptx: native headlines, bullets, tables and code, formulas as pictures, the script as notes.

Boxes stand below each other inside the slide; what does not fit goes on on a slide of its own, in the same size, and a
finding says so. A template gives its looks through its layouts "Title and Content" and "Title Only".

Maths inside a line becomes letters, raised and lowered ones; what has no such form stays LaTeX, and is named.

Not covered: pictures that a template's layout asks for.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zipfile import ZipFile

from lecturegen.exporters._archive import archive
from lecturegen.exporters._base import Exported, Wishes, exporter, guard, headline, titled
from lecturegen.exporters._formulas import formula
from lecturegen.exporters._losses import as_text, overflow, shrunk
from lecturegen.exporters._optional import optional
from lecturegen.exporters._pptx_boxes import Box, Bullets, Place, boxes
from lecturegen.exporters._pptx_language import tag
from lecturegen.exporters._pptx_layouts import WITH_TEXT, WITHOUT, body, layout, opened, slide_number
from lecturegen.exporters._pptx_texts import POINT, WIDER, lettered, write
from lecturegen.schema import Finding, Frame, Section, Week
from lecturegen.schema.writable import unwritable_speech
from lecturegen.shown.letters import LINE, lines
from lecturegen.shown.mathml import NotMaths
from lecturegen.shown.plain import runs
from lecturegen.shown.room import BOTTOM, GAP, HEADLINE, HEADLINES, TOP, WIDTH
from lecturegen.shown.spelled import spelled

_WIDE = (12_192_000, 6_858_000)
_GAP_BELOW = 8.0
"""Between a headline's box and the room below it."""
_LEAST = 80.0
"""Room that even the longest headline leaves."""
_TITLE, _BODY, _DATE, _FOOTER, _NUMBER = 0, 1, 10, 11, 12
"""Indices of placeholders in the layouts."""
_MASTER = {"Title": _TITLE, "Text": _BODY, "Date": _DATE, "Footer": _FOOTER, "Slide": _NUMBER}
"""First word of the name of a placeholder of the master -> its index in the layouts."""
_BOXES = {
    _TITLE: (50, 34, WIDTH, 88), _BODY: (50, TOP, WIDTH, BOTTOM - TOP), _DATE: (50, 504, 200, 24),
    _FOOTER: (280, 504, 400, 24), _NUMBER: (710, 504, 200, 24),
}  # fmt: skip
"""Left, top, width and height in points, on a slide of 960 by 540."""


@dataclass(frozen=True, slots=True)
class _Deck:
    """A presentation that is being made. ``room``: below a headline of two lines, and ``bottom`` ends it, in points.

    ``own``: not somebody's template, so that a shorter headline may leave more room.
    """

    file: Any
    room: Place
    bottom: float
    own: bool

    def lines(self, title: str, wider: float = 1.0) -> int:
        """Of a headline, in letters that are so much ``wider``. In somebody's template a short one leaves no more room
        than a long one."""
        shown = [run._replace(bold=True) for run in lettered(title)]
        found = lines(shown, HEADLINE, self.room.width / wider)
        return found if self.own else max(HEADLINES, found)

    def top(self, long: int) -> float:
        """Where the room below a headline of so many lines begins; there is some, however long it is."""
        return min(self.room.top + (long - HEADLINES) * LINE * HEADLINE, self.bottom - _LEAST)

    def pages(self, content: Sequence[Box], long: int) -> list[list[Box]]:
        return _pages(content, self.room.width, self.bottom - self.top(long))

    def laid(self, title: str, content: Sequence[Box]) -> tuple[int, list[list[Box]]]:
        """Lines that are kept for the headline, and the boxes of each slide.

        Without Calibri a headline may take a line more than measured: that is kept too where it costs no slide.
        """
        long = self.lines(title)
        pages = self.pages(content, long)
        if len(pages) > 1:  # the number behind their headlines may take a line
            title = f"{title} (99)"
            long = self.lines(title)
            pages = self.pages(content, long)
        spare = self.lines(title, WIDER)
        parted = self.pages(content, spare)
        return (spare, parted) if len(parted) == len(pages) else (long, pages)


@exporter("pptx")
def export(week: Week, wishes: Wishes) -> Exported:
    """Raises Unwritable, TemplateError for a template that is none, ConfigurationError without python-pptx."""
    guard(week, unwritable_speech)
    deck = _deck(wishes)
    properties = deck.file.core_properties
    properties.title, properties.language = titled(week, wishes.title), week.language
    properties.author = properties.last_modified_by = "lecturegen"
    properties.created = properties.modified = datetime(2000, 1, 1)  # the same bytes whenever it is made
    findings: list[Finding] = []
    for at, section in enumerate(week.sections):
        for place, frame in enumerate(section.frames):
            where, number = f"/sections/{at}/frames/{place}", f"{at + 1}.{place + 1}"
            findings += (_found(where, *told) for told in _draw(deck, section, place, frame, number))
            findings += _unspelled(where, frame)
    tag(deck.file, week.language)
    made = io.BytesIO()
    deck.file.save(made)
    with ZipFile(made) as zipped:
        content = archive({name: zipped.read(name) for name in zipped.namelist()})
    return Exported({"slides.pptx": content}, tuple(findings))


def _draw(deck: _Deck, section: Section, place: int, frame: Frame, number: str) -> Iterator[tuple[int, str]]:
    """Draw a frame; gives how many slides it took if those are several, and what is shown smaller on them."""
    title = headline(frame.title, number)
    long, pages = deck.laid(title, [*boxes(frame)])
    top = deck.top(long)
    last = place == len(section.frames) - 1
    said = [section.opening if place == 0 else "", frame.script, section.closing if last else ""]
    for count, page in enumerate(pages, start=1):
        named = title if count == 1 else f"{title} ({count})"
        slide = _slide(deck, named, long, any(isinstance(box, Bullets) for box in page))
        slide.notes_slide.notes_text_frame.text = "\n\n".join(filter(None, said)) if count == 1 else ""
        y, left = top, deck.bottom - top - _high(page, deck.room.width)
        for box in page:
            box.draw(slide, deck.room._replace(top=y))
            spare = max(0.0, min(box.grows(deck.room.width), left))
            left -= spare
            y += box.high(deck.room.width) + spare + GAP
    if len(pages) > 1:
        yield len(pages), ""
    for box in (box for page in pages for box in page):
        if what := box.shrunk(deck.room.width, deck.bottom - top):
            yield len(pages), what


def _found(where: str, needed: int, what: str) -> Finding:
    return shrunk(where, what, "slides.pptx") if what else overflow(where, needed, "slides in slides.pptx")


def _unspelled(where: str, frame: Frame) -> Iterator[Finding]:
    """A finding for each formula that is shown as its LaTeX."""
    texts = [("/title", frame.title), *((f"/bullets/{at}", text) for at, text in enumerate(frame.bullets))]
    if frame.table is not None:
        texts += [("/table", cell) for row in (frame.table.header, *frame.table.rows) for cell in row]
    given = [(place, run.text) for place, text in texts for run in runs(text) if run.maths]
    if frame.maths.strip():
        given.append(("/maths", frame.maths.strip()))
    for place, latex in dict.fromkeys(given):
        try:
            _ = formula(latex, display=True) if place == "/maths" else spelled(latex)
        except NotMaths as fault:
            yield as_text(where + place, "pptx", latex, fault.reason, "mend its LaTeX, or show it as maths of its own")


def _pages(content: Sequence[Box], width: float, room: float) -> list[list[Box]]:
    """Boxes of each slide: parted only where one does not fit whole into what is left, or into a slide of its own."""
    pages: list[list[Box]] = [[]]
    for box in content:
        if _high([*pages[-1], box], width) <= room:
            pages[-1].append(box)
            continue
        for piece in box.pieces(width, room):
            joined = pages[-1][-1].joined(piece) if pages[-1] else None
            grown = [*pages[-1][:-1], joined] if joined else [*pages[-1], piece]
            if _high(grown, width) <= room or not pages[-1]:
                pages[-1] = grown
            else:
                pages.append([piece])
    return pages


def _high(content: Sequence[Box], width: float) -> float:
    return sum(box.high(width) for box in content) + GAP * (len(content) - 1)


def _slide(deck: _Deck, title: str, long: int, with_text: bool) -> Any:
    """``long``: lines that are kept for the headline."""
    slide = deck.file.slides.add_slide(layout(deck.file, WITH_TEXT if with_text else WITHOUT))
    _without_prompts(slide, with_text)
    paragraph = slide.shapes.title.text_frame.paragraphs[0]
    if deck.own:
        paragraph.alignment = optional("pptx.enum.text", "slides").PP_ALIGN.LEFT
    if deck.own or long > HEADLINES:
        _make_room(slide.shapes.title, long, deck.room.top)
    write(paragraph, [run._replace(bold=run.bold or deck.own) for run in lettered(title)], HEADLINE)
    _with_number(slide)
    return slide


def _without_prompts(slide: Any, with_text: bool) -> None:
    """Without placeholders that stay empty, such as one for a subtitle, and tell people to click."""
    used = [slide.shapes.title.shape_id, *([body(slide).shape_id] if with_text else [])]
    for shape in list(slide.placeholders):
        if shape.shape_id not in used:
            shape._element.getparent().remove(shape._element)


def _make_room(title: Any, long: int, below: float) -> None:
    """The box of a headline is as high as its ``long`` lines. ``below``: where contents begin under two of them."""
    left, width = title.left, title.width
    end = int((below + (long - HEADLINES) * LINE * HEADLINE - _GAP_BELOW) * POINT)
    title.top, title.height = title.top, max(end - title.top, POINT)
    title.left, title.width = left, width
    title.text_frame.vertical_anchor = optional("pptx.enum.text", "slides").MSO_ANCHOR.TOP


def _with_number(slide: Any) -> None:
    """python-pptx leaves the placeholder of the slide's number to the layout, where it shows nothing."""
    shape = slide_number(slide.slide_layout)
    if shape is not None:
        slide.shapes._spTree.append(deepcopy(shape._element))


def _deck(wishes: Wishes) -> _Deck:
    file = opened(wishes.template) if wishes.template else _plain_file()
    text = body(layout(file, WITH_TEXT))
    paper = "" if wishes.template is None else "FFFFFF"
    room = Place(text.left / POINT, text.top / POINT, text.width / POINT, paper)
    return _Deck(file, room, (text.top + text.height) / POINT, wishes.template is None)


def _plain_file() -> Any:
    """python-pptx's own template is 4:3; ours is 16:9, with its boxes where slides.pdf has them."""
    file = optional("pptx", "slides").Presentation()
    file.slide_width, file.slide_height = _WIDE
    for holder in (file.slide_master, *file.slide_layouts):
        for shape in holder.placeholders:
            master = holder is file.slide_master
            at = _MASTER.get(shape.name.split()[0]) if master else shape.placeholder_format.idx
            if at in _BOXES:
                shape.left, shape.top, shape.width, shape.height = (int(length * POINT) for length in _BOXES[at])
    for one in file.slide_layouts:
        for shape in one.placeholders:
            if shape.placeholder_format.idx == _TITLE:
                shape.text_frame.vertical_anchor = optional("pptx.enum.text", "slides").MSO_ANCHOR.TOP
    return file
