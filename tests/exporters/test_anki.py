"""assessment.apkg, imported into a collection of Anki's own package: every card, and what is on its back."""

from __future__ import annotations

import re
import tempfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from lecturegen.questions import Matching
from tests.exporters.quizzes import Meant, Pieces, Quiz, apart, everything, exported, patient, quizzes, shown_html
from tests.exporters.weeks import question, section, week

collection = pytest.importorskip("anki.collection", reason="anki is missing: pip install anki")
pytest.importorskip("genanki", reason="genanki is missing: pip install 'lecturegen[lms]'")


def imported(*packages: bytes) -> list[dict[str, Any]]:
    """Fields, tags and deck of each note after the packages were imported, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        notes = collection.Collection(str(Path(folder) / "collection.anki2"))
        try:
            for content in packages:
                path = Path(folder) / "assessment.apkg"
                path.write_bytes(content)
                options = collection.ImportAnkiPackageOptions()
                notes.import_anki_package(collection.ImportAnkiPackageRequest(package_path=str(path), options=options))
            return [_note(notes, one) for one in sorted(notes.find_notes(""))]
        finally:
            notes.close()


def _note(notes: Any, identity: int) -> dict[str, Any]:
    note = notes.get_note(identity)
    (card,) = note.cards()
    return dict(note.items()) | {"tags": set(note.tags), "deck": notes.decks.name(card.did), "back": card.answer()}


def anki(quiz: Quiz) -> bytes:
    files, found = exported("anki", quiz.week)
    assert not found
    return files["assessment.apkg"]


def lists(field: str) -> list[list[tuple[int, Pieces]]]:
    """Each list of a field: its entries with their numbers."""
    found = BeautifulSoup(field, "html.parser").find_all("ol", recursive=False)
    return [
        [(int(str(one["value"])), shown_html(one.decode_contents())) for one in each.find_all("li", recursive=False)]
        for each in found
    ]


def told_answer(one: Meant, quiz: Quiz, unit: str) -> Pieces:
    """What the field Answer says where it is no list of options."""
    match one.kind:
        case "true-false":
            return (("words", str(one.truth)),)
        case "numeric":
            assert one.number
            off = f" ± {one.number[1]}" if float(one.number[1]) else ""
            return (("words", f"{one.number[0]}{off} {unit}".strip()),)
        case "short-answer":
            return apart(*((("words", text),) for text in one.accepted))
        case "essay":
            return one.rubric
        case "ordering":
            return apart(*one.steps)
        case _:
            raise ValueError(one.kind)


@patient
@given(quizzes())
def test_every_card_is_read_back_with_equal_meaning(quiz: Quiz) -> None:
    check_cards(quiz)


def test_every_hostile_text_is_read_back_in_every_place() -> None:
    check_cards(everything())


def check_cards(quiz: Quiz) -> None:
    notes = {unescape(note["Id"]): note for note in imported(anki(quiz))}
    assert len(notes) == len(quiz.questions)
    for one, made in zip(quiz.meant(), quiz.questions, strict=True):
        note = notes[one.id]
        assert shown_html(note["Question"]) == one.stem
        assert shown_html(note["Explanation"]) == one.general
        assert {f"points::{one.points}", f"bloom::{made.bloom}", f"type::{one.kind}", "heaps.o1"} <= note["tags"]
        if one.options:
            right = [(number, told.text) for number, told in enumerate(one.options, 1) if told.right]
            why = [(number, told.rationale) for number, told in enumerate(one.options, 1) if told.rationale]
            assert lists(note["Options"]) == [list(enumerate((told.text for told in one.options), 1))]
            assert lists(note["Answer"]) == [right, why]
        elif isinstance(made, Matching):
            premises, responses = lists(note["Options"])
            assert [text for _, text in premises] == [left for left, _ in one.pairs if left]
            assert len(responses) == len(one.pairs)
            (matched,) = lists(note["Answer"])
            assert [text for _, text in matched] == [
                apart(quiz.said[pair.premise], (("words", "→"),), quiz.said[pair.response]) for pair in made.pairs
            ]
        else:
            assert shown_html(note["Answer"]) == told_answer(one, quiz, getattr(made, "unit", ""))


def test_sections_are_decks_of_the_week() -> None:
    quiz = Quiz(
        week(*(section(title, assessment={"questions": [question(title).model_dump()]}) for title in ("A", "B::C"))), {}
    )
    assert [note["deck"] for note in imported(anki(quiz))] == [
        "Week 3: Sorting / searching::1. A", "Week 3: Sorting / searching::2. B:C"
    ]  # fmt: skip


def test_a_mended_explanation_is_the_same_note_and_a_new_stem_another() -> None:
    def package(**changes: str) -> bytes:
        made = week(section(assessment={"questions": [question(**changes).model_dump()]}))
        return anki(Quiz(made, {}))

    assert len(imported(package(), package(explanation="Mended."))) == 1
    assert len(imported(package(), package(stem="Which key is at the bottom?"))) == 2


def test_anki_takes_nothing_in_a_text_for_a_sound_or_a_formula() -> None:
    stem = "Play [sound:a.mp3], [latex]x[/latex], [$] or {{c1::z}}?"
    (note,) = imported(anki(Quiz(week(section(assessment={"questions": [question(stem=stem).model_dump()]})), {})))
    assert shown_html(note["Question"]) == (("words", stem),)
    assert not re.search(r"\[(sound|latex|\$)", note["back"])
