"""A week in each language, offline from notes of its own: what is written is in that language, and is read back."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

import lecturegen.languages
from lecturegen.errors import Unshown
from lecturegen.existing.find import find
from lecturegen.existing.weeks import CheckedWeek, read_week
from lecturegen.exporters import EXPORTERS, Wishes, _pdf
from lecturegen.exporters.script import write_script
from lecturegen.questions import Bloom, TrueFalse
from lecturegen.reading.assessment import load_assessment
from lecturegen.reading.script import load_script, read_script
from lecturegen.rules import spoken_words
from lecturegen.schema import CheckSettings, Week, signs
from lecturegen.shown.letters import lines
from lecturegen.shown.plain import runs
from tests.command import report_of, run, run_hosted, week_of
from tests.exporters.weeks import frame, section, week
from tests.openai_server import running

EXAMPLES = Path(__file__).parents[2] / "examples" / "languages"
NOTES = Path(__file__).parent / "notes"
TOPICS = {"es": ("Buscar sin buscar", "Colisiones"), "fr": ("Chercher sans chercher", "Collisions")}
ENGLISH = re.compile(r"\b(?:the|what|which|frame|section|question|answer|slide|minutes|define|explanation)\b", re.I)


def course_of(language: str, folder: Path) -> Path:
    if language not in TOPICS:
        shutil.copytree(EXAMPLES / language, folder / language)
        return next((folder / language).glob("*.yaml"))
    shutil.copy(NOTES / f"{language}.md", folder)
    topics = ", ".join(TOPICS[language])
    path = folder / "course.yaml"
    path.write_text(
        f"title: Hash\nlanguage: {language}\nminutes: 5\nnotes: [{language}.md]\n"
        f"weeks: [{{number: 4, title: Hash, topics: [{topics}]}}]\n"
    )
    return path


@pytest.fixture(params=["de", "es", "fr", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(language: str, tmp_path: Path) -> Path:
    ran = run("week", course_of(language, tmp_path), "--week", "4", "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    (path,) = (tmp_path / "out").glob("*/week-*")
    return path


def read(folder: Path) -> CheckedWeek:
    (bundle,), _ = find([str(folder)])
    return read_week(bundle, CheckSettings())


def test_a_week_is_in_its_language_from_the_first_line_to_the_last(language: str, folder: Path) -> None:
    for name in ("script.md", "assessment.md", "slides.md"):
        text = re.sub(r"```.*?```|^(?:---\n.*?)?\n---$", "", (folder / name).read_text("utf-8"), flags=re.S)
        text = re.sub(r"^style: \|\n(?: .*\n)+", "", text, flags=re.M)
        found = ENGLISH.findall(re.sub(r"<!--.*?header.*?-->|^(?:marp|theme|lang).*$", "", text, flags=re.M))
        # "Question", "minutes" and "section" are French as well
        assert not [
            word for word in found if language != "fr" or word.lower() not in {"question", "minutes", "section"}
        ]
    assert not [f for f in report_of(folder.parents[2]).findings if f.code in {"LG184", "LG304", "LG315"}]


def test_the_files_alone_tell_their_language_and_frames(language: str, folder: Path) -> None:
    whole = week_of(folder.parents[2])
    for name in ("week.json", "plan.yaml", "report.json", "manifest.json"):
        (folder / name).unlink(missing_ok=True)
    checked = read(folder)
    assert checked.week.language == language
    assert checked.week.number == 4
    for one, other in zip(checked.week.sections, whole.sections, strict=True):
        assert [frame.title for frame in one.frames] == [frame.title for frame in other.frames]
        assert [q.stem for q in one.assessment.questions] == [q.stem for q in other.assessment.questions]  # type: ignore[union-attr]
        assert spoken_words(one) == spoken_words(other)
    assert load_script(folder / "script.md").language == load_assessment(folder / "assessment.md").language == language


def test_a_week_on_the_disk_is_checked_and_exported(language: str, folder: Path) -> None:
    assert run("check", folder).code == 0
    ran = run("export", folder, "--to", "html,handout,pdf,pptx")
    assert ran.code == 0, ran.err
    page = (folder / "exports" / "week.html").read_text("utf-8")
    assert f'<html lang="{language}">' in page
    assert "Minutes by section" not in page
    assert ("Microsoft YaHei" in page) == (language == "zh")


@pytest.mark.parametrize("language", ["de"], indirect=True)
def test_new_questions_stand_under_the_words_that_the_sheet_has(language: str, folder: Path) -> None:
    before = load_assessment(folder / "assessment.md")
    with running() as server:
        ran = run_hosted(server, "assess", folder, "--section", "2")
    assert ran.code in (0, 1), ran.err
    after = load_assessment(folder / "assessment.md")
    assert after.language == "de"
    assert after.sections[1].questions != before.sections[1].questions
    assert after.sections[0] == before.sections[0]


def test_a_german_week_with_english_signs_keeps_them(tmp_path: Path) -> None:
    german = Week.model_validate(week(section()).model_dump() | {"language": "en"})
    files = {**EXPORTERS["script"](german, Wishes("T")).files, **EXPORTERS["assessment"](german, Wishes("T")).files}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (bundle,), _ = find([str(tmp_path)])
    assert read_week(bundle, CheckSettings(language="de")).week.language == "de"
    assert load_script(tmp_path / "script.md").language == "en"


CHINESE = week(section("散列表", frames=[frame("先算出位置", bullets=["“桶”的编号"], script="大家好。")]))
CHINESE = CHINESE.model_copy(update={"language": "zh-CN"})


def test_chinese_without_a_font_for_it_is_never_written(monkeypatch: pytest.MonkeyPatch) -> None:
    (content,) = EXPORTERS["pdf"](CHINESE, Wishes("散列表")).files.values()
    assert "先算出位置" in PdfReader(io.BytesIO(content)).pages[0].extract_text()
    typst = _pdf._typst()

    class Bare:
        TypstError = typst.TypstError

        def compile(self, source: bytes, *, font_paths: object, **options: object) -> object:
            return typst.compile(source, ignore_system_fonts=True, **options)

    monkeypatch.setattr(_pdf, "_typst", Bare)
    with pytest.raises(Unshown) as stopped:
        EXPORTERS["pdf"](CHINESE, Wishes("散列表"))
    assert "fonts-noto-cjk" in stopped.value.hint
    assert "frame 1.1 '先算出位置', title: '先' (U+5148 CJK UNIFIED IDEOGRAPH-5148), " in str(stopped.value)
    assert "and 2 signs more" in str(stopped.value)


def test_powerpoint_is_told_language_and_font_of_every_run() -> None:
    (content,) = EXPORTERS["pptx"](CHINESE, Wishes("散列表")).files.values()
    with ZipFile(io.BytesIO(content)) as deck:
        parts = [deck.read(n).decode() for n in deck.namelist() if re.search(r"(?:slides|notesSlides)/[a-zN]*\d", n)]
    runs = [run for part in parts for run in re.findall(r"<a:r>.*?</a:r>", part)]
    assert runs
    assert all('lang="zh-CN"' in run and '<a:ea typeface="Microsoft YaHei"/>' in run for run in runs)


def test_chinese_takes_the_room_that_its_characters_take() -> None:
    assert lines(runs("先算出位置" * 10), 20, 500) == 3
    assert lines(runs("abcde" * 10), 20, 500) == 2


def test_a_language_without_words_is_said_to_have_none(tmp_path: Path) -> None:
    (tmp_path / "script.md").write_bytes(EXPORTERS["script"](week(section()), Wishes("T")).files["script.md"])
    (tmp_path / "lecturegen.yaml").write_text("language: pt-BR\n")
    ran = run("check", tmp_path, "--format", "json")
    assert "LG184" in {one["code"] for one in json.loads(ran.out)["findings"]}, ran.out


def test_learning_platforms_call_true_and_false_by_their_words() -> None:
    asked = TrueFalse(
        id="q1", objective="o1", frame=1, bloom=Bloom.APPLY, stem="7 ist eine Primzahl.", explanation="Ja.", answer=True
    )
    made = week(section(assessment={"questions": [asked.model_dump()]})).model_copy(update={"language": "de"})
    (aiken,) = EXPORTERS["aiken"](made, Wishes("T")).files.values()
    assert aiken.decode().splitlines()[1:3] == ["A) Richtig", "B) Falsch"]
    with ZipFile(io.BytesIO(next(iter(EXPORTERS["qti12"](made, Wishes("T")).files.values())))) as quiz:
        said = "".join(quiz.read(name).decode() for name in quiz.namelist() if name.endswith(".xml"))
    assert "Richtig" in said
    assert "Falsch" in said
    assert ">True<" not in said


def test_a_language_is_added_by_adding_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in Path(lecturegen.languages.__file__).parent.glob("*.toml"):
        shutil.copy(path, tmp_path)
    italian = (tmp_path / "es.toml").read_text("utf-8").replace("Guion de la clase", "Testo della lezione")
    (tmp_path / "it.toml").write_text(italian.replace('"Evaluación"', '"Valutazione"'), "utf-8")
    caches = (lecturegen.languages.tags, lecturegen.languages._words, lecturegen.languages.served_by, signs.every_signs)
    monkeypatch.setattr(lecturegen.languages, "files", lambda name: tmp_path)
    for cache in caches:
        cache.cache_clear()
    try:
        made = week(section()).model_copy(update={"language": "it-CH"})
        text = EXPORTERS["script"](made, Wishes("T")).files["script.md"].decode()
        assert text.startswith("# Testo della lezione: T\n")
        assert read_script(text).language == "it"
        assert write_script(read_script(text)) == text
    finally:
        monkeypatch.undo()
        for cache in caches:
            cache.cache_clear()
