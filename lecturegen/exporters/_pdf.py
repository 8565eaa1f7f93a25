"""Typst's source -> PDF/UA-1, the same bytes on every machine that has the same fonts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from lecturegen.errors import Unshown
from lecturegen.exporters._optional import optional
from lecturegen.exporters._typst import literal
from lecturegen.exporters._unshown import missing, unshown
from lecturegen.languages import words_of
from lecturegen.schema import Week

FONTS = ("Source Sans Pro", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans Arabic", "Noto Sans", "DejaVu Sans")
"""The first comes with ``lecturegen[slides]``; the others are taken from the system where a text needs them."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def head(week: Week, title: str) -> str:
    """What templates expect before them."""
    own = words_of(week.language).fonts
    # the quotation marks and dashes of Chinese are its own, however many of them Latin has as well
    first = f'(name: {literal(FONTS[0])}, covers: "latin-in-cjk")' if own else literal(FONTS[0])
    names = ", ".join([first, *map(literal, dict.fromkeys((*own, *FONTS[1:])))])
    language = week.language.split("-")[0].lower()
    return "\n".join([
        f"#let fonts = ({names})",
        f"#let language = {literal(language)}",
        f"#set document(title: {literal(title)}, date: none)",
    ])  # fmt: skip


def compiled(source: str, week: Week) -> bytes:
    """``week``: what ``source`` shows. Raises Unshown for signs that no font here has.

    Raises ConfigurationError without Typst.
    """
    typst = _typst()
    try:
        made = typst.compile(
            source.encode(), format="pdf", font_paths=_fonts(), pdf_standards=["ua-1"],
            timestamp=int(_EPOCH.timestamp()),
        )  # fmt: skip
    except typst.TypstError as error:
        if signs := missing(error.diagnostic):
            raise Unshown(unshown(week, signs)) from error
        raise
    assert isinstance(made, bytes)
    return made


def starts(source: str, label: str) -> list[int]:
    """The values of the metadata under ``label``: pages, in the order of the document."""
    found = _typst().query(source.encode(), label, field="value", font_paths=_fonts())
    values: list[int] = json.loads(found)
    return values


def _typst() -> Any:
    return optional("typst", "slides")


@cache
def _fonts() -> Any:
    """Ours and those of the machine, looked for once."""
    return _typst().Fonts(font_paths=[Path(optional("font_source_sans_pro", "slides").font_directory)])
