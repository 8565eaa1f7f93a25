"""The language files: complete, told apart, and found by their tags."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

import lecturegen.languages
from lecturegen.languages import Words, languages, named, served_by, week_number, words_of
from lecturegen.questions import TYPES
from lecturegen.schema.signs import KINDS, every_signs, marked, signs_in, signs_of

FOLDER = Path(lecturegen.languages.__file__).parent
OURS = ("de", "en", "es", "fr", "zh")


def raw(language: str) -> dict[str, object]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


def test_five_languages_ship() -> None:
    assert sorted(languages()) == sorted(path.stem for path in FOLDER.glob("*.toml"))
    assert set(OURS) <= set(languages())


@pytest.mark.parametrize("language", OURS)
def test_a_file_that_lacks_a_word_is_no_language_file(language: str) -> None:
    needed = [name for name, field in Words.model_fields.items() if field.is_required()]
    for name in needed:
        with pytest.raises(ValidationError, match=name):
            Words.model_validate({key: value for key, value in raw(language).items() if key != name})


def test_a_template_has_to_take_what_it_is_given() -> None:
    with pytest.raises(ValidationError, match="has to hold"):
        Words.model_validate(raw("de") | {"section": "Abschnitt"})
    with pytest.raises(ValidationError, match="has to hold"):
        Words.model_validate(raw("de") | {"title": "{number}: {name}"})


def test_every_type_of_question_is_named_in_every_language() -> None:
    assert set(KINDS) == set(TYPES)
    for signs in every_signs():
        assert len(set(signs.forms.values())) == len(KINDS)


def test_the_first_line_tells_the_language() -> None:
    for signs in every_signs():
        assert signs_in(f"{signs.script}Heaps") is signs
        assert signs_in(f"{signs.assessment}Heaps") is signs
    firsts = [first for signs in every_signs() for first in (signs.script, signs.assessment)]
    assert not [(one, two) for one in firsts for two in firsts if one is not two and two.startswith(one)]


def test_the_same_mark_never_means_two_things() -> None:
    for signs in every_signs():
        lines = (signs.about(1), signs.about(2.5), signs.frame(3, "T"), signs.shown, signs.advance(3))
        for line in (*lines, signs.transition(2), signs.close):
            assert marked(line) == signs.marked(line) is not None
    assert marked("*(Etwa 2,5 Minuten)*") == marked("*(About 2.5 minutes)*")


@pytest.mark.parametrize(
    ("tag", "file"),
    [
        ("de-AT", "de"), ("zh-CN", "zh"), ("zh-Hans-CN", "zh"), ("en-GB", "en"), ("zh-Hant", None), ("zh-TW", None),
        ("pt-BR", None),
    ],
)  # fmt: skip
def test_a_tag_is_served_by_the_most_exact_file(tag: str, file: str | None) -> None:
    assert served_by(tag) == file
    assert words_of(tag) == languages()[file or "en"]
    assert signs_of(tag).language == (file or "en")


def test_prompts_call_a_language_by_its_english_name() -> None:
    assert [named(tag) for tag in ("en", "de", "de-AT")] == ["English", "German", "German (de-AT)"]
    assert "pt-BR" in named("pt-BR")


@pytest.mark.parametrize(
    "title", ["Week 10: Trees", "Vorlesung - Woche 10: Bäume", "Semaine 10 : Arbres", "semana 10", "讲稿第10周：树"]
)
def test_the_number_of_a_week_is_found_in_every_language(title: str) -> None:
    found = week_number().search(title)
    assert found
    assert found[1] == "10"
