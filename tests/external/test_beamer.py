"""beamer.tex in lualatex: it compiles whatever stands in it, a page a frame, nothing over its edge, nothing missing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from pypdf import PdfReader

from lecturegen.exporters._latex._maths import latex_maths
from lecturegen.schema import Frame, Section, Week
from lecturegen.shown.mathml import NotMaths
from tests.exporters.hostile import CODE, FORMULAS, TEXTS, hostile
from tests.exporters.weeks import frame, section, week, weeks
from tests.external.lualatex import Deck, compiled, needs_fonts, needs_lualatex, run

pytestmark = [pytest.mark.external, pytest.mark.timeout(400), needs_lualatex]
SAMPLE = Path("outputs/data-mining/week-10/week.json")
POINT = 16 / 2.54 * 72 / 960
"""Of a slide of 960 points, on one of 16 cm."""


@pytest.fixture(scope="module")
def sample() -> Week:
    return Week.model_validate(json.loads(SAMPLE.read_text()))


@pytest.fixture(scope="module")
def sample_deck(sample: Week, tmp_path_factory: pytest.TempPathFactory) -> Deck:
    return compiled(sample, tmp_path_factory.mktemp("sample"), title="Week 10", times=2)


def split(deck: Deck) -> set[str]:
    return {place for place, pages in deck.taken().items() if pages > 1}


def named(deck: Deck) -> set[str]:
    pointers = [f.where.split("/") for f in deck.findings if f.code == "LG620"]
    return {f"{int(pointer[2]) + 1}.{int(pointer[4]) + 1}" for pointer in pointers}


def test_every_frame_of_the_sample_week_is_a_page_with_its_headline(sample: Week, sample_deck: Deck) -> None:
    assert (sample_deck.errors, sample_deck.over, sample_deck.findings) == ([], [], ())
    frames = [one for part in sample.sections for one in part.frames]
    assert len(sample_deck.pages) == len(frames)
    for one, page in zip(frames, sample_deck.pages, strict=True):
        assert "".join(one.title.split()) in "".join(page.split())


def test_the_pdf_has_its_title_language_and_an_outline_by_section(sample: Week, sample_deck: Deck) -> None:
    assert sample_deck.pdf.metadata is not None
    assert sample_deck.pdf.metadata.title == "Week 10 (offline draft from the notes)"
    root: Any = sample_deck.pdf.root_object
    assert root["/Lang"] == "en"
    titles = [entry.title for entry in sample_deck.pdf.outline if not isinstance(entry, list)]
    assert titles == [part.title for part in sample.sections]


def test_no_letter_of_a_slide_is_smaller_than_in_the_pdf(sample: Week, sample_deck: Deck) -> None:
    place = next(at for at, one in enumerate(_frames(sample)) if one.table is not None)
    sizes = {text: size / POINT for text, size in _sizes(sample_deck.pdf, place)}
    assert min(size for text, size in sizes.items() if "Each family" in text) >= 32
    assert min(size for text, size in sizes.items() if "Choosing" in text) >= 24
    assert min(size for text, size in sizes.items() if "Diffusion" in text) >= 18
    place = next(at for at, one in enumerate(_frames(sample)) if one.code is not None)
    assert min(size / POINT for text, size in _sizes(sample_deck.pdf, place) if "import" in text) >= 14


def _frames(made: Week) -> list[Frame]:
    return [one for part in made.sections for one in part.frames]


def _sizes(pdf: PdfReader, page: int) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []

    def visit(text: str, _: Any, matrix: list[float], font: Any, size: float) -> None:
        if text.strip():
            found.append((text, size * abs(matrix[3])))

    pdf.pages[page].extract_text(visitor_text=visit)
    return found


def test_notes_stand_on_their_pages_when_they_are_asked_for_and_on_none_otherwise(
    sample: Week, sample_deck: Deck, tmp_path: Path
) -> None:
    said = _letters(sample.sections[0].frames[0].script)[:200]
    assert said not in _letters(" ".join(sample_deck.pages))
    deck = compiled(sample, tmp_path, before=r"\def\notes{show notes}")
    assert (deck.errors, deck.over) == ([], [])
    assert len(deck.pages) == 2 * len(_frames(sample))
    assert said in _letters(deck.pages[1])


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def test_an_outline_before_each_section_is_there_when_it_is_asked_for(tmp_path: Path) -> None:
    deck = compiled(week(section("Heaps"), section("Tries")), tmp_path, before=r"\def\outlined{}", times=2)
    assert (deck.errors, deck.over, len(deck.pages)) == ([], [], 6)
    assert all(name in deck.pages[3] for name in ("Heaps", "Tries"))


@needs_fonts
def test_nothing_in_a_text_stops_lualatex_or_is_lost(tmp_path: Path) -> None:
    deck = compiled(hostile(), tmp_path, title="& % # _ { } ~ ^ \\ $ λ 中")
    assert (deck.errors, deck.over, deck.missing) == ([], [], set())
    assert split(deck) <= named(deck)
    assert sum(deck.taken().values()) == len(deck.pages)
    everything = "".join("".join(deck.pages).split())
    for text in (r"\end{frame}", r"\end{verbatim}", r"\end{code}", "^^41", "--", "<<>>", "λ中é", '&%#_{}~^\\$"<>'):
        assert text in everything


@needs_fonts
def test_notes_of_hostile_texts_compile_too(tmp_path: Path) -> None:
    deck = compiled(hostile(), tmp_path, before=r"\def\notes{show notes}")
    assert (deck.errors, deck.over, deck.missing) == ([], [], set())


@needs_fonts
@pytest.mark.parametrize("language", ["pt-BR", "zh-Hans", "tlh"])
def test_the_language_of_the_week_is_that_of_the_document(language: str, tmp_path: Path) -> None:
    made = week(section(frames=[frame("Größe λ 中", bullets=["中文字符断行测试，" * 10])]))
    deck = compiled(made.model_copy(update={"language": language}), tmp_path)
    root: Any = deck.pdf.root_object
    assert (deck.errors, deck.over, root["/Lang"]) == ([], [], language)
    assert "\n" in deck.pages[0].split("，", 1)[1].strip()


def test_what_does_not_fit_goes_on_on_further_pages_and_is_named(tmp_path: Path) -> None:
    rows = [[str(number), "x"] for number in range(40)]
    frames = [
        frame("Bullets", bullets=[f"Point {number} of many" for number in range(40)]),
        frame("Table", bullets=[], table={"header": ["a", "b"], "rows": rows}),
        frame("Code", bullets=[], code={"language": "", "text": "\n".join(f"line {at}" for at in range(90))}),
        frame("High", bullets=[], maths=r"\begin{pmatrix}" + r"1 \\ " * 60 + r"\end{pmatrix}"),
        frame("Wide", bullets=[], maths="x + " * 60 + "y"),
        frame("Cells", bullets=[], table={"header": ["long " * 60], "rows": [["long " * 200]] * 3}),
        frame("After"),
    ]
    deck = compiled(week(section(frames=frames)), tmp_path)
    assert (deck.errors, deck.over) == ([], [])
    assert split(deck) == {"1.1", "1.2", "1.3", "1.6"}
    assert split(deck) <= named(deck)
    everything = " ".join(" ".join(page.split()) for page in deck.pages)
    assert all(last in everything for last in ("Point 39 of many", "39 x", "line 89", "After"))


@cache
def random_sections() -> tuple[Section, ...]:
    """Those of three dozen legal weeks, the same ones in every run."""
    found: list[Section] = []

    @seed(6)
    @settings(
        max_examples=36, phases=[Phase.generate], deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(weeks())
    def collect(made: Week) -> None:
        found.extend(made.sections)

    collect()
    return tuple(found)


def test_three_dozen_random_weeks_compile_and_only_named_frames_take_more_than_a_page(tmp_path: Path) -> None:
    deck = compiled(week(*random_sections()), tmp_path)
    assert (deck.errors, deck.over) == ([], [])
    assert split(deck) <= named(deck)
    assert len(deck.taken()) == sum(len(part.frames) for part in random_sections())


def test_lualatex_sets_every_formula_that_we_let_pass(tmp_path: Path) -> None:
    """Every command that Temml knows, with what it may take, and formulas of everyday use."""
    passed = [*_passed(FORMULAS), *_passed(_commands())]
    assert len(passed) > 700
    compiled(week(section()), tmp_path)
    head = (tmp_path / "beamer.tex").read_text("utf-8").partition("\\begin{document}")[0]
    boxes = "\n".join(f"\\typeout{{@@{at}@@}}\\sbox0{{$\\displaystyle {one}$}}" for at, one in enumerate(passed))
    (tmp_path / "beamer.tex").write_text(
        f"{head}\\begin{{document}}\n{boxes}\n\\frame{{x}}\\end{{document}}\n", "utf-8"
    )
    deck = run(tmp_path, (), "\\input{beamer.tex}")
    log = (tmp_path / "beamer.log").read_text("utf-8", errors="replace")
    refused = re.findall(r"@@(\d+)@@(?:(?!@@)[\s\S])*?^(! .*|Missing character: .*)", log, re.M)
    assert [(passed[int(at)], said) for at, said in refused] == []
    assert deck.errors == []


def _passed(formulas: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    for one in formulas:
        try:
            yield latex_maths(one, display=True)
        except NotMaths:
            continue


def _commands() -> Iterator[str]:
    temml = Path("lecturegen/_vendor/temml/temml.min.js").read_text("utf-8")
    for name in sorted(set(re.findall(r"\\\\([A-Za-z]+)", temml))):
        yield from (form.replace("@", f"\\{name}") for form in ("@ x", "@{x}", "@{x}{y}", "x @ y", "@(x@)"))


@needs_fonts
def test_code_is_shown_line_by_line_whatever_it_holds(tmp_path: Path) -> None:
    shown = frame("Code", bullets=[], code={"language": "python", "text": CODE}, script=f"```\n{CODE}\n```")
    deck = compiled(week(section(frames=[shown])), tmp_path, before=r"\def\notes{show notes}")
    assert (deck.errors, deck.over, len(deck.pages)) == ([], [], 2)
    for line in filter(None, CODE.split("\n")):
        for page in deck.pages:
            assert "".join(line.split())[:60] in "".join(page.split())


@pytest.mark.parametrize("text", [TEXTS[0], r"\end{frame}"])
def test_the_test_sees_what_is_wrong(text: str, tmp_path: Path) -> None:
    compiled(week(section(frames=[frame(bullets=["HERE"])])), tmp_path)
    source = (tmp_path / "beamer.tex").read_text("utf-8")
    (tmp_path / "beamer.tex").write_text(source.replace("HERE", text), "utf-8")
    assert run(tmp_path, (), "\\input{beamer.tex}").errors
