"""assessment.moodle.xml, read back: every type with equal meaning, whatever its texts hold."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given

from tests.exporters.quizzes import (
    Meant,
    Pieces,
    Quiz,
    Told,
    assert_equal,
    everything,
    exported,
    patient,
    quizzes,
    shown_html,
)
from tests.exporters.weeks import question, section, week

KINDS = {
    "truefalse": "true-false", "numerical": "numeric", "shortanswer": "short-answer", "essay": "essay",
    "matching": "matching", "ordering": "ordering",
}  # fmt: skip


def moodle_xml(quiz: Quiz) -> bytes:
    files, _ = exported("moodle-xml", quiz.week)
    return files["assessment.moodle.xml"]


def read(content: bytes) -> list[Meant]:
    """As Moodle reads it."""
    return [_question(one) for one in ElementTree.fromstring(content) if one.get("type") != "category"]


def _question(one: Element) -> Meant:
    kind = one.get("type", "")
    answers = one.findall("answer")
    choice = kind == "multichoice"
    single = one.findtext("single") == "true"
    return Meant(
        id=one.findtext("idnumber", ""),
        kind=("single-choice" if single else "multiple-choice") if choice else KINDS[kind],
        stem=_html(one.find("questiontext")),
        general=_html(one.find("generalfeedback")),
        points=int(one.findtext("defaultgrade", "")),
        options=tuple(map(_option, answers)) if choice else (),
        truth=_right(answers) == ["true"] if kind == "truefalse" else None,
        number=(_right(answers)[0], answers[0].findtext("tolerance", "")) if kind == "numerical" else None,
        accepted=tuple(map(typed, _right(answers))) if kind == "shortanswer" else (),
        pairs=tuple((_html(pair), unescape(pair.findtext("answer/text", ""))) for pair in one.findall("subquestion")),
        steps=tuple(map(_html, answers)) if kind == "ordering" else (),
        rubric=_html(one.find("graderinfo")) if kind == "essay" else (),
    )


def typed(answer: str) -> str:
    """What a student may type for ``answer``, of which Moodle takes a bare star for anything."""
    assert not re.search(r"(?<!\\)\*", answer)
    return answer.replace("\\*", "*")


def _option(answer: Element) -> Told:
    return Told(_html(answer), float(answer.get("fraction", "0")) > 0, _html(answer.find("feedback")))


def _right(answers: list[Element]) -> list[str]:
    return [one.findtext("text", "") for one in answers if one.get("fraction") == "100"]


def _html(of: Element | None) -> Pieces:
    assert of is not None
    assert of.get("format") == "html"
    return shown_html(of.findtext("text", ""))


@patient
@given(quizzes())
def test_every_type_is_read_back_with_equal_meaning(quiz: Quiz) -> None:
    assert_equal(read(moodle_xml(quiz)), quiz.meant())


def test_every_hostile_text_is_read_back_in_every_place() -> None:
    assert_equal(read(moodle_xml(everything())), everything().meant())


@pytest.mark.skipif(not shutil.which("xmllint"), reason="xmllint is missing (Debian: libxml2-utils)")
@patient
@given(quizzes())
def test_xmllint_reads_it(quiz: Quiz) -> None:
    subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=moodle_xml(quiz), check=True)


def test_sections_are_categories_and_questions_are_found_by_their_names() -> None:
    made = (section(title, assessment={"questions": [question(title).model_dump()]}) for title in ("Heaps", "I/O"))
    root = ElementTree.fromstring(exported("moodle-xml", week(*made))[0]["assessment.moodle.xml"])
    assert [one.findtext("category/text") or one.findtext("name/text") for one in root] == [
        "$course$/top/Week 3: Sorting // searching/1. Heaps",
        "1.1 Which key is on top of [3, 1, 2]?",
        "$course$/top/Week 3: Sorting // searching/2. I//O",
        "2.1 Which key is on top of [3, 1, 2]?",
    ]
    tags = [tag.text for tag in root.iterfind("question/tags/tag/text")]
    assert tags == ["o1", "bloom:apply", "difficulty:medium"] * 2


def test_a_unit_may_be_typed_beside_the_number() -> None:
    made = {"kind": "numeric", "id": "q1", "objective": "o1", "frame": 1, "bloom": "apply", "stem": "How long?"}
    asked = [made | {"explanation": "So.", "answer": "3.0", "tolerance": "0.5", "unit": "$\\mu$s"}]
    files, _ = exported("moodle-xml", week(section(assessment={"questions": asked})))
    (found,) = ElementTree.fromstring(files["assessment.moodle.xml"]).iterfind("question[@type='numerical']")
    assert (found.findtext("units/unit/unit_name"), found.findtext("showunits")) == (r"\mus", "0")
    assert _html(found.find("questiontext")) == (("words", "How long? ("), ("maths", r"\mu"), ("words", "s)"))
