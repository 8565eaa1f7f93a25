"""QTI 1.2 of text2qti -> the same with matching questions, as Canvas writes them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_SCHEMAS = "http://www.w3.org/2001/XMLSchema-instance"


class Matched(NamedTuple):
    """``pairs``: what stands on the left, and its response. ``responses``: all of them, as they are listed."""

    pairs: tuple[tuple[str, str], ...]
    responses: tuple[str, ...]


def with_matchings(assessment: str, matchings: Mapping[str, Matched]) -> bytes:
    """``matchings``: by the ids of the essay questions that stand in their places."""
    ElementTree.register_namespace("", _QTI)
    ElementTree.register_namespace("xsi", _SCHEMAS)
    root = ElementTree.fromstring(assessment)
    for item in root.iter(_tag("item")):
        if matched := matchings.get(item.get("ident", "")):
            _match(item, matched)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _match(item: Element, matched: Matched) -> None:
    named = item.get("ident", "")
    responses = [(_ident(named, "r", place), text) for place, text in enumerate(matched.responses)]
    idents = {text: ident for ident, text in reversed(responses)}
    asked = [(_ident(named, "p", place), *pair) for place, pair in enumerate(matched.pairs)]
    _describe(item, [ident for ident, *_ in asked])
    presentation = _found(item, "presentation")
    presentation.remove(_found(presentation, "response_str"))
    processing = _found(item, "resprocessing")
    for condition in processing.findall(_tag("respcondition")):
        if condition.find(_tag("displayfeedback")) is None:  # the condition of an essay
            processing.remove(condition)
    share = f"{100 / len(asked):.2f}"
    for ident, premise, response in asked:
        _ask(presentation, f"response_{ident}", premise, responses)
        _score(processing, f"response_{ident}", idents[response], share)
    ElementTree.indent(presentation, level=4)
    ElementTree.indent(processing, level=4)


def _describe(item: Element, idents: list[str]) -> None:
    said = {"question_type": "matching_question", "original_answer_ids": ",".join(idents)}
    for field in item.iter(_tag("qtimetadatafield")):
        label = _found(field, "fieldlabel").text or ""
        if label in said:
            _found(field, "fieldentry").text = said[label]


def _ask(presentation: Element, ident: str, premise: str, responses: list[tuple[str, str]]) -> None:
    asked = _sub(presentation, "response_lid", ident=ident)
    _text(asked, premise, texttype="text/plain")
    rendered = _sub(asked, "render_choice")
    for response, text in responses:
        _text(_sub(rendered, "response_label", ident=response), text)


def _score(processing: Element, ident: str, response: str, share: str) -> None:
    condition = _sub(processing, "respcondition")
    _sub(_sub(condition, "conditionvar"), "varequal", respident=ident).text = response
    _sub(condition, "setvar", varname="SCORE", action="Add").text = share


def _text(to: Element, text: str, **attributes: str) -> None:
    _sub(_sub(to, "material"), "mattext", **attributes).text = text


def _ident(item: str, kind: str, place: int) -> str:
    """Canvas expects numbers; the same for the same place of the same question."""
    return str(int(sha256(f"{item} {kind} {place}".encode()).hexdigest()[:12], 16))


def _sub(to: Element, name: str, **attributes: str) -> Element:
    return SubElement(to, _tag(name), attributes)


def _found(inside: Element, name: str) -> Element:
    found = inside.find(_tag(name))
    if found is None:
        raise ValueError(f"text2qti wrote no {name}")
    return found


def _tag(name: str) -> str:
    return f"{{{_QTI}}}{name}"
