"""PDF: tags, title, language, texts for pictures. Typst checks all of PDF/UA-1 while it writes; this reads it back."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from lecturegen.accessible._base import Fault, Kind, Unreadable
from lecturegen.exporters._optional import optional
from lecturegen.schema.language_tag import is_tag

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read is told in our words

_FIGURES = ("/Figure", "/Formula")
_DEEPEST = 200
"""Levels of tags that are followed: a file may nest them without end."""


def faults(content: bytes) -> list[Fault]:
    """Raises Unreadable, ConfigurationError without pypdf."""
    pypdf = optional("pypdf", "slides")
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        root = reader.trailer["/Root"]
        return [*_whole(root, reader.metadata), *_pictures(root)]
    except (pypdf.errors.PyPdfError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise Unreadable(f"this is no PDF that can be read: {error}") from error


def _whole(root: Any, about: Any) -> Iterator[Fault]:
    marked = root.get("/MarkInfo", {})
    if not marked.get("/Marked") or "/StructTreeRoot" not in root:
        yield Kind.TAGS.at(1, "the PDF has no tags", "write it with tags, as PDF/UA")
    elif b"pdfuaid" not in (root["/Metadata"].get_object().get_data() if "/Metadata" in root else b""):
        yield Kind.TAGS.at(1, "the PDF does not call itself PDF/UA", "write it as PDF/UA")
    if not is_tag(str(root.get("/Lang", ""))):
        yield Kind.LANGUAGE.at(1, "the PDF does not tell its language", "set it, as a language tag")
    if about is None or not (about.title or "").strip():
        yield Kind.TITLE.at(1, "the PDF has no title", "give it one")
    elif not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield Kind.TITLE.at(1, "the PDF shows the name of its file instead of its title", "set DisplayDocTitle")


def _pictures(root: Any) -> Iterator[Fault]:
    """Elements without a text of their own, or of one around them."""
    count = sum(1 for _ in _untold(root.get("/StructTreeRoot", {}), 0))
    if count:
        told = f"{count} {'picture has' if count == 1 else 'pictures have'} no text that is read out instead"
        yield Kind.PICTURE.at(1, told, "say what each shows")


def _untold(node: Any, depth: int) -> Iterator[Any]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for kid in node:
            yield from _untold(kid, depth + 1)
    elif isinstance(node, dict):
        if node.get("/Alt") or node.get("/ActualText"):
            return
        if node.get("/S") in _FIGURES:
            yield node
            return
        yield from _untold(node.get("/K", []), depth + 1)
