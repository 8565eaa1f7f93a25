"""LG426 table-whole: a table has a header, and rows as long as it.

Why: without header cells nobody who listens to a screen reader knows what a cell means (WCAG 1.3.1), and a short row
moves its cells under the wrong header.

Bad:
    /frames/0/table: {header: [Look, Cards left], rows: [["1", "450"], ["2"]]}
    ---
    /frames/0/table: {header: [], rows: [["1", "450"]]}
    ---
    /frames/0/table: {header: [Look, Cards left], rows: []}
Good:
    /frames/0/table: {header: [Look, Cards left], rows: [["1", "450"], ["2", ""]]}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import counted
from lecturegen.schema import Section, Severity


@rule("LG426", "table-whole", Severity.ERROR, Scope.DRAFT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for index, frame in enumerate(section.frames):
        if frame.table is None:
            continue
        where, width = f"/frames/{index}/table", len(frame.table.header)
        if not width or not any(cell.strip() for cell in frame.table.header):
            yield Found(where, "the table has no header", "name each column")
        elif not frame.table.rows:
            yield Found(where, "the table has no rows", "fill it, or leave it out")
        for number, row in enumerate(frame.table.rows):
            if width and len(row) != width:
                message = f"row {number + 1} has {counted(len(row), 'cell')} under {counted(width, 'header')}"
                yield Found(f"{where}/rows/{number}", message, "give every row one cell for each header")
