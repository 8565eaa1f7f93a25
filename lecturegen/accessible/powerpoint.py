"""PowerPoint: titles, texts for pictures, headers of tables, order, language, and the colours of the template."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from lecturegen.accessible._base import Fault, Kind, Unreadable
from lecturegen.accessible._theme import pale
from lecturegen.exporters._optional import optional
from lecturegen.schema.language_tag import is_tag

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def faults(content: bytes) -> list[Fault]:
    """Raises Unreadable, ConfigurationError without python-pptx."""
    pptx, exceptions = optional("pptx", "slides"), optional("pptx.exc", "slides")
    try:
        file = pptx.Presentation(io.BytesIO(content))
    except (exceptions.PackageNotFoundError, BadZipFile, ValueError, KeyError, OSError) as error:
        raise Unreadable(f"this is no PowerPoint file: {error}") from error
    return [*_whole(file), *_slides(file), *_repeated(file), *pale(file)]


def _whole(file: Any) -> Iterator[Fault]:
    if not (file.core_properties.title or "").strip():
        yield Kind.TITLE.at(1, "the presentation has no title", "give it one, in its properties")


def _slides(file: Any) -> Iterator[Fault]:
    usual = next((tag.get("lang", "") for tag in file.part._element.iter(f"{_A}defRPr")), "")
    said = file.core_properties.language or ""
    for number, slide in enumerate(file.slides, start=1):
        title = slide.shapes.title
        first = next(iter(slide.shapes), None)
        if title is None or not title.text_frame.text.strip():
            yield Kind.TITLE.at(number, f"slide {number} has no title", "fill the placeholder of its title")
        elif first is not None and first.shape_id != title.shape_id:
            told = f"slide {number} is read out from {first.name!r} on, before its title"
            yield Kind.ORDER.at(number, told, "put the title first")
        yield from _shapes(number, slide)
        if not all(_is_told(run, usual, said) for run in slide._element.iter(f"{_A}r")):
            yield Kind.LANGUAGE.at(number, f"slide {number} does not tell its language", "set it for its texts")


def _is_told(run: Any, usual: str, said: str) -> bool:
    """A text says its language, or the one that all have if they say none is that of the file."""
    told = next((tag.get("lang", "") for tag in run.iter(f"{_A}rPr")), "")
    if told:
        return is_tag(told)
    return is_tag(usual) and (not said or usual.split("-")[0] == said.split("-")[0])


def _shapes(number: int, slide: Any) -> Iterator[Fault]:
    for shape in slide.shapes:
        if getattr(shape, "has_table", False) and not shape.table.first_row:
            told = f"a table on slide {number} has no header row"
            yield Kind.TABLE.at(number, told, "mark its first row as header")
        if shape.element.tag.endswith("}pic"):
            text = shape.element.nvPicPr.cNvPr.get("descr", "")
            if not text.strip() or text == shape.image.filename:
                told = f"{shape.name!r} on slide {number} has no text in its place"
                yield Kind.PICTURE.at(number, told, "say what it shows, as alternative text")


def _repeated(file: Any) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, slide in enumerate(file.slides, start=1):
        title = slide.shapes.title
        text = " ".join(title.text_frame.text.split()).casefold() if title is not None else ""
        if text and (first := seen.setdefault(text, number)) != number:
            told = f"slide {first} has the title of slide {number} too: {title.text_frame.text!r}"
            yield Kind.TITLE.at(number, told, "state what this slide establishes")
