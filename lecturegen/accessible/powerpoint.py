"""PowerPoint: titles, texts for pictures, headers of tables, order, language, and the colours of the template."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from lecturegen.accessible._base import Fault, Kind, Unreadable
from lecturegen.accessible._theme import pale
from lecturegen.exporters._optional import optional
from lecturegen.schema.language_tag import is_tag

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SHOWN = ("}pic", "}graphicFrame")
"""Pictures; charts, diagrams and objects of other programs."""
_FILE_NAME = re.compile(r"[^\s/]+\.(?:png|jpe?g|gif|bmp|tiff?|svg|[ew]mf|webp)", re.I)
"""What programs write where nobody has said anything."""


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
    """Also of those in groups. A group that has a text in its place is one picture."""
    waiting = [*slide.shapes]
    while waiting:
        shape = waiting.pop(0)
        about = shape.element.xpath("./*/p:cNvPr")[0]
        if shape.element.tag.endswith("}grpSp") and not about.get("descr", "").strip():
            waiting[:0] = shape.shapes
        if getattr(shape, "has_table", False):
            if not shape.table.first_row:
                told = f"a table on slide {number} has no header row"
                yield Kind.TABLE.at(number, told, "mark its first row as header")
        elif shape.element.tag.endswith(_SHOWN) and not _has_words(about):
            told = f"{shape.name!r} on slide {number} has no text in its place"
            yield Kind.PICTURE.at(number, told, "say what it shows, as alternative text")


def _has_words(about: Any) -> bool:
    """Whether a picture or chart has a text other than the name of its file, or is marked as mere decoration."""
    text = about.get("descr", "").strip()
    return bool(text and not _FILE_NAME.fullmatch(text)) or any(
        mark.get("val") in ("1", "true") for mark in about.iter(_DECORATIVE)
    )


def _repeated(file: Any) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, slide in enumerate(file.slides, start=1):
        title = slide.shapes.title
        text = " ".join(title.text_frame.text.split()).casefold() if title is not None else ""
        if text and (first := seen.setdefault(text, number)) != number:
            told = f"slide {first} has the title of slide {number} too: {title.text_frame.text!r}"
            yield Kind.TITLE.at(number, told, "state what this slide establishes")
