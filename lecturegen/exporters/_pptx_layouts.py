"""Template -> a presentation without slides, and the layouts that slides are made from.

A layout is known by its English name, or else by the kind that PowerPoint keeps beside a name in any language.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lecturegen.errors import Problem, TemplateError
from lecturegen.exporters._archive import archive
from lecturegen.exporters._optional import optional

WITH_TEXT, WITHOUT = "Title and Content", "Title Only"
_KINDS = {WITH_TEXT: "obj", WITHOUT: "titleOnly"}
_TYPES, _TEMPLATE, _DECK = (
    "[Content_Types].xml",
    b"presentationml.template.main+xml",
    b"presentationml.presentation.main+xml",
)


def layout(file: Any, name: str) -> Any:
    """None if there is none, of no master."""
    found = [one for master in file.slide_masters for one in master.slide_layouts]
    named = [one for one in found if one.name == name]
    return next(iter([*named, *(one for one in found if one._element.get("type") == _KINDS[name])]), None)


def body(holder: Any) -> Any:
    """The placeholder for text of a layout or slide: the largest, since some have one more for a subtitle."""
    return max(
        _placeholders(holder, "OBJECT", "BODY"), key=lambda one: (one.width or 0) * (one.height or 0), default=None
    )


def slide_number(holder: Any) -> Any:
    """The placeholder for the number of the slide; None if there is none."""
    return next(iter(_placeholders(holder, "SLIDE_NUMBER")), None)


def opened(path: Path) -> Any:
    """Raises TemplateError for what is no PowerPoint file, and for one that lacks what slides need."""
    pptx, exceptions = optional("pptx", "slides"), optional("pptx.exc", "slides")
    try:
        file = pptx.Presentation(io.BytesIO(_as_deck(path.read_bytes())))
    except FileNotFoundError as error:
        raise TemplateError(Problem(str(path), "there is no such file")) from error
    except (exceptions.PackageNotFoundError, BadZipFile, ValueError, KeyError, OSError) as error:
        raise TemplateError(Problem(str(path), f"this is no PowerPoint file: {error}")) from error
    for name in (WITH_TEXT, WITHOUT):
        if fault := _fault(file, name):
            raise TemplateError(Problem(str(path), fault))
    for slide in list(file.slides._sldIdLst):  # what the template shows its looks with
        file.part.drop_rel(slide.rId)
        file.slides._sldIdLst.remove(slide)
    return file


def _as_deck(content: bytes) -> bytes:
    """A .potx differs from a .pptx in what it calls itself, and python-pptx reads the latter only."""
    with ZipFile(io.BytesIO(content)) as zipped:
        held = {name: zipped.read(name) for name in zipped.namelist()}
    if _TEMPLATE not in held.get(_TYPES, b""):
        return content
    return archive(held | {_TYPES: held[_TYPES].replace(_TEMPLATE, _DECK)})


def _fault(file: Any, name: str) -> str:
    found = layout(file, name)
    if found is None:
        has = ", ".join(repr(one.name) for master in file.slide_masters for one in master.slide_layouts)
        return f"there is no layout {name!r}; there are {has}"
    if not _placeholders(found, "TITLE", "CENTER_TITLE"):
        return f"the layout {found.name!r} has no placeholder for a title"
    if name == WITH_TEXT and ((text := body(found)) is None or not text.width or not text.height):
        return f"the layout {found.name!r} has no placeholder for text"
    return ""


def _placeholders(holder: Any, *names: str) -> list[Any]:
    kinds = optional("pptx.enum.shapes", "slides").PP_PLACEHOLDER
    wanted = [kinds[name] for name in names]
    return [one for one in holder.placeholders if one.placeholder_format.type in wanted]
