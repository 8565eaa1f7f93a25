"""The bytes of one notes file -> excerpts: by its suffix markdown, HTML or a notebook."""

from __future__ import annotations

from lecturegen.reading._blocks import Block
from lecturegen.reading._clean import decode, numbered, repair
from lecturegen.reading._files import HTML, NOTEBOOK
from lecturegen.reading._html import page
from lecturegen.reading._losses import Losses
from lecturegen.reading._markdown import blocks, page_blocks
from lecturegen.reading._notebook import notebook_blocks
from lecturegen.reading._passages import Excerpt, excerpts
from lecturegen.reading._transcript import without_times


def read_excerpts(data: bytes, suffix: str, losses: Losses) -> list[Excerpt]:
    """The excerpts of a file in its order; what was left out or mended is told to ``losses``. Raises NotText."""
    return excerpts(_blocks(decode(data, losses), suffix, losses), losses)


def _blocks(text: str, suffix: str, losses: Losses) -> list[Block]:
    if suffix in NOTEBOOK:
        return notebook_blocks(text, losses)
    lines = numbered(repair(text, losses))
    if suffix in HTML:
        return page_blocks(page(lines, losses), losses)
    return blocks(without_times(lines, losses), losses)
