"""How much stands on a slide."""

from __future__ import annotations

from lecturegen.rules._words import shown_words
from lecturegen.schema import Frame


def words_shown(frame: Frame) -> int:
    """Words to read on the slide: headline, bullets and table. Formulas and code are counted otherwise."""
    cells = [cell for row in (frame.table.header, *frame.table.rows) for cell in row] if frame.table else []
    return sum(shown_words(text) for text in (frame.title, *frame.bullets, *cells))


def is_filled(frame: Frame) -> bool:
    """Whether something stands on it beside the headline."""
    return bool(frame.code or frame.maths.strip() or frame.table or any(b.strip() for b in frame.bullets))
