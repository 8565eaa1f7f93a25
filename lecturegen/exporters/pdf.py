"""Week -> slides.pdf: one page a frame, 16:9, tagged, valid PDF/UA-1.

A frame that does not fit goes on on a page of its own, in the same size, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lecturegen.exporters._base import Exported, Wishes, exporter, guard, headline, titled
from lecturegen.exporters._formulas import formula
from lecturegen.exporters._losses import overflow, shrunk
from lecturegen.exporters._pdf import compiled, head, starts
from lecturegen.exporters._typst import ROOM, cell_room, code, inline, literal, maths, table, template
from lecturegen.schema import Finding, Frame, Week
from lecturegen.schema.writable import unwritable_speech
from lecturegen.shown.mathml import NotMaths
from lecturegen.shown.plain import runs
from lecturegen.shown.room import TEXT, WIDTH, too_many


@exporter("pdf")
def export(week: Week, wishes: Wishes) -> Exported:
    guard(week, unwritable_speech)
    title = titled(week, wishes.title)
    source = "\n".join([head(week, title), template("common"), template("slides"), *_slides(week), _END])
    made = compiled(source, week)
    found = [*_overflows(week, starts(source, "<frame>")), *shrunk_parts(week, "slides.pdf", TEXT, WIDTH)]
    return Exported({"slides.pdf": made}, tuple(found))


HIGHEST = 320.0
"""Points, of a formula: ``highest`` in common.typ."""
_END = "#context [#metadata(here().page() + 1)<frame>]"


def _slides(week: Week) -> Iterator[str]:
    for number, section in enumerate(week.sections, start=1):
        for place, frame in enumerate(section.frames, start=1):
            label, here = literal(f"{number} · {' '.join(section.title.split())}"), f"{number}.{place}"
            yield f"#slide({label}, {literal(here)}, {inline(headline(frame.title, here))}, {content(frame)})"


def content(frame: Frame) -> str:
    """What a slide shows below its headline, as an expression."""
    parts = []
    if frame.bullets:
        parts.append(f"list({', '.join(map(inline, frame.bullets))})")
    if frame.code is not None and frame.code.text.strip():
        parts.append(code(frame.code.text.strip("\n"), frame.code.language))
    if frame.maths.strip():
        parts.append(maths(frame.maths.strip(), display=True))
    if frame.table is not None and (frame.table.header or frame.table.rows):
        rows = [frame.table.header, *frame.table.rows]
        room = cell_room(max(map(len, rows)))
        header, *cells = [[inline(cell, room) for cell in row] for row in rows]
        parts.append(table(header, cells))
    return "{\n" + "\n".join(parts) + "\n}"


def shrunk_parts(week: Week, file: str, size: float, width: float) -> Iterator[Finding]:
    """Formulas that are larger than a page of this ``width``, in letters of ``size``; both are in points."""
    for at, section in enumerate(week.sections):
        for place, frame in enumerate(section.frames):
            where = f"/sections/{at}/frames/{place}"
            if _too_large(frame.maths.strip(), size, width):
                yield shrunk(where, "the formula", file)
            if frame.table is not None and too_many(max(map(len, (frame.table.header, *frame.table.rows))), WIDTH):
                yield shrunk(where, "each column of the table", file)
            if any(_too_wide(run.text) for text in (frame.title, *frame.bullets) for run in runs(text) if run.maths):
                yield shrunk(where, "a formula in a line", file)


def _too_large(latex: str, size: float, width: float) -> bool:
    try:
        drawn = formula(latex, display=True) if latex else None
    except NotMaths:
        return False
    return drawn is not None and (drawn.width * size > width or drawn.height * size > HIGHEST)


def _too_wide(latex: str) -> bool:
    """In a line, where a formula does not break."""
    try:
        return formula(latex, display=False).width > ROOM
    except NotMaths:
        return False


def _overflows(week: Week, pages: list[int]) -> Iterator[Finding]:
    frames = [
        f"/sections/{at}/frames/{place}"
        for at, section in enumerate(week.sections)
        for place in range(len(section.frames))
    ]
    for where, (first, following) in zip(frames, pairwise(pages), strict=True):
        if following - first > 1:
            yield overflow(where, following - first, "pages in slides.pdf")
