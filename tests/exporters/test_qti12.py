"""assessment.qti.zip, read back: every type with equal meaning; and what text2qti's own reader makes of its text."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest
from hypothesis import given

from tests.exporters.quizzes import (
    FENCED,
    Meant,
    Pieces,
    Quiz,
    Told,
    apart,
    assert_equal,
    everything,
    exported,
    patient,
    quizzes,
    shown_html,
)
from tests.exporters.weeks import question, section, week

pytest.importorskip("text2qti", reason="text2qti is missing: pip install 'lecturegen[lms]'")
KINDS = {
    "multiple_choice_question": "single-choice", "multiple_answers_question": "multiple-choice",
    "true_false_question": "true-false", "numerical_question": "numeric", "short_answer_question": "short-answer",
    "essay_question": "essay", "matching_question": "matching",
}  # fmt: skip
_IN = {"": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


def packed(quiz: Quiz) -> dict[str, bytes]:
    files, _ = exported("qti12", quiz.week)
    with ZipFile(io.BytesIO(files["assessment.qti.zip"])) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def read(files: dict[str, bytes]) -> list[Meant]:
    """As Canvas reads it: the manifest says which file holds the questions."""
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    (resource,) = (one for one in manifest.iter() if one.get("type") == "imsqti_xmlv1p2")
    root = ElementTree.fromstring(files[resource[0].attrib["href"]])
    return [_question(one) for one in root.iterfind(".//item", _IN) if _said(one, "question_type") in KINDS]


def _said(item: Element, label: str) -> str:
    found = {
        one.findtext("fieldlabel", "", _IN): one.findtext("fieldentry", "", _IN)
        for one in item.iterfind(".//qtimetadatafield", _IN)
    }
    return found[label]


def _question(item: Element) -> Meant:
    kind = KINDS[_said(item, "question_type")]
    feedback = {one.attrib["ident"]: shown_html(_text(one)) for one in item.iterfind("itemfeedback", _IN)}
    right = _right(item)
    meant = Meant(
        id=item.attrib["title"].split(" ")[1],
        kind=kind,
        stem=shown_html(_text(item.find("presentation", _IN))),
        general=feedback.get("general_fb", ()),
        points=int(_said(item, "points_possible")),
    )
    match kind:
        case "single-choice" | "multiple-choice":
            options = item.iterfind(".//response_label", _IN)
            told = [
                Told(
                    shown_html(_text(one)), one.attrib["ident"] in right, feedback.get(one.attrib["ident"] + "_fb", ())
                )
                for one in options
            ]
            return replace(meant, options=tuple(told))
        case "true-false":
            labels = {one.attrib["ident"]: shown_html(_text(one)) for one in item.iterfind(".//response_label", _IN)}
            return replace(meant, truth=[labels[ident] for ident in right] == [(("words", "True"),)])
        case "numeric":
            low, high = (item.findtext(f".//{name}", "", _IN) for name in ("vargte", "varlte"))
            return replace(meant, number=(right[0], (low, high)))
        case "short-answer":
            return replace(meant, accepted=tuple(right))
        case "matching":
            return replace(meant, pairs=tuple(_pairs(item)))
    return meant


def _right(item: Element) -> list[str]:
    """What is compared where the score is set; options that must not be ticked stand inside <not>."""
    scored = [one for one in item.iterfind(".//respcondition", _IN) if one.find("setvar", _IN) is not None]
    refused = {id(one) for condition in scored for one in condition.iterfind(".//not/varequal", _IN)}
    return [
        one.text or ""
        for condition in scored
        for one in condition.iterfind(".//varequal", _IN)
        if id(one) not in refused
    ]


def _pairs(item: Element) -> list[tuple[Pieces, str]]:
    keys = {one.attrib["respident"]: one.text for one in item.iterfind(".//setvar/../conditionvar/varequal", _IN)}
    assert sum(float(one.text or "") for one in item.iterfind(".//setvar", _IN)) == pytest.approx(100, abs=0.1)
    pairs, matched = [], set()
    for asked in item.iterfind(".//response_lid", _IN):
        responses = {one.attrib["ident"]: _text(one) for one in asked.iterfind(".//response_label", _IN)}
        key = keys[asked.attrib["ident"]] or ""
        matched.add(key)
        pairs.append((_plain(_text(asked)), responses[key]))
    return [*pairs, *(((), text) for ident, text in responses.items() if ident not in matched)]


def _plain(text: str) -> Pieces:
    return (("words", text),)


def _text(inside: Element | None) -> str:
    assert inside is not None
    return inside.findtext(".//mattext", "", _IN)


def expected(quiz: Quiz) -> list[Meant]:
    """What is meant, as far as Canvas carries it: what is matched is one line of plain text, or left out."""
    return [_expected(one, quiz) for one in quiz.meant() if not any(map(_has_block, (*one.steps, *_left(one))))]


def _left(one: Meant) -> list[Pieces]:
    return [left for left, _ in one.pairs]


def _has_block(pieces: Pieces) -> bool:
    return any(kind == "code" and text in FENCED for kind, text in pieces)


def _expected(one: Meant, quiz: Quiz) -> Meant:
    if one.number:
        (made,) = (q for q in quiz.questions if q.id == one.id)
        assert made.kind == "numeric"
        limits = (f"{made.answer - made.tolerance:f}", f"{made.answer + made.tolerance:f}")
        return replace(one, number=(one.number[0], limits))
    if one.kind == "essay":
        return replace(one, general=apart(one.general, one.rubric), rubric=())
    if one.kind in {"ordering", "matching"}:
        pairs = one.pairs or quiz.places(one.id)
        return replace(one, kind="matching", steps=(), pairs=tuple((_line(left), right) for left, right in pairs))
    return one


def _line(pieces: Pieces) -> Pieces:
    """In one line of plain text, with maths between its signs; nothing for a spare response."""
    told = [f"\\({text}\\)" if kind == "maths" else text for kind, text in pieces]
    return _plain(" ".join(" ".join(told).split())) if told else ()


@patient
@given(quizzes())
def test_every_type_is_read_back_with_equal_meaning(quiz: Quiz) -> None:
    assert_equal(read(packed(quiz)), expected(quiz))


@pytest.mark.skipif(not shutil.which("xmllint"), reason="xmllint is missing (Debian: libxml2-utils)")
@patient
@given(quizzes())
def test_xmllint_reads_every_file(quiz: Quiz) -> None:
    for content in packed(quiz).values():
        subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=content, check=True)


def test_every_hostile_text_is_read_back_in_every_place() -> None:
    assert_equal(read(packed(everything())), expected(everything()))


def test_equal_stems_and_options_are_written_though_text2qti_refuses_them() -> None:
    twice = question("q1", distractors=[{"text": "The smallest one", "rationale": text} for text in ("a", "b")])
    made = week(section(assessment={"questions": [twice.model_dump(), question("q2").model_dump()]}))
    found = read(packed(Quiz(made, {})))
    assert [one.stem for one in found] == [(("words", "Which key is on top of [3, 1, 2]?"),)] * 2
    assert sorted(one.rationale for one in found[0].options) == [(), (("words", "a"),), (("words", "b"),)]


@pytest.mark.parametrize(
    ("answer", "tolerance"), [("0", "0"), ("0.00001", "0.000001"), ("12345678901234567890.5", "0")]
)
def test_numbers_that_text2qti_refuses_or_rounds_are_exact(answer: str, tolerance: str) -> None:
    made = {"kind": "numeric", "id": "q1", "objective": "o1", "frame": 1, "bloom": "apply", "stem": "How many?"}
    asked = [made | {"explanation": "So.", "answer": answer, "tolerance": tolerance}]
    (found,) = read(packed(Quiz(week(section(assessment={"questions": asked})), {})))
    assert found.number is not None
    assert found.number[0] == answer
