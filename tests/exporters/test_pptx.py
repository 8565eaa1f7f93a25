"""slides.pptx, read back: headlines and notes are the week's, every box is on its slide, templates give their looks."""

from __future__ import annotations

import io
from copy import deepcopy
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Emu

from lecturegen.errors import DocumentError, TemplateError
from lecturegen.exporters import EXPORTERS, Exported, Wishes
from lecturegen.exporters._archive import archive
from lecturegen.schema import Code, Frame, Table, Week
from tests.command import run
from tests.exporters.weeks import frame, section, week


def made(shown: Week, template: Path | None = None) -> tuple[Exported, Any]:
    done = EXPORTERS["pptx"](shown, Wishes("Week 3: Heaps", template=template))
    return done, Presentation(io.BytesIO(done.files["slides.pptx"]))


def titles(file: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in file.slides]


def notes(file: Any) -> list[str]:
    return [slide.notes_slide.notes_text_frame.text for slide in file.slides]


def outside(file: Any) -> list[str]:
    """Names of shapes that stick out of their slide."""
    wide, high = file.slide_width, file.slide_height
    return [
        shape.name for slide in file.slides for shape in slide.shapes
        if shape.left < 0 or shape.top < 0 or shape.left + shape.width > wide or shape.top + shape.height > high
    ]  # fmt: skip


def test_content_is_native() -> None:
    code = {"language": "python", "text": "# sift\nx = 1"}
    table = {"header": ["key", "rank"], "rows": [["3", "first"], ["1"]]}
    done, file = made(
        week(
            section(
                frames=[frame(bullets=["Parent *over* child", "Two"], code=code, maths="\\frac{a}{b}", table=table)]
            )
        )
    )
    assert not done.findings
    (slide,) = file.slides
    body = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 1)
    assert [paragraph.text for paragraph in body.text_frame.paragraphs] == ["Parent over child", "Two"]
    assert [run.text for run in body.text_frame.paragraphs[0].runs if run.font.italic] == ["over"]
    assert [shape.text_frame.text for shape in slide.shapes if shape.name == "Code"] == ["# sift\nx = 1"]
    (picture,) = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "\\frac{a}{b}"
    (grid,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [["key", "rank"], ["3", "first"], ["1", ""]]
    assert grid.first_row
    assert any(shape.placeholder_format.idx == 12 for shape in slide.placeholders), "the number of the slide"


def test_a_formula_in_a_line_is_letters_and_one_without_such_a_form_is_named() -> None:
    table = {"header": ["$n^2$"], "rows": [["$\\nosuch$"]]}
    bullets = ["so $p(y \\mid x_i)$", "and $\\binom nk$ and $\\binom nk$"]
    done, file = made(week(section(frames=[frame("$\\theta$ is", bullets=bullets, table=table, maths="\\frac{")])))
    (slide,) = file.slides
    (body,) = (one for one in slide.placeholders if one.placeholder_format.idx == 1)
    first, second = body.text_frame.paragraphs
    assert (titles(file), first.text) == (["θ is"], "so p(y | xi)")
    assert [run.text for run in first.runs if run.font._element.get("baseline") == "-25000"] == ["i"]
    assert [run.text for run in first.runs if run.font.italic] == ["p", "y", "x", "i"]
    assert second.text == "and \\binom nk and \\binom nk"
    told = [(one.code, one.where.removeprefix("/sections/0/frames/0")) for one in done.findings]
    assert told == [("LG622", "/bullets/1"), ("LG622", "/table"), ("LG622", "/maths")]


def test_the_notes_are_what_is_said_with_opening_and_closing() -> None:
    _, file = made(week(section(frames=[frame("A", script="One.\n\nTwo."), frame("B", script="Three.")])))
    assert titles(file) == ["A", "B"]
    assert notes(file) == ["What is on top?\n\nOne.\n\nTwo.", "Three.\n\nAnd what is below?"]


def test_the_same_week_gives_the_same_bytes() -> None:
    shown = week(section(frames=[frame(maths="x^2")]))
    assert made(shown)[0] == made(shown)[0]


def test_what_does_not_fit_goes_on_in_the_same_size_and_is_named() -> None:
    long = frame("Too much", bullets=[f"Point {number}" for number in range(30)])
    done, file = made(week(section(frames=[long, frame("After")])))
    assert [finding.where for finding in done.findings] == ["/sections/0/frames/0"]
    assert titles(file)[:2] == ["Too much", "Too much (2)"]
    assert titles(file)[-1] == "After"
    said = " ".join(shape.text_frame.text for slide in file.slides for shape in slide.placeholders)
    assert all(f"Point {number}" in said for number in range(30))
    assert not outside(file)


def body_of(slide: Any) -> Any:
    return next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 1)


def test_a_headline_and_bullets_near_the_full_width_have_a_line_more_where_it_costs_no_slide() -> None:
    near, full = "Mode collapse satisfies a judge that lags behind", [f"Point {number}" for number in range(10)]
    table = {"header": ["key"], "rows": [["3"]]}
    wide = ["This point is as wide as what stands on the slide of a lecture is at most"]
    frames = [frame("Short"), frame(near), frame(near, bullets=full), frame(bullets=wide, table=table)]
    done, file = made(week(section(frames=frames)))
    short, with_room, without, above = file.slides
    assert not done.findings
    assert len(file.slides) == 4
    line = 40 * 12_700  # 1.25 of 32 points
    assert body_of(with_room).top - body_of(short).top == line
    assert with_room.shapes.title.height - short.shapes.title.height == line
    assert body_of(without).top == body_of(short).top
    (grid,) = (shape for shape in above.shapes if shape.has_table)
    assert (
        grid.top - body_of(above).top - body_of(above).height == (30 + 12) * 12_700
    )  # a line of 24 points, and the gap


def test_formulas_in_lines_take_the_room_of_their_letters() -> None:
    latex = "so $\\operatorname{softmax}\\left(\\frac{\\mathbf{Q}}{\\sqrt{d}}\\right)$ and $\\mathbb{E}_{\\mathbf{x}}$"
    done, file = made(week(section(frames=[frame(bullets=[latex] * 9)])))
    assert not done.findings
    (slide,) = file.slides
    assert body_of(slide).height == 9 * 38 * 12_700  # a line of 24 points each, and the gap
    long, _ = made(week(section(frames=[frame(bullets=[f"{latex} " * 60])])))
    assert [one.code for one in long.findings] == ["LG620"]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    file = Presentation()
    file.slide_width = Emu(9_999_900)
    file.slides.add_slide(file.slide_layouts[0]).shapes.title.text = "Our faculty"
    path = tmp_path / "faculty.pptx"
    file.save(str(path))
    return path


def test_a_template_gives_its_size_and_loses_its_own_slides(template: Path) -> None:
    _, file = made(week(section(frames=[frame("A")])), template)
    assert file.slide_width == 9_999_900
    assert titles(file) == ["A"]


def test_a_template_without_the_layouts_is_refused(template: Path, tmp_path: Path) -> None:
    file: Any = Presentation(str(template))
    for layout in file.slide_layouts:
        layout.name = f"Faculty {layout.name}"
        layout._element.attrib.pop("type", None)
    file.save(str(template))
    with pytest.raises(DocumentError, match="no layout 'Title and Content'; there are 'Faculty Title Slide'"):
        made(week(section()), template)
    (tmp_path / "no.pptx").write_text("no zip")
    done = run(
        "export", "outputs/data-mining/week-10", "--to", "pptx", "--template", tmp_path / "no.pptx", "--out", tmp_path
    )
    assert done.code == 2
    assert "this is no PowerPoint file" in done.err
    assert not (tmp_path / "slides.pptx").exists()


def of_a_designer(template: Path, *, without: str = "", body: int = 1) -> None:
    """German layouts, a subtitle above the text. ``without``: this layout lacks what is put into it."""
    file: Any = Presentation(str(template))
    for layout in file.slide_layouts:
        layout.name = {"Title and Content": "Titel und Inhalt", "Title Only": "Nur Titel"}.get(layout.name, "Andere")
        if layout.name == "Titel und Inhalt":
            text = layout.placeholders[1]._element
            subtitle = deepcopy(text)
            text.addprevious(subtitle)
            text.find(".//{*}ph").set("idx", str(body))
            subtitle.find(".//{*}ph").set("idx", "20")
            (small,) = (one for one in layout.placeholders if one.placeholder_format.idx == 20)
            small.left, small.top, small.width, small.height = map(Emu, (0, 0, 900_000, 90_000))
        if layout.name == without:
            for one in list(layout.placeholders)[:3]:
                one._element.getparent().remove(one._element)
    file.save(str(template))


def test_layouts_may_have_names_of_another_language_and_other_placeholders(template: Path) -> None:
    of_a_designer(template, body=13)
    done, file = made(week(section(frames=[frame("A", bullets=["One"]), frame("B", bullets=[], maths="x")])), template)
    assert not done.findings
    assert [slide.slide_layout.name for slide in file.slides] == ["Titel und Inhalt", "Nur Titel"]
    held = [
        [one.text_frame.text for one in slide.placeholders if one.placeholder_format.idx < 30] for slide in file.slides
    ]
    assert [[text for text in texts if not text.startswith("‹")] for texts in held] == [["A", "One"], ["B"]]


@pytest.mark.parametrize(
    ("layout", "lacks"),
    [("Titel und Inhalt", "no placeholder for a title"), ("Nur Titel", "no placeholder for a title")],
)
def test_a_layout_without_what_a_slide_needs_is_refused(template: Path, layout: str, lacks: str) -> None:
    of_a_designer(template, without=layout)
    with pytest.raises(TemplateError, match=f"the layout '{layout}' has {lacks}"):
        made(week(section()), template)


def test_a_layout_without_a_place_for_text_is_refused_with_what_a_template_needs(template: Path) -> None:
    file: Any = Presentation(str(template))
    text = file.slide_layouts.get_by_name("Title and Content").placeholders[1]._element
    text.getparent().remove(text)
    file.save(str(template))
    done = run(
        "export", "outputs/data-mining/week-10", "--to", "pptx", "--template", template, "--out", template.parent
    )
    assert done.code == 2
    assert "the layout 'Title and Content' has no placeholder for text" in done.err
    assert "A template is a .pptx or .potx" in done.err


def test_a_template_may_be_a_potx(template: Path) -> None:
    with ZipFile(template) as zipped:
        held = {name: zipped.read(name) for name in zipped.namelist()}
    types = held["[Content_Types].xml"]
    held["[Content_Types].xml"] = types.replace(b"presentation.main+xml", b"template.main+xml")
    template.write_bytes(archive(held))
    done, file = made(week(section(frames=[frame("A")])), template)
    assert titles(file) == ["A"]
    assert b"template.main+xml" not in ZipFile(io.BytesIO(done.files["slides.pptx"])).read("[Content_Types].xml")


_text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60).map(
    lambda text: f"w{text}w".replace("\ufffe", "").replace("\uffff", "")
)
_plain = st.text(st.sampled_from("abc äöü 中文 0123 ,."), min_size=1, max_size=60).map(lambda text: f"w{text}w")
_rows = st.lists(st.tuples(_text, _text)).map(tuple)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.builds(
            Frame, title=_plain, bullets=st.lists(_text, max_size=12).map(tuple), script=_text,
            code=st.none() | st.builds(Code, language=st.just(""), text=st.lists(_text, min_size=1).map("\n".join)),
            maths=st.sampled_from(["", "\\frac{a}{b}", "\\nosuch{", "\\sum_{i=1}^n " + "x + " * 40 + "y"]),
            table=st.none() | st.builds(Table, header=st.tuples(_text, _text), rows=_rows),
        ),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_legal_content_stays_on_its_slides_with_its_headline_and_notes(frames: list[Frame]) -> None:
    shown = week(section(frames=[one.model_dump() for one in frames]))
    _, file = made(shown)
    assert not outside(file)
    first = [title for title in titles(file) if not title.endswith(")")]
    assert first == [" ".join(one.title.split()) for one in frames]
    said = [note for note in notes(file) if note]
    assert all(one.script in note for one, note in zip(frames, said, strict=True))
