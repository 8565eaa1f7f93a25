"""assessment.gift, read back by gift-pegjs: every type with equal meaning, whatever its texts hold."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.exporters.quizzes import (
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
from tests.exporters.test_moodle_xml import typed
from tests.exporters.weeks import question, section, week

PEGJS = Path(__file__).parent / "gift_pegjs"
reading = pytest.mark.skipif(
    not shutil.which("node") or not (PEGJS / "node_modules/gift-pegjs").is_dir(),
    reason="gift-pegjs is missing: npm install --no-package-lock --prefix tests/exporters/gift_pegjs",
)
KINDS = {"TF": "true-false", "Numerical": "numeric", "Short": "short-answer", "Essay": "essay", "Matching": "matching"}


def gift(quiz: Quiz) -> str:
    files, _ = exported("gift", quiz.week)
    return files["assessment.gift"].decode()


def parse(text: str) -> list[dict[str, Any]]:
    done = subprocess.run(["node", PEGJS / "read.cjs"], input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def read(text: str) -> list[Meant]:
    return [_question(one) for one in parse(text) if one["type"] != "Category"]


def _question(one: dict[str, Any]) -> Meant:
    kind, choices = one["type"], one.get("choices", [])
    common: dict[str, Any] = {"id": one["id"], "stem": _html(one["stem"]), "general": _html(one["globalFeedback"])}
    if kind == "MC":
        single = all(choice["weight"] is None for choice in choices)
        told = tuple(_option(choice) for choice in choices)
        return Meant(kind="single-choice" if single else "multiple-choice", **common, options=told)
    if kind == "Matching":
        pairs = tuple((_html(pair["subquestion"]), _menu(pair["subanswer"])) for pair in one["matchPairs"])
        return Meant(kind="matching", **common, pairs=pairs)
    return Meant(
        kind=KINDS[kind],
        **common,
        truth=one.get("isTrue"),
        number=(choices["number"], choices["range"]) if kind == "Numerical" else None,
        accepted=tuple(typed(one["text"]["text"]) for one in choices) if kind == "Short" else (),
    )


def _option(choice: dict[str, Any]) -> Told:
    right = choice["isCorrect"] or (choice["weight"] or 0) > 0
    return Told(_html(choice["text"]), right, _html(choice["feedback"]))


def _html(text: dict[str, str] | None) -> Pieces:
    assert text is None or text["format"] == "html" or not text["text"]
    return shown_html(text["text"]) if text else ()


def _menu(text: str) -> str:
    """gift-pegjs leaves the placeholders of escaped signs in what stands on the right; Moodle does not."""
    return unescape(re.sub(r"&&(\d{3});", lambda found: chr(int(found[1])), text))


def expected(quiz: Quiz) -> list[Meant]:
    """What is meant, as far as GIFT carries it: points count one, steps have places, the rubric is feedback."""
    return [_expected(replace(one, points=1), quiz) for one in quiz.meant()]


def _expected(one: Meant, quiz: Quiz) -> Meant:
    if one.kind == "ordering":
        return replace(one, kind="matching", steps=(), pairs=quiz.places(one.id))
    if one.kind == "essay":
        return replace(one, general=apart(one.general, one.rubric), rubric=())
    # gift-pegjs gives floats
    return replace(one, number=(float(one.number[0]), float(one.number[1])) if one.number else None)


@reading
@patient
@given(quizzes())
def test_every_type_is_read_back_with_equal_meaning(quiz: Quiz) -> None:
    assert_equal(read(gift(quiz)), expected(quiz))


@reading
def test_every_hostile_text_is_read_back_in_every_place() -> None:
    assert_equal(read(gift(everything())), expected(everything()))


@reading
def test_sections_are_categories() -> None:
    made = (
        section(title, assessment={"questions": [question(title).model_dump()]})
        for title in (r"$\nabla$ and \n", "I/O")
    )
    files, _ = exported("gift", week(*made), "Week 3: Sorting / searching")
    found = [one["title"] for one in parse(files["assessment.gift"].decode()) if one["type"] == "Category"]
    # Moodle halves the backslashes, and takes a single one for part of a sign; gift-pegjs leaves them
    assert found == [
        r"$course$/top/Week 3: Sorting // searching/1. $\\nabla$ and \\n",
        "$course$/top/Week 3: Sorting // searching/2. I//O",
    ]
