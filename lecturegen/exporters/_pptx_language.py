"""The language of every run of a presentation: what spelling is checked by, and which letters stand for Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lecturegen.exporters._optional import optional
from lecturegen.languages import served_by, words_of


def tag(file: Any, language: str) -> None:
    """Mark all runs, of slides and of notes. Office wants a country beside the language."""
    fonts = words_of(language).fonts
    for properties in _properties(file):
        properties.set("lang", _with_country(language))
        if fonts:
            _east_asian(properties).set("typeface", fonts[-1])


def _with_country(language: str) -> str:
    country = any(len(part) == 2 and part.isupper() for part in language.split("-")[1:])
    return language if country or served_by(language) is None else words_of(language).locale


def _properties(file: Any) -> Iterator[Any]:
    qn = optional("pptx.oxml.ns", "slides").qn
    for slide in file.slides:
        for part in (slide, slide.notes_slide):
            for run in part._element.iter(qn("a:r")):
                yield run.get_or_add_rPr()


def _east_asian(properties: Any) -> Any:
    """``a:ea``, which the schema wants behind ``a:latin`` and before links."""
    ns = optional("pptx.oxml.ns", "slides")
    element = optional("pptx.oxml", "slides").parse_xml(f"<a:ea {ns.nsdecls('a')}/>")
    properties.insert_element_before(element, "a:cs", "a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:rtl", "a:extLst")
    return element
